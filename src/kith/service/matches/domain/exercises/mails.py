"""What each person is told when a draft is published, in their language."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kith.service.cohorts.domain import cohort_mail
from kith.service.cohorts.domain.places import link_expiry
from kith.service.cohorts.models import Place
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import LinkWanted
from kith.service.core.domain.mail_text import LINK
from kith.service.core.domain.outbox_many import NewMail, queue_many
from kith.service.core.models import LinkPurpose
from kith.service.matches.bridge_tables import sides_of
from kith.service.matches.domain.exercises.drafts import Drafted, Json, Who
from kith.service.matches.models import Exercise, ExercisePublication, ExerciseRow, ExerciseRun
from kith.service.people.models import Person

PLACED, NOT_PLACED = "matches.placed", "matches.not_placed"


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail about to be sent. ``place`` for a participant of a cohort, else only the address is known."""

    who: Who
    name: str
    address: str
    subject: str
    body: str
    purpose: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class _Receiver:
    id: str
    name: str
    address: str
    language: str
    place: Place | None


def letters(run: ExerciseRun) -> Iterator[Letter]:
    """One to each person who has an address: those in a group first, then those without one."""
    drafted, known = Drafted.of(run), _receivers(run)
    told = set()
    for who, group in drafted.placed():
        receiver = known.get(who)
        if receiver is not None and who not in told:
            told.add(who)
            yield _letter(
                run, who, receiver, PLACED, *_words_of_group(run, drafted, group, who, receiver, known)
            )
    for one in drafted.people_left():
        who = (one["side"], one["id"])
        receiver = known.get(who)
        if receiver is not None:
            yield _letter(run, who, receiver, NOT_PLACED, *_words_without(run, receiver))


def queue(*, by: Actor, publication: ExercisePublication) -> int:
    """Queue every mail of a publication; how many."""
    run = publication.run
    found = list(letters(run))
    if run.exercise.cohort is not None:
        for one in found:
            _queue_to_place(by, publication, one)
        return len(found)
    exercise = run.exercise
    return queue_many(
        by=by,
        mails=[
            NewMail(
                organisation_id=exercise.organisation_id,
                person_id=None,
                address=one.address,
                language=exercise.organisation.language,
                purpose=one.purpose,
                subject=one.subject,
                body=one.body,
                once_key=once_key(publication.pk, one),
                send_after=timezone.now(),
            )
            for one in found
        ],
    )


def once_key(publication_id: UUID, letter: Letter) -> str:
    """An id of a file may be of any length and anybody's address: it is not spelled out."""
    return f"{letter.purpose}:{publication_id}:{hashlib.sha256(repr(letter.who).encode()).hexdigest()[:32]}"


def _queue_to_place(by: Actor, publication: ExercisePublication, letter: Letter) -> None:
    place, cohort = letter.place, publication.exercise.cohort
    if place is None or cohort is None:
        return
    expires = link_expiry(cohort)
    link = LinkWanted.to(place, purpose=LinkPurpose.CONFIRM_PLACE, expires=expires, person_id=place.person_id)
    words = (letter.subject, letter.body)
    occasion = f"{publication.pk}:{place.pk}"
    cohort_mail.queue(by, cohort, place.person, letter.purpose, *words, occasion=occasion, link=link)


def _receivers(run: ExerciseRun) -> dict[Who, _Receiver]:
    """Whoever can be written to: of a cohort its participants, else the rows with an address. By side and id, as the
    draft has them: two lists may both number their people from 1."""
    exercise = run.exercise
    if exercise.cohort is not None:
        places = exercise.cohort.places.filter(state=Place.State.CONFIRMED).select_related("person")
        known = {
            str(place.pk): _Receiver(
                str(place.pk), place.person.called, place.person.email, place.person.language, place
            )
            for place in places
        }
        return {who: known[who[1]] for who in Drafted.of(run).everybody if who[1] in known}
    language = exercise.organisation.language
    sides = sides_of(exercise.kind, dict(exercise.tables.values_list("key", "name")))
    rows = ExerciseRow.objects.filter(table__exercise=exercise).exclude(email="").select_related("table")
    return {
        (sides[row.table.key], row.ref): _Receiver(row.ref, row.name or row.ref, row.email, language, None)
        for row in rows
    }


def _letter(run: ExerciseRun, who: Who, to: _Receiver, purpose: str, subject: str, body: str) -> Letter:
    return Letter(who, to.name, to.address, subject, body, purpose, to.place)


def _words_of_group(
    run: ExerciseRun, drafted: Drafted, group: Json, who: Who, to: _Receiver, known: Mapping[Who, _Receiver]
) -> tuple[str, str]:
    others = [_called(drafted, one, known) for one in group["members"] if (one["side"], one["id"]) != who]
    with translation.override(to.language):
        words = {"matching": run.exercise.name, "about": drafted.about(group), "others": _(", ").join(others)}
        subject, news = _news(run.exercise.kind, words)
    return subject, _body(run, to, news)


def _called(drafted: Drafted, one: Json, known: Mapping[Who, _Receiver]) -> str:
    """A name with the address, where there is one: people who are to meet must be able to write to each other."""
    name, other = drafted.name(one["side"], one["id"]), known.get((one["side"], one["id"]))
    return f"{name} ({other.address})" if other is not None else name


def _news(kind: str, words: dict[str, str]) -> tuple[str, str]:
    subjects = {
        Exercise.Kind.PAIRS: _("Your partner in %(matching)s"),
        Exercise.Kind.POSTS: _("Your post in %(matching)s"),
        Exercise.Kind.PLACEMENTS: _("Your placement in %(matching)s"),
        Exercise.Kind.SETS: _("Your set in %(matching)s"),
    }
    news = {
        Exercise.Kind.PAIRS: _("In %(matching)s you are together with %(others)s."),
        Exercise.Kind.POSTS: _("In %(matching)s your post is: %(about)s."),
        Exercise.Kind.PLACEMENTS: _("In %(matching)s your placement is: %(about)s."),
        Exercise.Kind.SETS: _("In %(matching)s you are in a set with %(others)s."),
    }
    chosen = Exercise.Kind(kind)
    return subjects[chosen] % words, news[chosen] % words


def _words_without(run: ExerciseRun, to: _Receiver) -> tuple[str, str]:
    with translation.override(to.language):
        words = {"matching": run.exercise.name}
        subject = _("No place for you yet in %(matching)s") % words
        news = (
            _(
                "%(matching)s is decided, and there is no place for you in it this time. "
                "This says nothing about you: there are seldom as many places as people. "
                "The people who run it can tell you what comes next."
            )
            % words
        )
    return subject, _body(run, to, news)


def _body(run: ExerciseRun, to: _Receiver, news: str) -> str:
    with translation.override(to.language):
        parts = [_("Dear %(name)s,") % {"name": to.name}, news]
        if to.place is not None:
            parts.append(_("You find it on your page too:\n%(page)s") % {"page": LINK})
        parts += [
            _("If something is not right, write to the people who run it."),
            run.exercise.organisation.name,
        ]
    return "\n\n".join(parts) + "\n"


def words_of_end(exercise: Exercise, person: Person, day: str) -> tuple[str, str]:
    """Subject and body of the mail to whoever made an exercise that is about to go."""
    with translation.override(person.language):
        words = {
            "name": person.called,
            "matching": exercise.name,
            "day": day,
            "organisation": exercise.organisation.name,
        }
        subject = _("“%(matching)s” will be deleted on %(day)s") % words
        body = (
            _(
                "Dear %(name)s,\n\n"
                "The matching “%(matching)s” and the people in its files are kept until %(day)s, and are deleted then. "
                "If you still need it, open it in Kith and keep it for another year.\n\n"
                "%(organisation)s\n"
            )
            % words
        )
    return subject, body
