"""Others say how they see the work of invented people: named while a wave is open, and most of them answer."""

from __future__ import annotations

import numpy as np

from kith.foundation.seeds import generator
from kith.programmes.capabilities import RaterKind, WaveRole
from kith.programmes.types import Raters, RatersOfKind
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.core.domain.actors import Actor
from kith.service.home.demonstration.answers import answer
from kith.service.surveys.domain.raters import answering, naming
from kith.service.surveys.domain.raters.keeping import forget_raters
from kith.service.surveys.domain.raters.pinning import asked_of_raters, pin_raters
from kith.service.surveys.models import Invitation, Rater, Wave, WaveRaters

BY = Actor.system("demonstration")
WANTED = Raters(
    kinds=(RatersOfKind(RaterKind.LINE_MANAGER, 1, 1), RatersOfKind(RaterKind.COLLEAGUE, 2, 3)),
    roles=("clinician", "manager"),
    questionnaire="seen-leading",
)
NAMED = (
    ("line_manager", "Invented line manager"),
    ("colleague", "Invented colleague"),
    ("colleague", "Invented second colleague"),
)
NAMES, ANSWERS = 0.7, 0.85
"""Shares of the people who name raters, and of the raters who answer."""
LEVEL = {WaveRole.BEFORE: 0.58, WaveRole.AFTER: 0.66}


def others_are_asked(wave: Wave) -> None:
    """Before the wave opens: Alder's programme asks others about each person."""
    pin_raters(wave, WANTED, frozenset())


def are_asked(wave: Wave) -> bool:
    return WaveRaters.objects.filter(wave=wave).exists()


def others_answer(wave: Wave) -> int:
    """Half of those who have answered name three others, and most of these answer; how many.

    Then the wave closes, and whom they named is let go.
    """
    role = definition_of(wave.cohort).wave(wave.key).measures
    count = 0
    rows = wave.invitations.filter(is_finished=True).select_related(
        "place__person", "wave__cohort__organisation"
    )
    for invitation in rows.order_by("place__person__email"):
        rng = generator(0, f"raters {wave.key}", invitation.place.person.email)
        if generator(0, "names raters", invitation.place.person.email).random() < NAMES:
            count += _three(invitation, rng, LEVEL[role])
    forget_raters(wave, by=BY)
    return count


def _three(invitation: Invitation, rng: np.random.Generator, level: float) -> int:
    """A person is seen alike by those who see them; each rater a little otherwise."""
    seen, count = level + rng.normal(0, 0.12), 0
    mailbox = invitation.place.person.email.split("@")[0]
    for number, (kind, name) in enumerate(NAMED):
        rater = naming.name_rater(
            by=Actor.of_person(invitation.place.person),
            invitation=invitation,
            kind=kind,
            name=name,
            email=f"{mailbox}.rater{number}@example.org",
        )
        if rng.random() < ANSWERS:
            own = float(np.clip(seen + rng.normal(0, 0.08), 0.05, 0.95))
            rater = Rater.objects.select_related("asked_in__wave__cohort__organisation", "place__person").get(
                pk=rater.pk
            )
            answering.send(rater=rater, answers=answer(asked_of_raters(rater.asked_in), rng, level=own))
            count += 1
    return count
