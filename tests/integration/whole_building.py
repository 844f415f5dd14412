"""Every action about a questionnaire that is built in the browser: see ``whole_actions``."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from tests.factories.running import Running
from tests.integration.whole_actions import MORE, Action
from tests.integration.whole_actions import Call as Doing

from kith.programmes import load_instrument
from kith.service.surveys.domain.building import actions, using, versions
from kith.service.surveys.models import Questionnaire, QuestionnaireVersion

RIGHTS = {"owner": "The hospital", "licence": "Our own"}


def built(made: Running, title: str = "Ours", like: str = "preparedness") -> Questionnaire:
    """A copy of what ships, whose rights are said."""
    row = actions.make_questionnaire(
        by=made.by, organisation=made.cohort.organisation, title=title, like=load_instrument(like)
    )
    return actions.say_rights(
        by=made.by, questionnaire=row, seen_revision=0, words_are=Questionnaire.Words.OWN, rights=RIGHTS
    )


def published(made: Running, title: str = "Ours", like: str = "preparedness") -> QuestionnaireVersion:
    row = built(made, title, like)
    return versions.publish_version(by=made.by, questionnaire=row, seen_revision=row.revision)


def _make(made: Running) -> Doing:
    owner = made.cohort.organisation
    return lambda: actions.make_questionnaire(by=made.by, organisation=owner, title="Another")


def _change(made: Running) -> Doing:
    row = built(made)
    seen = row.revision
    return lambda: actions.change_draft(
        by=made.by,
        questionnaire=row,
        seen_revision=seen,
        what="about",
        change=lambda draft: draft["instrument"].update(minutes=77),
    )


def _say(made: Running) -> Doing:
    row = built(made)
    given = {"words_are": Questionnaire.Words.OPEN, "rights": RIGHTS, "seen_revision": row.revision}
    return lambda: actions.say_rights(by=made.by, questionnaire=row, **given)


def _publish(made: Running) -> Doing:
    row = built(made)
    return lambda: versions.publish_version(by=made.by, questionnaire=row, seen_revision=row.revision)


def _take(made: Running) -> Doing:
    version = published(made)
    row = version.questionnaire
    actions.change_draft(
        by=made.by, questionnaire=row, seen_revision=row.revision, what="about",
        change=lambda draft: draft["instrument"].update(minutes=77),
    )  # fmt: skip
    seen = row.revision
    return lambda: actions.take_version(by=made.by, questionnaire=row, seen_revision=seen, version=version)


def _delete(made: Running) -> Doing:
    row = built(made)
    return lambda: actions.delete_questionnaire(by=made.by, questionnaire=row)


def _slot(made: Running) -> Doing:
    version = published(made)
    return lambda: using.use_in_slot(by=made.by, version=version, slot="organisation-own")


def _add(made: Running) -> Doing:
    version, today = published(made), timezone.localdate()
    days = {"opens_on": today, "closes_on": today + dt.timedelta(days=9)}
    return lambda: using.add_wave(
        by=made.by, cohort=made.cohort, version=version, sides=["clinician"], **days
    )


def _instead(made: Running) -> Doing:
    version, wave = published(made), made.wave("after")
    return lambda: using.ask_instead(by=made.by, wave=wave, version=version)


BUILDING: dict[str, Action] = {
    "make_questionnaire": Action("surveys.make_questionnaire", _make, MORE),
    "change_questionnaire": Action("surveys.change_questionnaire", _change),
    "say_rights": Action("surveys.change_questionnaire", _say),
    "publish_questionnaire": Action(
        "surveys.publish_questionnaire", _publish, "surveys.building.nothing_new"
    ),
    "take_version": Action("surveys.change_questionnaire", _take),
    "delete_questionnaire": Action(
        "surveys.delete_questionnaire", _delete, "surveys.building.questionnaire_gone"
    ),
    "use_in_slot": Action("surveys.fill_slot", _slot, MORE),
    "add_wave": Action("surveys.add_wave", _add, MORE),
    "ask_instead": Action("surveys.ask_instead", _instead),
}

OF_A_COHORT = frozenset({"add_wave", "ask_instead"})
"""Refused when the cohort is over; the others are about what is the organisation's."""
