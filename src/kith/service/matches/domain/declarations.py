"""What matches' tables hold about a person, why, and how it is let go."""

from __future__ import annotations

import json
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.service.cohorts.models import Place
from kith.service.core.domain.doers import declare_doer
from kith.service.core.domain.outbox import forget_words
from kith.service.core.domain.personal_data import Basis, PersonalData, blank, declare, delete
from kith.service.core.models import Mail
from kith.service.matches.domain.mails import NOT_PAIRED, PAIRED
from kith.service.matches.models import (
    Decision,
    MatchRun,
    NeverWith,
    Pair,
    Preferences,
    Publication,
    RuleChange,
)

KEPT = _("As long as the cohort is kept, or until you ask to be forgotten.")
COHORT_KEPT = _("As long as the cohort is kept.")


def declare_all() -> None:
    _declare_wishes()
    _declare_work()
    _declare_rules()
    declare(
        PersonalData(
            model=Pair,
            purpose=_("Whom you were brought together with, and why."),
            basis=Basis.PUBLIC_TASK,
            retention=COHORT_KEPT,
            of=lambda person: Pair.objects.filter(Q(left__person=person) | Q(right__person=person)),
            export=("cohort__name", "created_at", "reasons", "state", "ended_at", "end_reason"),
            erase=blank(reasons=[]),
            forget=_forget_introductions,
        )
    )


def _declare_wishes() -> None:
    declare(
        PersonalData(
            model=Preferences,
            purpose=_("What you hope for from a partner, so that you are matched well."),
            basis=Basis.PUBLIC_TASK,
            retention=KEPT,
            of=lambda person: Preferences.objects.filter(place__person=person),
            export=("place__cohort__name", "answers", "submitted_at"),
            erase=delete,
        )
    )
    declare(
        PersonalData(
            model=NeverWith,
            purpose=_("Whom you must not be matched with. Nobody but the matching itself reads it."),
            basis=Basis.PUBLIC_TASK,
            retention=KEPT,
            of=lambda person: NeverWith.objects.filter(place__person=person),
            export=("place__cohort__name", "address"),
            erase=delete,
            forget=_forget_named,
        )
    )


def _forget_named(person: Any) -> None:
    """Others' wishes about somebody who is gone: they can never be matched again."""
    known = [person.email, *EmailAddress.objects.filter(user=person).values_list("email", flat=True)]
    for address in known:
        NeverWith.objects.filter(address__iexact=address).delete()


def _forget_introductions(person: Any) -> None:
    """The mails that told partners who this person is and how to write to them, or that the pair has ended."""
    pairs = Pair.objects.filter(Q(left__person=person) | Q(right__person=person))
    keys = [
        f"{purpose}:{publication_id}:{place_id}"
        for pair in pairs
        for purpose in (PAIRED, NOT_PAIRED)
        for publication_id in {pair.publication_id, pair.ended_in_id} - {None}
        for place_id in (pair.left_id, pair.right_id)
    ]
    forget_words(Mail.objects.filter(once_key__in=keys))


def _declare_work() -> None:
    declare_doer(
        Decision,
        "decided_by",
        purpose=_("Who was kept together or apart by a person's decision, and the reason that was given."),
        retention=COHORT_KEPT,
        export=("cohort__name", "created_at", "kind", "reason"),
        forget=_forget_reasons,
    )
    declare_doer(
        MatchRun,
        "started_by",
        purpose=_("Who asked for a match to be worked out."),
        retention=COHORT_KEPT,
        export=("cohort__name", "created_at", "number"),
        forget=_forget_problems,
    )
    declare_doer(
        Publication,
        "published_by",
        purpose=_("Who made pairs known."),
        retention=COHORT_KEPT,
        export=("cohort__name", "created_at"),
    )


def _declare_rules() -> None:
    declare_doer(
        RuleChange,
        "changed_by",
        purpose=_("Who changed the rules of a cohort, and the reason that was given."),
        retention=COHORT_KEPT,
        export=("cohort__name", "created_at", "reason"),
    )


def _forget_reasons(person: Any) -> None:
    """A reason is a lead's words about two people; it goes with either of them."""
    about = Q(left__person=person) | Q(right__person=person)
    Decision.objects.filter(pk__in=list(Decision.objects.filter(about).values_list("pk", flat=True))).update(
        reason=""
    )


def _forget_problems(person: Any) -> None:
    """What went into a run tells everything about each person in it. The pairs that came out stay, as ids."""
    places = {str(place.pk): place.cohort_id for place in Place.objects.filter(person=person)}
    for run in MatchRun.objects.filter(cohort_id__in=set(places.values())).exclude(problem=None):
        told = json.dumps(run.problem)
        if any(place in told for place in places):
            MatchRun.objects.filter(pk=run.pk).update(problem=None)
