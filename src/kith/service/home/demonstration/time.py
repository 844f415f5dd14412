"""Moving an invented cohort on: its people confirm, hand in preferences and answer, all at once.

Used by the loader, and by the buttons that a lead of the invented organisation has on a laptop.
Everything goes through the same actions as for real people.
"""

from __future__ import annotations

import numpy as np
from django.db import transaction
from django.db.models import Q

from kith.foundation.faults import Fault, KithError
from kith.foundation.seeds import generator
from kith.programmes.capabilities import StageKey, WaveRole
from kith.questionnaires.read import from_json
from kith.service.cohorts.domain import places
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.actors import Actor
from kith.service.home.demonstration.answers import HOPES, answer
from kith.service.matches.domain import preferences
from kith.service.matches.domain.questionnaires import questionnaire_of
from kith.service.matches.models import Preferences
from kith.service.people.domain.personas import personas_are_open
from kith.service.surveys.domain import answering
from kith.service.surveys.domain.agreeing import agree
from kith.service.surveys.domain.pseudonyms import pseudonym_of
from kith.service.surveys.domain.uses import Use
from kith.service.surveys.models import Invitation, Response, Wave

BY = Actor.system("demonstration")
LEVEL_BEFORE, LEVEL_AFTER = 0.55, 0.68
ANSWER_SHARE = {WaveRole.BEFORE: 0.92, WaveRole.AFTER: 0.8}
AGREE_SHARE = {Use.REPORT: 1.0, Use.LINES: 0.9, Use.QUOTES: 0.75}


def must_be_invented(cohort: Cohort) -> None:
    """Nothing here may ever touch a real organisation."""
    if not (cohort.organisation.is_synthetic and personas_are_open()):
        raise KithError(Fault("home.not_invented"))


def anybody_can_say_yes(cohort: Cohort) -> bool:
    """Whether somebody was invited and has not answered, or has not handed in what they hope for."""
    waits = Q(state=Place.State.INVITED, invited_at__isnull=False)
    if StageKey.PREFERENCES in {stage.key for stage in definition_of(cohort).stages}:
        waits |= Q(state=Place.State.CONFIRMED, preferences=None)
    return cohort.places.filter(waits).exists()


def anybody_can_answer(cohort: Cohort) -> bool:
    """Whether a questionnaire is open that somebody has not finished."""
    open_now = Invitation.objects.filter(wave__cohort=cohort, wave__state=Wave.State.OPEN)
    return open_now.filter(is_finished=False).exists()


@transaction.atomic
def everybody_says_yes(cohort: Cohort, *, but: int = 0) -> int:
    """All invited people confirm and hand in what they hope for, apart from the last ``but``; how many."""
    must_be_invented(cohort)
    invited = list(
        cohort.places.filter(state=Place.State.INVITED).select_related("person").order_by("person__email")
    )
    coming = invited[: len(invited) - but]
    for place in coming:
        place.cohort = cohort
        places.confirm(by=BY, place=place)
    for place in cohort.places.filter(state=Place.State.CONFIRMED, preferences=None).select_related("person"):
        place.cohort = cohort
        _hand_in(place)
    return len(coming)


def _hand_in(place: Place) -> None:
    instrument = questionnaire_of(place)
    if instrument is not None:
        found = answer(instrument, _rng("preferences", place), level=0.5, sentences=HOPES)
        Preferences.objects.create(place=place, answers=found.to_json())
        preferences.submit(by=BY, place=place)


@transaction.atomic
def everybody_answers(wave: Wave) -> int:
    """Most of those who were asked answer an open wave; how many."""
    must_be_invented(wave.cohort)
    role = WaveRole(wave.measures) if wave.measures else definition_of(wave.cohort).wave(wave.key).measures
    count = 0
    rows = (
        wave.invitations.filter(is_finished=False)
        .select_related("place__person")
        .order_by("place__person__email")
    )
    for invitation in rows:
        invitation.wave = wave
        rng = _rng(wave.key, invitation.place)
        if rng.random() < ANSWER_SHARE.get(role, 0.75):
            agree_for(invitation)
            answer_for(invitation, rng, level=LEVEL_AFTER if role is WaveRole.AFTER else LEVEL_BEFORE)
            answering.submit(by=BY, invitation=invitation)
            count += 1
    return count


def agree_for(invitation: Invitation) -> None:
    """The invented person says what may be done with their answers, once; most say yes to everything."""
    place = invitation.place
    place.cohort = invitation.wave.cohort
    rng = _rng("uses", place)
    said = {use: bool(rng.random() < share) for use, share in AGREE_SHARE.items()}
    agree(by=Actor.of_person(place.person), place=place, said=said)


def answer_for(invitation: Invitation, rng: np.random.Generator, *, level: float) -> None:
    """Write one invented person's answers. How high a person tends to answer is theirs, before and after."""
    place = invitation.place
    own = generator(0, "own level", place.person.email).normal(0, 0.16)
    found = answer(from_json(invitation.wave.instrument), rng, level=float(np.clip(level + own, 0.05, 0.95)))
    Response.objects.update_or_create(
        wave=invitation.wave,
        pseudonym=pseudonym_of(place),
        defaults={"side": place.side, "answers": found.to_json()},
    )


def _rng(purpose: str, place: Place) -> np.random.Generator:
    return generator(0, "demonstration", purpose, place.person.email)
