"""Sentences about exercises in the service: a matching of any kind from files or from a cohort's people."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "matches.exercise.no_name": _("Give the matching a name, so that you find it again."),
    "matches.exercise.no_identity": _(
        "No column says who each row is about. Add a column called id or email, with something different in each row."
    ),
    "matches.exercise.no_id_in_row": _(
        "This row has no id. Write one that no other row has, or take the row out."
    ),
    "matches.exercise.long_id": _("The id in this row is longer than {most} letters. Give it a shorter one."),
    "matches.exercise.same_id": _(
        "“{value}” stands in row {row} already. Each person or post has one row: take one of the two out."
    ),
    "matches.exercise.no_rows": _(
        "The file has headings and no rows under them. Add the people and upload it again."
    ),
    "matches.exercise.table_missing": _("The table “{table}” is missing. Upload it first."),
    "matches.exercise.no_rules": _(
        "There are no rules yet. Write at least one, or begin with those of the example."
    ),
    "matches.exercise.long_rules": _(
        "The rules are longer than {most} letters. Take out what is not needed."
    ),
    "matches.exercise.no_cohort": _(
        "The people of a cohort cannot stand in this list: upload a file. Pairs of a cohort are made on its own page."
    ),
    "matches.exercise.changed_meanwhile": _(
        "Somebody has changed this matching since you opened the page. Look at what they did, then change it again."
    ),
    "matches.exercise.published": _(
        "A draft of this matching is published, so it can no longer be changed. Begin a new matching instead."
    ),
    "matches.exercise.no_draft": _("That draft is not there any more. Choose another one to stay near."),
    "matches.exercise.bonus": _("Write a whole number of points from 1 to {most}."),
    "matches.exercise.not_two": _(
        "Choose two that stand in the tables now. Somebody may have uploaded another file since you opened the page."
    ),
    "matches.exercise.ambiguous": _(
        "“{value}” stands in more than one list, so the decision would not say who is meant. Give everybody an id that "
        "stands in one list only, and upload the files again."
    ),
    "matches.exercise.gone": _("This matching has been deleted meanwhile."),
    "matches.exercise.not_finished": _(
        "This run has no draft yet. Wait until it has finished, then publish."
    ),
    "matches.exercise.nobody_placed": _("Nobody has a place in this draft, so there is nothing to publish."),
    "matches.exercise.people_left": _(
        "{count} of the people in this draft no longer take part. Run the matching again, then publish the new draft."
    ),
    "matches.exercise.decided_since": _(
        "You have kept people together or apart since this draft was made. "
        "Run the matching again, so that the draft follows."
    ),
    "matches.exercise.kept_apart_since": _(
        "Something has changed since this draft was made. Run the matching again, then publish the new draft."
    ),
    "matches.exercise.no_addresses": _(
        "The tables have no e-mail addresses, so nobody can be written to. Publish without mails, or add a column."
    ),
    "matches.exercise.other_promise": _(
        "The rules promise a seed of their own. Here the seed is drawn when the matching is made: take out the lines "
        "commitment and salt, and publish the promise that stands on the page of the matching."
    ),
    "matches.exercise.unknown": _(
        "Nobody called “{value}” is in this draft. Write a name or an id as the files have it."
    ),
    "matches.exercise.several": _("{count} are called “{value}”. Write the id instead."),
    "matches.exercise.private_unknown": _(
        "A private request names somebody who is not on the side {side}. Look through that column of your file, and "
        "correct the name or take it away."
    ),
    "matches.exercise.same_list": _(
        "These two are never put together: they stand in the same list. Choose one from each, or a person and a post."
    ),
    "matches.exercise.same_one": _("Choose two different ones."),
}
