"""Which page follows which in an application: the form, who permits, the equality questions, check, send."""

from __future__ import annotations

from kith.questionnaires.logic import steps
from kith.questionnaires.responses import Answers
from kith.service.recruitment.domain.applying.applying import filling
from kith.service.recruitment.domain.calling.forms import equality_form
from kith.service.recruitment.domain.evidence.evidence import required_kinds
from kith.service.recruitment.models import Application, ManagerPermission
from kith.service.recruitment.web.applying.application_presenters import CHECK, EQUALITY, GIVER
from kith.service.ui.web.ways import Way


def kinds_to_name(application: Application) -> tuple[str, ...]:
    """The permissions that somebody can still be named for: not those given, refused or not needed."""
    settled = application.permissions.exclude(state=ManagerPermission.State.WAITING)
    done = set(settled.values_list("kind", flat=True))
    return tuple(kind for kind in required_kinds(application) if kind not in done)


def after_form(application: Application, way: Way, answers: Answers) -> str:
    """After the last page of the form. Somebody who comes back to change one thing goes to the check at once."""
    if application.submitted_at is not None:
        return way.step(CHECK)
    return after_giver(application, way, None)


def after_giver(application: Application, way: Way, kind: str | None) -> str:
    """The next permission to name somebody for, then the equality questions."""
    kinds = kinds_to_name(application)
    position = kinds.index(kind) + 1 if kind in kinds else 0
    if position < len(kinds):
        return way.step(GIVER + kinds[position])
    if application.submitted_at is not None or equality_form(application.call) is None:
        return way.step(CHECK)
    return way.step(EQUALITY)


def before_giver(application: Application, way: Way, kind: str) -> str:
    kinds = kinds_to_name(application)
    position = kinds.index(kind) if kind in kinds else 0
    if position:
        return way.step(GIVER + kinds[position - 1])
    seen = filling(application)
    return way.step(steps(seen.instrument, seen.answers)[-1].key)


def back_from_form(application: Application, way: Way) -> str | None:
    """The page before the check: the equality questions, or the last permission; None is the form itself."""
    if application.submitted_at is not None:
        return way.start
    if equality_form(application.call) is not None:
        return way.step(EQUALITY)
    kinds = kinds_to_name(application)
    return way.step(GIVER + kinds[-1]) if kinds else None
