"""Sentences about making reports, and the service's own words in them."""

from kith.foundation.messages import gettext_noop as _

_REFUSALS = {
    "reports.nothing_to_compare": _(
        "This programme asks nobody the same questions before and after, so there is no change to report. "
        "A report needs one questionnaire before and one after."
    ),
    "reports.no_answers": _(
        "Nobody has sent answers yet, so there is nothing to report. Make the report when answers have come in."
    ),
    "reports.not_closed": _(
        "“{wave}” is not closed yet, so people may still answer. "
        "Make this report when it has closed; the evaluator can make an interim one before."
    ),
    "reports.lines_not_yours": _(
        "A report with lines under pseudonyms is for the evaluator. "
        "Choose the report for everyone, or give somebody the role of evaluator."
    ),
    "reports.no_common_scale": _(
        "The questionnaires before and after have no score in common, so there is no change to work out. "
        "Use the same questionnaire at both times."
    ),
    "reports.not_finished": _(
        "This report is not finished, so it cannot be published. Wait until it is made."
    ),
    "reports.evaluator_only": _(
        "This report has lines of single people in it, so it cannot be published. Make one for everyone."
    ),
    "reports.interim_too_soon": _(
        "Too little has changed for another interim report: laid beside the last report, it would tell what a few "
        "people answered. For each side and each questionnaire, either nothing has changed since the last report, "
        "or at least {least} more people must have answered, and as many of them at both times that are compared. "
        "Make it later, or when the questionnaires have closed."
    ),
    "reports.left_out_interim": _(
        "An interim report was made of nearly the same answers: laid beside this one, it would tell what fewer than "
        "{least} people answered. So answers are left out here of those who do not let them be read, and of others "
        "by lot: {people}. "
        "To count everybody, open the questionnaires again until {least} more people of each such side have "
        "answered, and make the report again."
    ),
    "reports.interim": _(
        "An interim report cannot be published. Make it again when the questionnaires are closed."
    ),
}

_STEPS = {
    "reports.step.gathering": _("Bringing the answers together"),
    "reports.step.computing": _("Working out what changed"),
    "reports.step.drawing": _("Drawing the charts"),
    "reports.step.printing": _("Making the PDF"),
}

_WORDS = {
    "reports.title": _("What changed: {cohort}"),
    "reports.source": _("Answers sent in Kith, under pseudonyms"),
    "reports.instrument": _("{title}, version {version}. {owner}, {licence}. {citation}"),
    "reports.interim_title": _("Interim report"),
    "reports.interim_text": _(
        "“{waves}” had not closed when this was made. Numbers will change. Do not pass it on as a result."
    ),
    "reports.scale_left_out": _(
        "“{scale}” was not asked in the same way each time, so its change is not worked out."
    ),
    "reports.questionnaires_differ": _("The questionnaires were not the same each time"),
    "reports.lead_evaluates": _("The people who run the programme made this report with Kith."),
    "reports.evaluator_evaluates": _("The programme’s evaluator made this report with Kith."),
    "reports.took_part": _("Who took part"),
    "reports.took_part_caption": _("From invitation to answers, by side"),
    "reports.stage": _("Stage"),
    "reports.invited": _("Invited"),
    "reports.confirmed": _("Confirmed their place and still hold it"),
    "reports.waiting": _("Have not answered the invitation"),
    "reports.ended": _("Declined or withdrew"),
    "reports.paired": _("Were brought together with a partner"),
    "reports.answered": _("Answered “{wave}”"),
    "reports.of": _("{count} of {all}"),
    "reports.took_part_note": _("People count on the side they were invited to."),
    "reports.experience_help": _(
        "Shares are of those who answered the question. Where fewer than {least} people on a side answered, "
        "nothing is shown for that side."
    ),
    "reports.experience_caption": _("Number of people by answer: {question}"),
    "reports.number_caption": _("The middle of the answers: {question}"),
    "reports.answer": _("Answer"),
    "reports.side_answered": _("{side} ({count} answered)"),
    "reports.items_few_asked": _(
        "Answers of a side of which fewer than {least} people were asked are not counted here: they would tell who answered."
    ),
    "reports.few_asked": _("fewer than {least} were asked"),
    "reports.few": _("fewer than {least} answered"),
    "reports.few_everywhere": _("Not shown: fewer than {least} people on each side answered this question."),
    "reports.count_share": _("{count} ({share})"),
    "reports.number_middle": _("Middle answer"),
    "reports.number_half": _("Half of them between"),
    "reports.number_between": _("{low} and {high}"),
    "reports.several_note": _(
        "People could choose more than one answer, so shares add up to more than 100%."
    ),
    "reports.own_words": _("{count} people answered in their own words."),
    "reports.own_words_few": _("Some people answered in their own words."),
    "reports.own_words_none": _("Nobody answered this question."),
    "reports.own_words_kept": _("What they wrote is read by the evaluator only."),
    "reports.left_out": _("What is left out because people did not agree to it"),
    "reports.left_out_answers": _(
        "Only answers of people who agree to be reported are counted. Answered and left out: {people}."
    ),
    "reports.left_out_lines": _(
        "{count} lines of single people are not shown: of those who did not agree to it, and of some others on the "
        "same side, drawn by lot, so that nobody’s line can be worked out from the totals."
    ),
    "reports.every_line": _("Everybody agreed that their line is shown under a pseudonym."),
    "reports.left_out_words": _(
        "Only people who agree to be quoted are quoted. Answered and not quoted: {people}."
    ),
    "reports.left_out_few": _("fewer than {least} people, or nobody"),
    "reports.left_out_many": _("{count} people"),
    "reports.yes": _("Yes"),
    "reports.no": _("No"),
    "reports.declined": _("Prefer not to say"),
}

_BUNDLE = {
    "reports.bundle.missing": _("Missing where fewer than {share} of the questions were answered"),
    "reports.bundle.changed_since": _(
        "Answers, the plan or the organisation’s settings have changed since this report was made, so its numbers"
        " cannot be worked out again from the answers of today. Make the report again, and take its file."
    ),
}

MESSAGES = {**_REFUSALS, **_STEPS, **_WORDS, **_BUNDLE}
