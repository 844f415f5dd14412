"""Which dimensions of a framework were worked on, in a report."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "reports.frameworks.section": _("Which dimensions were worked on"),
    "reports.frameworks.none": _("This programme uses no framework."),
    "reports.frameworks.intro": _(
        "What is mapped to which dimension is the judgement of whoever wrote the programme, by the names of the "
        "dimensions alone. It shows what was worked on, not how well anybody leads."
    ),
    "reports.frameworks.title": _("{name}, version {version} ({owner})"),
    "reports.frameworks.caption": _("What works on each dimension: {name}"),
    "reports.frameworks.dimension": _("Dimension"),
    "reports.frameworks.activities": _("Activities"),
    "reports.frameworks.prompts": _("Questions to reflect on"),
    "reports.frameworks.questions": _("Questions asked"),
    "reports.frameworks.evidence": _("People who chose evidence for it"),
    "reports.frameworks.note": _(
        "Evidence counts only where its writer put it into their portfolio and named the dimension. {threshold} people "
        "or fewer are not shown, others are rounded."
    ),
    "reports.frameworks.few": _("{threshold} or fewer"),
    "reports.frameworks.change_caption": _("How the scores mapped to a dimension changed"),
    "reports.frameworks.score": _("Score"),
    "reports.frameworks.change": _("Change"),
    "reports.frameworks.change_note": _(
        "Counts of people who answered both times. The section on change has the size of each, and how sure it is."
    ),
    "reports.frameworks.counts": _("{side}: {up} up, {same} same, {down} down (of {n})"),
    "reports.frameworks.counts_few": _("{side}: too few answered both times"),
    "reports.frameworks.crosswalk": _("{first}, read as {second}"),
    "reports.frameworks.of": _("{name} ({version})"),
    "reports.frameworks.source": _("Source: {source}."),
}
