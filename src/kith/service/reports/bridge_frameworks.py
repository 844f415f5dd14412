"""From what changed to the section on the dimensions that were worked on."""

from __future__ import annotations

from collections import defaultdict

from kith.evaluation.plan import ChangePlan
from kith.evaluation.types import ChangeResult, Measures
from kith.publishing.model import Section
from kith.service.reports.domain.frameworks.section import KEY, frameworks_section
from kith.service.reports.domain.framing import Material, say
from kith.service.reports.domain.learned.sections import Speaker
from kith.service.ui.web.wording import day


def frameworks(material: Material, plan: ChangePlan, result: ChangeResult) -> dict[str, Section]:
    """The section by its key; nothing where the programme uses no framework."""
    definition, language = material.definition, material.language
    if not definition.frameworks:
        return {}
    names = {role.key: role.plural.in_language(language) for role in definition.roles}
    main = plan.compared()[0]
    changes: dict[str, list[str]] = defaultdict(list)
    for cell in result.cells:
        if cell.comparison != main:
            continue
        side = names.get(cell.side, cell.side)
        if isinstance(cell.found, Measures):
            counts = cell.found.counts
            told = {"up": counts.up, "same": counts.same, "down": counts.down, "n": counts.n}
            changes[cell.outcome].append(say("reports.frameworks.counts", side=side, **told))
        else:
            changes[cell.outcome].append(say("reports.frameworks.counts_few", side=side))
    scales = {scale.key: (scale.name, len(scale.items)) for scale in material.gathered.scales}
    speaker = Speaker(say, day, language, names, material.policy.min_matched)
    section = frameworks_section(
        definition, material.evidence, changes, scales, speaker=speaker, policy=material.policy
    )
    return {KEY: section}
