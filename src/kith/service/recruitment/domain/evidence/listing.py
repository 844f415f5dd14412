"""The applications to a call, as the lead looks through them and takes them away as a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from kith.questionnaires.piping import answer_words
from kith.questionnaires.responses import answers_from_json
from kith.questionnaires.types import Instrument
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.recruitment.domain.calling.forms import application_form, roles_called
from kith.service.recruitment.domain.evidence.checks import DONE
from kith.service.recruitment.domain.evidence.evidence import OVER
from kith.service.recruitment.models import Application, Call, Check, ManagerPermission

CHUNK = 500


class Needs(StrEnum):
    """Why a lead would look at an application."""

    PERMISSION = "permission"
    REFUSED = "refused"
    ELIGIBILITY = "eligibility"
    LATE = "late"
    CHECKS = "checks"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for; what is empty does not narrow. Unknown words find nothing."""

    side: str = ""
    state: str = ""
    needs: str = ""
    channel: str = ""
    search: str = ""


def applications_of(call: Call, wanted: Wanted) -> QuerySet[Application]:
    """Filtered, the first sent first, those not sent yet last. Examples are nobody's.

    One whose link nobody has used, perhaps because somebody else's address was typed, is found by its name or
    reference alone.
    """
    rows = call.applications.filter(example="")
    if not wanted.search:
        rows = rows.exclude(state=Application.State.STARTED, opened_at=None)
    if wanted.side:
        rows = rows.filter(side=wanted.side)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.needs:
        rows = _needing(rows, wanted.needs)
    if wanted.channel:
        rows = rows.filter(channel__code=wanted.channel) if wanted.channel != "-" else rows.filter(_bare())
    if wanted.search:
        rows = rows.filter(Q(name__icontains=wanted.search) | Q(reference__icontains=wanted.search))
    return rows.order_by(F("submitted_at").asc(nulls_last=True), "reference")


def page_rows(rows: QuerySet[Application]) -> QuerySet[Application]:
    """With what a row of the list says, in a fixed number of queries."""
    return rows.select_related("channel").prefetch_related(
        Prefetch("permissions", ManagerPermission.objects.order_by("kind")),
        Prefetch("checks", Check.objects.order_by("kind", "id")),
    )


def _bare() -> Q:
    """Came by the bare address."""
    return Q(channel=None) | Q(channel__code="")


def _needing(rows: QuerySet[Application], needs: str) -> QuerySet[Application]:
    alive = rows.exclude(state__in=OVER | {Application.State.STARTED})
    permissions = ManagerPermission.objects.filter(application=OuterRef("pk"))
    if needs == Needs.PERMISSION:
        return alive.filter(Exists(permissions.filter(state=ManagerPermission.State.WAITING)))
    if needs == Needs.REFUSED:
        return alive.filter(Exists(permissions.filter(state=ManagerPermission.State.REFUSED)))
    if needs == Needs.ELIGIBILITY:
        return rows.exclude(state=Application.State.STARTED).exclude(unmet=[])
    if needs == Needs.LATE:
        return rows.exclude(late_until=None)
    checks = Check.objects.filter(application=OuterRef("pk"))
    if needs == Needs.CHECKS:
        return alive.filter(Exists(checks.exclude(state__in=DONE)))
    if needs == Needs.RECEIVED:
        return alive.filter(Exists(checks.filter(state=Check.State.RECEIVED)))
    return rows.none()


def export_columns(call: Call, wanted: Wanted, language: str) -> list[str]:
    """Headings of the file: who, how it stands, and each question of the forms that are in it."""
    return [
        _("Reference"), _("Name"), _("E-mail address"), _("Side"), _("State"), _("Sent on"), _("Heard of it by"),
        _("Permission"), _("Checks done"), _("Eligibility not met"),
        *(label for _side, _key, label in _questions(call, wanted, language)),
    ]  # fmt: skip


def export_rows(call: Call, wanted: Wanted, language: str) -> Iterator[list[object]]:
    """One row an application that was sent. Equality answers are not in it: they are kept apart from names."""
    questions = _questions(call, wanted, language)
    sides = {role.key: role for role in roles_called(call)}
    # Looked up rather than asked of each row, which takes longer than all else about it.
    states = {value: str(label) for value, label in Application.State.choices}
    answers = {value: str(label) for value, label in ManagerPermission.State.choices}
    forms = {key: application_form(call, key) for key in sides}
    rows = page_rows(applications_of(call, wanted)).exclude(state=Application.State.STARTED)
    for row in rows.select_related("channel", "person").iterator(chunk_size=CHUNK):
        role = sides.get(row.side)
        words = _answers(forms.get(row.side), row, language)
        says = {rule.key: rule.says.in_language(language) for rule in (role.eligible if role else ())}
        checks = list(row.checks.all())
        counts = {"count": sum(check.state in DONE for check in checks), "total": len(checks)}
        yield [
            row.reference,
            row.name,
            row.person.email if row.person else row.email,
            role.name.in_language(language) if role else row.side,
            states[row.state],
            row.submitted_at.date() if row.submitted_at else None,
            row.channel.name if row.channel else "",
            "; ".join(answers[one.state] for one in row.permissions.all()),
            _("%(count)s of %(total)s") % counts if checks else "",
            "; ".join(says.get(key, key) for key in row.unmet),
            *(words.get((side, key)) for side, key, _label in questions),
        ]


def _questions(call: Call, wanted: Wanted, language: str) -> list[tuple[str, str, str]]:
    """Side, item and heading of each question; a question of one side says whose it is when there are several."""
    sides = [role for role in roles_called(call) if not wanted.side or role.key == wanted.side]
    found = []
    for role in sides:
        for item in application_form(call, role.key).items:
            if item.kind.is_asked:
                label = item.label.in_language(language)
                name = role.name.in_language(language)
                found.append((role.key, item.key, label if len(sides) == 1 else f"{name}: {label}"))
    return found


def _answers(form: Instrument | None, row: Application, language: str) -> dict[tuple[str, str], str]:
    if form is None:
        return {}
    found = {}
    for key, value in answers_from_json(form, row.answers).items():
        said = (_("Yes") if value else _("No")) if isinstance(value, bool) else None
        found[row.side, key] = said or answer_words(form, key, value, language) or ""
    return found


@transaction.atomic
def note_export(*, by: Actor, call: Call, rows: int) -> None:
    """The list of applications left the house as a file: the audit says so."""
    audit.record(
        by=by,
        action="recruitment.export_applications",
        subject=call,
        organisation_id=call.cohort.organisation_id,
        cohort_id=call.cohort_id,
        detail={"rows": rows},
    )


def chosen(call: Call, ids: list[str]) -> list[Application]:
    """The applications that were ticked, of this call and no other."""
    rows = call.applications.filter(example="", pk__in=ids).select_related("call__cohort")
    return list(rows)
