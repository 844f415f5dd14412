"""Actions about others who are asked about a person: see ``whole_actions``."""

from __future__ import annotations

from tests.factories.running import Running
from tests.integration.whole_actions import Action
from tests.integration.whole_actions import Call as Doing

from kith.foundation.words import Text
from kith.programmes.capabilities import RaterKind
from kith.programmes.types import Raters, RatersOfKind
from kith.questionnaires.responses import Answers, answers_from_json
from kith.service.core.domain.actors import Actor
from kith.service.surveys.domain.raters import answering, naming
from kith.service.surveys.domain.raters.pinning import asked_of_raters, pin_raters
from kith.service.surveys.models import Invitation, Rater, WaveRaters

WANTED = Raters(
    kinds=(
        RatersOfKind(RaterKind.LINE_MANAGER, 1, 1),
        RatersOfKind(RaterKind.COLLEAGUE, 2, 3, Text.of({"en": "Somebody on your ward"})),
    ),
    roles=("clinician",),
    questionnaire="seen-leading",
)


def with_raters(made: Running, wanted: Raters = WANTED) -> WaveRaters:
    """The first wave asks others too, and is open; Amina has agreed."""
    row = pin_raters(made.wave(), wanted, frozenset())
    assert row is not None
    made.opened()
    made.agree("Amina")
    return row


def asks(made: Running, name: str = "Rita Bell", kind: str = "colleague", *, by: str = "Amina") -> Rater:
    invitation = made.invitation(by)
    email = f"{name.split()[0].lower()}@elsewhere.example"
    rater = naming.name_rater(by=acts(invitation), invitation=invitation, kind=kind, name=name, email=email)
    return whole(rater)


def whole(rater: Rater) -> Rater:
    rows = Rater.objects.select_related("asked_in__wave__cohort__organisation", "place__person")
    return rows.get(pk=rater.pk)


def acts(invitation: Invitation) -> Actor:
    return Actor.of_person(invitation.place.person)


def said(rater: Rater, point: int = 4) -> Answers:
    """Every scale answered alike."""
    instrument = asked_of_raters(rater.asked_in)
    raw = {item.key: point for item in instrument.items if item.kind == "scale"}
    return answers_from_json(instrument, raw)


def _name(made: Running) -> Doing:
    with_raters(made)
    given = {"kind": "colleague", "name": "Rita Bell", "email": "rita@elsewhere.example"}
    invitation = made.invitation("Amina")
    return lambda: naming.name_rater(by=made.by, invitation=invitation, **given)


def _take_back(made: Running) -> Doing:
    with_raters(made)
    rater = asks(made)
    invitation = made.invitation("Amina")
    return lambda: naming.take_back(by=made.by, invitation=invitation, rater=whole(rater))


def _send(made: Running) -> Doing:
    with_raters(made)
    rater = asks(made)
    return lambda: answering.send(rater=rater, answers=said(rater))


def _decline(made: Running) -> Doing:
    with_raters(made)
    rater = asks(made)
    return lambda: answering.decline(rater=rater)


RATERS: dict[str, Action] = {
    "name_rater": Action("surveys.name_rater", _name),
    "take_back": Action("surveys.take_back_rater", _take_back),
    "send_rater_answer": Action("surveys.send_rater_answer", _send),
    "decline_to_rate": Action("surveys.decline_to_rate", _decline),
}
