"""Invented people who apply to a call: they start, write, send, and their managers answer.

Everything goes through the same actions as for real people. Only what they type is written at once and not
screen by screen, and the moments are moved afterwards to the days on which it would have happened.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from enum import StrEnum

import numpy as np
from django.utils import timezone

from kith.foundation.seeds import generator
from kith.questionnaires.responses import DECLINED, Answers, AnswerValue, answers_from_json
from kith.questionnaires.types import Instrument
from kith.service.core.domain.actors import Actor
from kith.service.home.demonstration.names import Invented
from kith.service.home.demonstration.written import JOBS, PLANS, WRITTEN
from kith.service.recruitment.domain.applying import applying, starting
from kith.service.recruitment.domain.calling.forms import application_form, equality_form, unmet
from kith.service.recruitment.domain.evidence import evidence, permission_answers
from kith.service.recruitment.domain.pseudonyms import equality_key, pseudonym
from kith.service.recruitment.models import Application, Call, Channel, EqualityAnswer, ManagerPermission
from kith.service.recruitment.models.applications import LETTERS

BY = Actor.system("demonstration")
SITES = ("St Anne's", "Northgate", "Riverside", "Old Mill")
LINES = ("Medicine", "Surgery", "Women and children", "Emergency care", "Community")
DEPARTMENTS = ("Cardiology", "Stroke", "Maternity", "Paediatrics", "Theatres", "Emergency", "Therapies")
IN_POST = (("6_to_12_months", 0.06), ("1_to_2_years", 0.34), ("2_years_or_more", 0.6))
RELEASE = (("agreed", 0.6), ("likely", 0.3), ("unsure", 0.1))
BEST = 4
"""The highest place in the lists of what is written, and the most points of a criterion."""
ANSWERS_EQUALITY, DECLINES = 0.88, 0.06
SHARES = {
    "ethnic_category": {"A": 0.58, "B": 0.03, "C": 0.09, "G": 0.03, "H": 0.08, "J": 0.05, "L": 0.04, "N": 0.07, "R": 0.03},
    "sex": {"female": 0.68, "male": 0.32},
    "gender_same_as_at_birth": {"Y": 0.99, "N": 0.01},
    "age_band": {"under_25": 0.03, "25_34": 0.34, "35_44": 0.36, "45_54": 0.2, "55_64": 0.07},
    "disability": {"Y": 0.09, "N": 0.91},
    "sexual_orientation": {"1": 0.92, "2": 0.04, "3": 0.03, "U": 0.01},
    "religion": {"L": 0.38, "C": 0.4, "G": 0.09, "D": 0.06, "B": 0.02, "I": 0.02, "K": 0.03},
    "married": {"Y": 0.52, "N": 0.48},
    "pregnancy": {"Y": 0.05, "N": 0.95},
    "caring": {"none": 0.56, "children": 0.3, "adults": 0.1, "both": 0.04},
    "first_qualified": {"uk": 0.76, "abroad": 0.18, "none": 0.06},
}  # fmt: skip
"""Roughly a hospital's workforce; made up."""


class Manager(StrEnum):
    """What an applicant's manager does."""

    AGREES = "agrees"
    REFUSES = "refuses"
    SILENT = "silent"


def quality_of(application: Application) -> float:
    """How good what an invented person writes is, 0 to 4; reviewers see it more or less well."""
    return float(np.clip(generator(0, "quality", application.email).normal(2.3, 1.0), 0, BEST))


def themselves(application: Application) -> Actor:
    """The applicant as the one who acts."""
    return Actor.of_person(application.person) if application.person else BY


class Applicants:
    """Applies for one invented person after another."""

    def __init__(self, call: Call, supply: Iterator[Invented], rng: np.random.Generator) -> None:
        self.call, self.supply, self.rng = call, supply, rng
        self.forms = {side: application_form(call, side) for side in call.instruments}
        self.all: list[Application] = []

    def applies(self, side: str, channel: Channel, *, is_sent: bool, manager: Manager) -> Application:
        """Once they are sent, whoever was named answers, or does not."""
        one = next(self.supply)
        starting.start(
            by=BY, call=self.call, side=side, name=one.name, email=one.email, language="en", channel=channel
        )
        application = self.call.applications.get(email=one.email)
        application.call = self.call
        starting.begin(by=BY, application=application)
        answers = answers_from_json(self.forms[side], self._written(side, quality_of(application))).to_json()
        if not is_sent:
            answers = dict(list(answers.items())[:3])
        application.answers, application.page = answers, "place"
        application.reference = "".join(LETTERS[i] for i in self.rng.integers(len(LETTERS), size=8))
        application.save(update_fields=["answers", "page", "reference"])
        self.all.append(application)
        if is_sent:
            self._sends(application, manager)
        return application

    def _sends(self, application: Application, manager: Manager) -> None:
        boss = next(self.supply)
        by = themselves(application)
        kinds = evidence.required_kinds(application)
        for kind in kinds:
            evidence.name_giver(
                by=by,
                application=application,
                kind=kind,
                name=boss.name,
                email=boss.email,
                position="Manager",
            )
        applying.send(by=by, application=application)
        if manager is Manager.SILENT:
            return
        says_yes = manager is Manager.AGREES
        for kind in kinds:
            row = evidence.permission_of(application, kind)
            row.application = application
            permission_answers.answer(
                by=BY, permission=row, is_given=says_yes, name=boss.name, position="General manager",
                note="" if says_yes else "We are four people short until the summer. Please ask again next year.",
            )  # fmt: skip

    def _written(self, side: str, quality: float) -> dict[str, str | int]:
        """As it would be typed. Each answer is a little better or worse than the person."""
        first, band, title = self._job(side)
        return {
            "job_title": title,
            ("profession" if side == "clinician" else "manages"): first,
            "band": band,
            "site": self._one_of(SITES),
            "department": self._one_of(DEPARTMENTS),
            "line_of_management": self._one_of(LINES),
            "nhs_years": int(self.rng.integers(2, 28)),
            "in_post": self._weighted(IN_POST),
            **{key: texts[self._level(quality)] for key, texts in WRITTEN[side].items()},
            "release": self._weighted(RELEASE),
            "release_plan": PLANS[self._level(quality)],
        }

    def _job(self, side: str) -> tuple[str, str, str]:
        """One that the programme is for, where there is one."""
        suits = [
            job
            for job in JOBS[side]
            if not unmet(
                self.call, side, {"band": job[1]} | ({"profession": job[0]} if side == "clinician" else {})
            )
        ]
        found = suits or JOBS[side]
        return found[int(self.rng.integers(len(found)))]

    def _level(self, quality: float) -> int:
        return int(np.clip(round(self.rng.normal(quality, 0.6)), 0, BEST))

    def _one_of(self, options: Sequence[str]) -> str:
        return options[int(self.rng.integers(len(options)))]

    def _weighted(self, options: Sequence[tuple[str, float]]) -> str:
        return str(self.rng.choice([key for key, _ in options], p=[share for _, share in options]))

    def move_clocks(self, opens_at: dt.datetime, closes_at: dt.datetime) -> None:
        """Spread over the time that the call was open, more towards its end, in the order in which they came."""
        until = min(closes_at, timezone.now())
        shares = np.sort(self.rng.beta(2.2, 1.2, len(self.all)))
        for share, row in zip(shares, self.all, strict=True):
            row.refresh_from_db()
            row.opened_at = opens_at + (until - opens_at) * float(share)
            took = (until - row.opened_at) * float(self.rng.uniform(0.05, 0.6))
            if row.submitted_at is not None:
                row.submitted_at = row.opened_at + took
            if row.permitted_at is not None:
                row.permitted_at = row.opened_at + took + (until - row.opened_at - took) * 0.5
        Application.objects.bulk_update(self.all, ["opened_at", "submitted_at", "permitted_at"])
        self._move_permissions({row.pk: row for row in self.all})

    def _move_permissions(self, rows: dict[object, Application]) -> None:
        asked = list(ManagerPermission.objects.filter(application__in=list(rows.values())))
        for one in asked:
            row = rows[one.application_id]
            one.asked_at = row.submitted_at
            if one.decided_at is not None and row.submitted_at is not None:
                one.decided_at = row.permitted_at or row.submitted_at + dt.timedelta(hours=20)
        ManagerPermission.objects.bulk_update(asked, ["asked_at", "decided_at"])

    def answer_equality(self) -> None:
        """Most answer, in rows whose order tells nothing."""
        form, key = equality_form(self.call), equality_key(self.call)
        assert form is not None
        assert key is not None
        rows = [
            EqualityAnswer(
                call=self.call,
                pseudonym=pseudonym(key, one.pk),
                answers=self._about_themselves(form).to_json(),
            )
            for one in self.all
            if one.submitted_at is not None and self.rng.random() < ANSWERS_EQUALITY
        ]
        EqualityAnswer.objects.bulk_create(sorted(rows, key=lambda row: row.pseudonym))

    def _about_themselves(self, form: Instrument) -> Answers:
        said: dict[str, AnswerValue] = {}
        for item in form.items:
            if item.key in SHARES:
                options = tuple(SHARES[item.key].items())
                said[item.key] = DECLINED if self.rng.random() < DECLINES else self._weighted(options)
        return Answers(said)
