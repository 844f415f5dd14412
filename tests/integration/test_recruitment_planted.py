"""A name and a script are planted wherever people write; every page of recruitment is opened by everybody who may."""

from __future__ import annotations

import pytest
from django.utils import timezone
from tests.access_samples import APPLICANT, SHUT_OFF, new_world
from tests.asking import ask, sign_in_once
from tests.factories.recruitment import ChannelFactory
from tests.integration.test_access import ALL, due

from kith.questionnaires.types import ItemKind
from kith.service.core.web.access import Door
from kith.service.recruitment.domain.calling.forms import application_form
from kith.service.recruitment.models import Check, Decision, ManagerPermission, Offer, Panel, Review

pytestmark = pytest.mark.django_db
EVIL = "<img src=x onerror=alert(1)>"
NAME = "Quillfeather"
READ = ("recruitment:", "cohorts:show", "cohorts:message", "home:home")
BLIND = ("reviewer of the cohort", "evaluator of the cohort")
"""Who never learns who applied. Viewers see less than evaluators."""
HOLDERS = ("lead of the cohort", APPLICANT, *BLIND)


def planted():
    """An application with a script in every text, under a name that is found nowhere else."""
    world = new_world()
    row, call = world.application, world.application.call
    said = f"{NAME} {EVIL}"
    for page in (page for page in ALL if page.name.startswith("recruitment:")):
        page.of(world)  # whatever the addresses need is there before it is written over
    texts = {item.key for item in application_form(call, row.side).items if item.kind is ItemKind.LONG_TEXT}
    answers = {key: EVIL if key in texts else value for key, value in row.answers.items()}
    type(row).objects.filter(pk=row.pk).update(name=said, answers=answers, late_reason=said)
    row.person.name, row.person.email = said, "quillfeather@example.org"
    row.person.save()
    ManagerPermission.objects.update(name=said, position=EVIL, note=said, decided_by=said, decided_as=EVIL)
    Check.objects.update(of_name=said, reason=said)
    Review.objects.update(comment=EVIL)
    Decision.objects.create(application=row, kind="shortlist", reason=said)
    Offer.objects.create(application=row, state="declined", expires_at=timezone.now(), reason=said)
    Panel.objects.update(name=EVIL, where=EVIL)
    ChannelFactory(call=call, name=EVIL)
    call.words = {"about": {"en": EVIL}, "contact": {"en": EVIL}}
    call.save()
    return world


def test_nothing_runs_and_who_judges_blind_stays_blind():
    world = planted()
    sign_in_once(world.people.values())
    pages = [one for one in ALL if one.access.door is Door.ROLE and one.name.startswith(READ)]
    runs, tells, met = [], [], 0
    for page in (page for page in pages if page.name not in SHUT_OFF and not page.name.endswith("pdf")):
        for holder in (holder for holder in HOLDERS if due(holder, page.access) == "let in"):
            answer = ask(world.people[holder], page.of(world))
            body = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode(
                "utf-8", "replace"
            )
            met += NAME in body
            is_page = answer.get("Content-Type", "").startswith("text/html")
            runs += [(page.name, holder)] if EVIL in body and is_page else []
            tells += [(page.name, holder)] if NAME.lower() in body.lower() and holder in BLIND else []
    assert met > 3
    assert (runs, tells) == ([], [])
