"""The service's own words about different people and other cohorts in a report."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "reports.pooled_one": _(
        "There is one cohort, so nothing is pooled with others. A report pools with earlier cohorts of the same "
        "programme and organisation once their own reports are published, on scores that all of them asked alike. "
        "With {least} cohorts or more it can also say how much cohorts differ."
    ),
    "reports.pooled_which": _(
        "Cohorts taken together: {cohorts}. An earlier cohort is here as its published report shows it: a side with "
        "too few people, or whose answers have changed since, is left out."
    ),
    "reports.unlinked_compared": _("Different people compared: {names}"),
    "reports.unlinked_parts": _("the groups of “{survey}”"),
    "reports.unlinked_few": _(
        "These are different people. In some group fewer than {least} answered, and the others would tell what they "
        "said, so the groups are not shown."
    ),
    "reports.unlinked_unlike": _(
        "The surveys of different people have no score in common, so none stands beside another. Ask the same "
        "questionnaire in both."
    ),
    "reports.unlinked_one": _(
        "One survey of different people has closed, and nothing stands beside it. Ask a second survey with the same "
        "questionnaire, or a question that parts people into groups of at least {least}."
    ),
}
