"""Sentences about people: accounts, roles, consent, joining two accounts, erasure."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "people.address.not_an_address": _("Enter an e-mail address in the right form, like name@example.org."),
    "people.name.missing": _("Enter your name, as others should read it."),
    "people.language.unknown": _("Kith does not speak “{value}” yet. Choose a language from the list."),
    "people.time_zone.unknown": _(
        "“{value}” is not a time zone Kith knows. Choose one from the list, like Europe/London."
    ),
    # Roles
    "people.role.not_of_an_organisation": _(
        "“{role}” is a role in one cohort, not in the whole organisation. Give it on the cohort’s page."
    ),
    "people.role.no_account": _(
        "This account is closed, so it cannot be given a role. Use the person’s open account."
    ),
    "people.role.ends_before_start": _(
        "The last day, {ends_on}, is before the first day, {starts_on}. Change one of them."
    ),
    "people.role.already_over": _(
        "The last day, {ends_on}, has gone by. Choose today or a later day, or leave it empty."
    ),
    "people.role.already_held": _(
        "This person already has this role for some of these days. End that one first, or choose other days."
    ),
    "people.role.already_ended": _("This role ended on {ends_on} already. There is nothing to end."),
    "people.role.ends_sooner": _("This role already ends sooner, on {ends_on}. Choose an earlier last day."),
    "people.role.last_administrator": _(
        "This is the last administrator of {organisation}. "
        "Give somebody else the role first, then end this one."
    ),
    # Joining two accounts
    "people.merge.same_person": _("These are the same account. Choose two different accounts to join."),
    "people.merge.not_active": _("One of these accounts is closed. Only two open accounts can be joined."),
    "people.merge.both_hold": _(
        "Both accounts hold the same thing ({what}). End one of them, then join the accounts."
    ),
    "people.second_factor.none": _("This account has no second factor. There is nothing to take away."),
    # Erasure
    "people.erasure.already_asked": _(
        "You have asked already, and not every organisation has answered. You can take it back, or wait."
    ),
    "people.erasure.already_answered": _(
        "This request was answered already. There is nothing left to decide."
    ),
    "people.erasure.reason_missing": _(
        "Say why the organisation must keep the data, in words the person will read."
    ),
}
