"""From a report's row to everything that is made of it: the model, the page, the document and the PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext

from kith.foundation.faults import Fault, KithError
from kith.programmes.capabilities import WaveRole
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.roles import roles_on_cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.domain.permissions import permissions_of
from kith.service.core.domain.policies import policy
from kith.service.reports import bridge, bridge_bundle
from kith.service.reports.domain.equality.reading import equality_in
from kith.service.reports.domain.flow import flow_of
from kith.service.reports.domain.frameworks.reading import evidence_in
from kith.service.reports.domain.framing import FOLDED, Material
from kith.service.reports.domain.gathering import Asked, asked_waves, gather
from kith.service.reports.domain.interim import sent_by
from kith.service.reports.domain.learned.reading import learned_in
from kith.service.reports.domain.planning.reading import kept_in
from kith.service.reports.domain.pooling import pool_of
from kith.service.reports.domain.released import Released, released_by
from kith.service.reports.domain.running_notes.reading import took_in
from kith.service.reports.domain.seen import rated_waves, released_of_raters
from kith.service.reports.domain.settling import settle, settle_rated
from kith.service.reports.domain.unlinked import crowds_of
from kith.service.reports.models import Report

Tell = Callable[[int, int | None, str], None]
STEPS = 100
COMPUTED, DRAWN, PRINTED = 60, 70, 90
GATHERED = 5


@dataclass(frozen=True, slots=True)
class Made:
    """``content`` is the report's model as JSON; ``people`` how many are in the data;
    ``released`` which groups it shows; ``bundle`` only what everybody may have."""

    content: dict[str, object]
    page: str
    document: bytes
    pdf: bytes
    bundle: bytes | None
    people: int
    released: Released


def material_of(report: Report) -> Material:
    """Everything that is read, before anything is computed.

    Raises KithError when the questionnaires have no score in common.
    """
    cohort = report.cohort
    definition = definition_of(cohort)
    least = policy(cohort.organisation).min_matched
    asked = asked_waves(cohort, for_evaluator=report.audience == Report.Audience.EVALUATOR)
    settled = settle(report, asked, partial(_groups, least=least), least=least)
    waves = settled.waves
    gathered = gather(waves)
    if not gathered.scales:
        raise KithError(Fault("reports.no_common_scale"))
    maker = report.made_by
    held = permissions_of(roles_on_cohort(maker, cohort)) if maker is not None else frozenset()
    return Material(
        report=report,
        cohort=cohort,
        definition=definition,
        gathered=gathered,
        once=tuple(asked for asked in waves if asked.role is WaveRole.ONCE),
        flow=flow_of(cohort, tuple(role.key for role in definition.roles)),
        learned=learned_in(cohort, definition),
        policy=policy(cohort.organisation),
        is_evaluators=P.REPORT_SEE_LINES in held and P.COHORT_MANAGE not in held,
        plan=kept_in(cohort),
        took=took_in(cohort),
        evidence=evidence_in(cohort),
        equality=equality_in(cohort, report.language, policy(cohort.organisation)),
        rated=settle_rated(report, rated_waves(cohort), least=least),
        crowds=crowds_of(cohort),
        pool=pool_of(cohort, gathered),
        held_back=settled.left_out,
    )


def _groups(waves: Sequence[Asked], *, least: int) -> Released:
    """What a report of these waves would show, by the comparisons that can be made of them."""
    first = next((one.wave.key for one in waves if one.role is WaveRole.BEFORE), None)
    first = first or next((one.wave.key for one in waves if one.role is WaveRole.THEN), "")
    later = (WaveRole.AFTER, WaveRole.FOLLOW_UP)
    return released_by(
        gather(waves),
        [one for one in waves if one.role is WaveRole.ONCE],
        comparisons=[(first, one.wave.key) for one in waves if first and one.role in later],
        then=[one.wave.key for one in waves if one.role is WaveRole.THEN],
        least=least,
    )


def make(report: Report, tell: Tell) -> Made:
    """Compute and draw, in the language that is switched on. The same answers and seed make the same report."""
    from kith.publishing.html import render_document, render_fragment
    from kith.publishing.pdf import render_pdf
    from kith.publishing.report_json import report_to_json

    tell(0, STEPS, "reports.step.gathering")
    material = material_of(report)

    def computed(done: int, whole: int) -> None:
        tell(GATHERED + (COMPUTED - GATHERED) * done // whole, STEPS, "reports.step.computing")

    found = bridge.modelled(material, computed)
    model = found.model
    tell(COMPUTED, STEPS, "reports.step.drawing")
    page = render_fragment(model, translate=gettext, folded=FOLDED)
    tell(DRAWN, STEPS, "reports.step.drawing")
    document = render_document(model, translate=gettext)
    tell(PRINTED, STEPS, "reports.step.printing")
    pdf = render_pdf(model, translate=gettext)
    people = len(material.gathered.people)
    bundle = None if material.is_for_evaluator else bridge_bundle.public(material, found)
    released = released_of(material)
    return Made(report_to_json(model), page, document.encode(), pdf, bundle, people, released)


def released_of(material: Material) -> Released:
    """The groups of people that the report shows taken together; the evaluator's also who sent answers at all."""
    plan = bridge.plan_of(material)
    shown = released_by(
        material.gathered,
        material.once,
        comparisons=[(one.earlier, one.later) for one in plan.comparisons],
        then=[asked.wave.key for asked in material.gathered.waves if asked.role is WaveRole.THEN],
        least=material.policy.min_matched,
    )
    shown |= released_of_raters(material.rated, least=material.policy.min_matched)
    if material.is_for_evaluator:
        shown |= sent_by((*material.gathered.waves, *material.once))
    return shown
