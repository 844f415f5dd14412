"""Sentences about making a funnel by group, and about the workforce that it is laid beside."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "recruitment.funnel_open": _(
        "The call is open until {closes}. Make this after it has closed: while people still apply, a second table "
        "soon after would tell about the few who came between."
    ),
    "recruitment.funnel_days": _("The last day is before the first. Write the later day last."),
    "recruitment.funnel_no_calls": _(
        "No call has closed between these days. Choose other days, or wait until a call has closed."
    ),
    "recruitment.funnel_no_question": _("Nobody was asked this question. Choose one of the list."),
    "recruitment.funnel_nobody": _("Nobody has begun an application yet, so there is nothing to count."),
    "recruitment.funnel_key_gone": _(
        "The equality answers can no longer be laid beside the applications: that ends a year after a cohort has "
        "started. Earlier releases can still be read."
    ),
    "recruitment.funnel_too_few": _(
        "No number by group can be shown: too few people, or groups of {threshold} or fewer. Count several cohorts "
        "together, from the organisation’s page, or choose a question with fewer answers."
    ),
    "recruitment.funnel_too_few_pooled": _(
        "No number by group can be shown: too few people, or groups of {threshold} or fewer. Choose earlier or "
        "later days, so that more cohorts are counted, or a question with fewer answers."
    ),
    "recruitment.funnel_wait": _(
        "Nothing was made. It becomes possible when at least {more} more people have reached each stage that has "
        "changed, or when this call is counted together with a later one. The earlier release can still be read."
    ),
    "recruitment.baseline_other": _(
        "“{name}” has no numbers by “{question}”. Choose another workforce, or none."
    ),
    "recruitment.baseline_name": _("Give the workforce a name of 1 to {limit} characters."),
    "recruitment.baseline_columns": _(
        "The file needs the columns characteristic, category and staff. Missing: {missing}. Download the empty file and "
        "fill that in."
    ),
    "recruitment.baseline_question": _("“{value}” is none of the equality questions. Write one of: {known}."),
    "recruitment.baseline_answer": _(
        "“{value}” is no answer to “{question}”. Write its code or its words as in the empty file."
    ),
    "recruitment.baseline_staff": _(
        "“{value}” is not a number of people. Write a whole number of 0 or more, or leave the row out."
    ),
    "recruitment.baseline_twice": _("“{answer}” stands here a second time. Keep one row of each answer."),
    "recruitment.baseline_empty": _("The file has no number of people. Fill in at least one question."),
}
