"""Sentences about calls and applying."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "recruitment.application_state": _(
        "The application stands at “{state}” now, so this can no longer be done. Load the page again to see it."
    ),
    "recruitment.call_there": _("This cohort has a call already. Change that one."),
    "recruitment.no_application": _(
        "The programme’s definition has no application form, so nobody can apply. "
        "Bring the people in from a spreadsheet instead."
    ),
    "recruitment.closes_first": _("The call closes before it opens. Move one of the two days."),
    "recruitment.closes_in_past": _(
        "The last day is over already. Choose a later one before you publish the call."
    ),
    "recruitment.already_open": _(
        "The call has been open since its first day, so that day can no longer be moved."
    ),
    "recruitment.only_later": _(
        "People rely on the day that was announced, so the last day can only be moved to a later one."
    ),
    "recruitment.call_words_too_long": _(
        "This has {length} characters, and {limit} is the most. Shorten it."
    ),
    "recruitment.address_letters": _(
        "The address may have small Latin letters, digits and hyphens, at most {limit} of them, "
        "such as “spring-2027”."
    ),
    "recruitment.address_taken": _("Another call has this address. Choose another."),
    "recruitment.call_state": _(
        "The call stands at “{state}” now, so this can no longer be done. Load the page again to see it."
    ),
    "recruitment.channel_name_missing": _("Give the channel a name, such as “Staff newsletter”."),
    "recruitment.channel_name_long": _(
        "The name has {length} characters, and {limit} is the most. Shorten it."
    ),
    "recruitment.channel_there": _("There is a channel called “{name}” already. Choose another name."),
    "recruitment.channel_bare": _("The call’s own address cannot be ended; withdraw the call instead."),
    "recruitment.not_open_now": _("The call is not open, so no application can be started."),
    "recruitment.no_such_side": _(
        "Nobody can apply on this side. Go back to the call and choose a side there."
    ),
    "recruitment.name_missing": _("Enter your full name."),
    "recruitment.name_long": _("The name has {length} characters, and {limit} is the most. Shorten it."),
    "recruitment.already_applied": _(
        "You have applied to this call under another of your addresses. Use the link that was sent there, "
        "or withdraw that application first."
    ),
    "recruitment.applicant_reviews": _(
        "You are asked to judge the applications to this call, so you cannot apply to it yourself. If you would "
        "rather apply, ask the people who run the programme to let you go as a reviewer first."
    ),
    "recruitment.closed": _(
        "The call closed on {moment}, so this was not taken. What you had saved or sent before is kept. "
        "If something kept you from sending it in time, write to the people who run the programme: "
        "they can open your application again."
    ),
    "recruitment.call_withdrawn": _(
        "The call has been withdrawn, so nothing more is taken. What you had sent before is kept."
    ),
    "recruitment.giver_unnamed": _("Say who can give you permission to take part."),
    "recruitment.late_not_later": _("Choose a day that is after the call’s last day, and not over yet."),
    "recruitment.late_reason_missing": _("Say why, so that others can see that it was fair."),
    "recruitment.late_reason_long": _(
        "The reason has {length} characters, and {limit} is the most. Shorten it."
    ),
    "recruitment.merge_reviewer": _(
        "One of the two accounts judges applications to {cohort} and the other applies to it. Let the reviewer go, "
        "or have the application withdrawn, first."
    ),
    "recruitment.merge_two": _(
        "Both accounts have sent an application to {cohort}. Withdraw one of them, then make the accounts one."
    ),
}
