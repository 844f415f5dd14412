"""Mails about mentoring: please mentor these people; somebody mentors you now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kith.programmes.durations import DAYS_IN_WEEK, MINUTES_IN_HOUR, Duration
from kith.programmes.learning import MentorKind
from kith.service.cohorts.domain import cohort_mail
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.places import link_expiry
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import LinkWanted, absolute
from kith.service.core.models import LinkPurpose
from kith.service.learning.models import MentorRequest, MentorRequestFor, Relationship
from kith.service.ui.web.wording import day, number

ASKED, STARTED = "learning.mentor_request", "learning.mentoring_started"
ANSWER_WITHIN = timedelta(days=60)
"""How long the link works, unless the cohort ends before."""


def queue_request(*, by: Actor, request: MentorRequest) -> None:
    cohort, person = request.cohort, request.person
    with translation.override(person.language):
        words = {
            "name": person.called,
            "cohort": cohort.name,
            "organisation": cohort.organisation.name,
            "kind": kind_name(cohort, request.mentor_kind),
            "mentees": ", ".join(row.place.person.name for row in mentees_of(request)),
            "time": time_asked_of(cohort, request.mentor_kind),
            "until": day(cohort.ends_on),
        }
        subject = _("Would you be a mentor in %(cohort)s?") % words
        body = (
            _(
                "Dear %(name)s,\n\n"
                "%(organisation)s asks whether you would mentor %(mentees)s in %(cohort)s (%(kind)s).\n\n"
                "%(time)s It goes on until %(until)s, and you can stop earlier.\n\n"
                "The page says what is asked, how long it takes and who sees what. Say yes or no there; you need "
                "no account:\n{link}\n\n"
                "Opening the page decides nothing. The link is yours alone.\n"
            )
            % words
        )
    cohort_mail.queue(
        by,
        cohort,
        person,
        ASKED,
        subject,
        body,
        occasion=request.pk,
        link=LinkWanted.to(
            request,
            purpose=LinkPurpose.MENTOR,
            expires=_expiry(request),
            person_id=person.pk,
        ),
    )


def queue_accepted(*, by: Actor, request: MentorRequest, mentees: Sequence[MentorRequestFor]) -> None:
    """To the mentor what comes next; to each mentee who it is."""
    for row in mentees:
        if row.relationship is not None:
            _queue_started(by, request, row, row.relationship)
    cohort, person = request.cohort, request.person
    with translation.override(person.language):
        lines = [
            f"{row.place.person.name}: {absolute(_page(row.relationship))}"
            for row in mentees
            if row.relationship
        ]
        words = {
            "name": person.called,
            "cohort": cohort.name,
            "organisation": cohort.organisation.name,
            "people": "\n".join(lines),
        }
        subject = _("Thank you for mentoring in %(cohort)s") % words
        body = (
            _(
                "Dear %(name)s,\n\n"
                "Thank you. This is where you propose a time and note that you have met:\n\n"
                "%(people)s\n\n"
                "Sign in with this e-mail address; a code is sent to it, and you need no password.\n\n"
                "%(organisation)s\n"
            )
            % words
        )
    cohort_mail.queue(by, cohort, person, STARTED, subject, body, occasion=request.pk)


def _queue_started(by: Actor, request: MentorRequest, row: MentorRequestFor, made: Relationship) -> None:
    cohort, person = request.cohort, row.place.person
    with translation.override(person.language):
        words = {
            "name": person.called,
            "mentor": request.person.name,
            "kind": kind_name(cohort, request.mentor_kind),
            "cohort": cohort.name,
            "address": absolute(_page(made)),
        }
        subject = _("%(mentor)s mentors you in %(cohort)s") % words
        body = (
            _(
                "Dear %(name)s,\n\n"
                "%(mentor)s has agreed to mentor you in %(cohort)s (%(kind)s).\n\n"
                "Propose a time for your first talk:\n%(address)s\n\n"
                "What you write for yourself stays yours: they read only what you share with them.\n"
            )
            % words
        )
    cohort_mail.queue(by, cohort, person, STARTED, subject, body, occasion=made.pk)


def mentees_of(request: MentorRequest) -> list[MentorRequestFor]:
    return list(
        request.mentees.select_related("place__person", "relationship").order_by("place__person__name", "pk")
    )


def kind_name(cohort: Cohort, key: str) -> str:
    """The definition's name for it, in the language of the page or mail; the key when it has been renamed."""
    for one in definition_of(cohort).mentors:
        if one.key == key:
            return one.name.in_language(get_language() or "en")
    return key


def time_asked_of(cohort: Cohort, key: str) -> str:
    kind = next((one for one in definition_of(cohort).mentors if one.key == key), None)
    return time_asked(kind) if kind else ""


def time_asked(kind: MentorKind) -> str:
    """``We ask for 6 talks of 1 hour, about once a month.`` As much of it as the definition says."""
    if kind.times is None:
        return _("How often you meet is for the two of you to agree.")
    talks = ngettext("%(num)s talk", "%(num)s talks", kind.times) % {"num": number(kind.times)}
    said = {"talks": talks, "length": _length(kind.each), "rhythm": _rhythm(kind.every)}
    if kind.each is None or not kind.each.minutes:
        return (
            _("We ask for %(talks)s.") % said
            if kind.every is None
            else _("We ask for %(talks)s, %(rhythm)s.") % said
        )
    if kind.every is None:
        return _("We ask for %(talks)s of %(length)s.") % said
    return _("We ask for %(talks)s of %(length)s, %(rhythm)s.") % said


def _length(each: Duration | None) -> str:
    if each is None:
        return ""
    if each.minutes % MINUTES_IN_HOUR:
        return ngettext("%(num)s minute", "%(num)s minutes", each.minutes) % {"num": each.minutes}
    hours = each.minutes // MINUTES_IN_HOUR
    return ngettext("%(num)s hour", "%(num)s hours", hours) % {"num": hours}


def _rhythm(every: Duration | None) -> str:
    if every is None:
        return ""
    if every.months:
        said = ngettext("about once a month", "about every %(num)s months", every.months)
        return said % {"num": every.months}
    weeks = max(1, every.days // DAYS_IN_WEEK)
    said = ngettext("about once a week", "about every %(num)s weeks", weeks)
    return said % {"num": weeks}


def _page(relationship: Relationship | None) -> str:
    return reverse("learning:together", args=[relationship.pk]) if relationship else ""


def _expiry(request: MentorRequest) -> datetime:
    """The end of the cohort where that comes first; one at its very end still leaves a day to answer."""
    ends = min(link_expiry(request.cohort), request.asked_at + ANSWER_WITHIN)
    return max(ends, request.asked_at + timedelta(days=1))
