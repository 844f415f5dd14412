"""Sentences about cohorts, places and people files."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "cohorts.name_missing": _("Give the cohort a name, such as “Spring 2027”."),
    "cohorts.name_too_long": _("The name has {length} characters. Shorten it to {limit} or fewer."),
    "cohorts.name_taken": _(
        "Your organisation has a cohort called “{name}” already. "
        "Look for it in the list of programmes, or give this one another name."
    ),
    "cohorts.too_far_ahead": _("{year} is too far ahead. Choose a year up to {last}."),
    "cohorts.side_full": _(
        "All {most} places for {side} are taken or on offer. Raise the number in the cohort’s settings, then add this person."
    ),
    "cohorts.unknown_time_zone": _(
        "“{value}” is not a time zone. Choose one from the list, such as Europe/London."
    ),
    "cohorts.unknown_side": _("“{side}” is not a side of this programme. Choose one from the list."),
    "cohorts.places_upside_down": _(
        "Places for {side}: at least {least}, at most {most}. The least must be 1 or more and no larger than the most."
    ),
    "cohorts.unknown_stage": _("“{stage}” is not a stage of this cohort. Leave it out."),
    "cohorts.stage_ends_first": _(
        "The stage ends on {ends}, before it starts on {starts}. Move one of the two dates."
    ),
    "cohorts.role_ends_first": _(
        "The role ends on {ends}, before it starts on {starts}. Move one of the two dates."
    ),
    "cohorts.deputy_without_end": _("A deputy stands in for a time. Say on which day it ends."),
    "cohorts.last_lead": _(
        "This is the cohort’s only lead. Give somebody else the lead first, then end this role."
    ),
    "cohorts.contact_runs_it": _(
        "Nobody can both run {cohort} and be its confidential contact: people write to the contact to go past those who "
        "run it. Name somebody else, or end the other role first."
    ),
    "cohorts.hand_over_to_oneself": _("Write the address of somebody else: the present lead leads already."),
    "cohorts.hand_over_past": _("The day has passed. The next lead can begin today or later."),
    "cohorts.changed_meanwhile": _(
        "Somebody else has changed {cohort} since you opened this page. Nothing of yours was done. "
        "Look at the page again, then decide."
    ),
    "cohorts.not_open": _(
        "{cohort} is closed, so nothing in it can be changed, sent or matched any more. "
        "Its lead can reopen it from the cohort’s page."
    ),
    "cohorts.archived": _(
        "{cohort} is archived, so it can only be read. Its lead can take it out of the archive from the cohort’s page."
    ),
    "cohorts.cannot_close": _("{cohort} is archived, and an archived cohort is closed already."),
    "cohorts.cannot_reopen": _("{cohort} is archived. Take it out of the archive first, then reopen it."),
    "cohorts.cannot_archive": _("{cohort} is still open. Close it first, then archive it."),
    "cohorts.cannot_unarchive": _("{cohort} is open, so it is not in the archive."),
    "cohorts.already_in": _(
        "This person has a place in the cohort already. Look for them in the list of people."
    ),
    "cohorts.was_on_other_side": _(
        "This person had a place in this cohort before, as {side}. Choose that side to give it back to them."
    ),
    "cohorts.place_state": _(
        "The place is now “{state}”, so this cannot be done any more. Look at the page again."
    ),
    "cohorts.import_other_side": _(
        "This person is in the cohort already, as {side}. One person can be on one side only. "
        "Take the row out, or withdraw their place first."
    ),
    "cohorts.import_attribute_missing": _(
        "Every {side} needs “{label}”, and it is blank. Fill it in and upload the file again."
    ),
    "cohorts.import_too_many": _(
        "With this file there would be {count} {side}, and the cohort takes {most}. "
        "Take some rows out, or raise the number in the cohort’s settings."
    ),
    "cohorts.import_closed": _("This file has been dealt with already. Upload it again if you need to."),
    "cohorts.import_nobody": _(
        "The file has headings but no people beneath them. Add at least one row and upload it again."
    ),
    "cohorts.import_file_gone": _("The uploaded file has been deleted. Upload it again."),
    "cohorts.merge_two_places": _(
        "Both accounts have a place in {cohort}, and one person can have only one. "
        "Withdraw one of the places, then join the accounts."
    ),
    "cohorts.merge_paired": _(
        "Both accounts have had a place in {cohort}, and both were in a pair there. "
        "Such accounts cannot be joined without losing who met whom."
    ),
}
