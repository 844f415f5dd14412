"""The service's own words about different people and other cohorts in a report."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
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
