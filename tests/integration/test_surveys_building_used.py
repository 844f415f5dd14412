"""What was built is asked: as one more wave of a cohort, in a planned one's place, in a definition's slot; and reported."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.asking import look, send
from tests.factories import CohortRoleFactory, MembershipFactory, SecondFactorFactory
from tests.factories.running import running
from tests.integration.sessions import codes
from tests.integration.whole_building import BUILDING, OF_A_COHORT, built, published
from tests.integration.whole_shared import shared

from kith.foundation.faults import KithError
from kith.programmes.capabilities import WaveRole
from kith.questionnaires.logic import steps
from kith.questionnaires.read import from_json
from kith.service.cohorts.domain.closing import close_cohort
from kith.service.reports.domain.gathering import asked_waves, gather, reported_waves
from kith.service.surveys.domain import answering, waves
from kith.service.surveys.domain.building import actions, using, versions
from kith.service.surveys.domain.instruments import instrument_of, own_instrument
from kith.service.surveys.models import Questionnaire, Response, Wave

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def kept_cohort(keep):
    return keep(running)


@pytest.fixture
def made(kept_cohort, db):
    return kept_cohort()


def asked(made, version, **more):
    today = timezone.localdate()
    given = {"opens_on": today, "closes_on": today + dt.timedelta(days=9), "sides": ["clinician", "manager"]}
    return using.add_wave(by=made.by, cohort=made.cohort, version=version, **(given | more))


def test_one_more_wave_is_asked_of_both_sides_and_answered(made):
    wave = asked(made, published(made, like="experience"))
    assert (wave.key, wave.measures, wave.remind_after_days) == ("ours", "once", [7])
    waves.open_due(timezone.now() + dt.timedelta(days=1))
    wave.refresh_from_db()
    assert (wave.state, wave.invitations.count()) == (Wave.State.OPEN, 4)
    made.agree("Amina")
    invitation = made.invitation("Amina", "ours")
    first = steps(instrument_of(wave), {})[0]
    raw = {first.field(item): "3" for item in first.page.items if item.kind == "number"}
    assert not answering.save_step(by=made.by, invitation=invitation, step=first, raw=raw).faults
    # The dates of the programme's own questionnaires can move; this one keeps its own
    waves.lay_out(by=made.by, cohort=made.cohort)
    assert Wave.objects.get(pk=wave.pk).opens_at == wave.opens_at


def test_a_lead_says_when_it_is_reminded_of(made):
    version = published(made, like="experience")
    assert asked(made, version, remind_after=(4, 2, 4, 30)).remind_after_days == [2, 4]
    assert asked(made, version, remind_after=()).remind_after_days == []
    for wrong in ((0,), (91,), (1, 2, 3, 4, 5)):
        with pytest.raises(KithError) as refused:
            asked(made, version, remind_after=wrong)
        assert codes(refused) == ["surveys.building.reminders"]


def test_it_stands_in_a_report_once_it_has_asked_somebody(made):
    wave = asked(made, published(made, like="experience"))

    def reported(*, for_evaluator):
        return [(one.key, role) for one, role in reported_waves(made.cohort, for_evaluator=for_evaluator)]

    ours = ("ours", WaveRole.ONCE)
    assert ours not in reported(for_evaluator=True)
    waves.open_wave(by=made.by, wave=wave)
    assert ours in reported(for_evaluator=True)
    assert ours not in reported(for_evaluator=False)
    waves.close_now(by=made.by, wave=wave)
    assert reported(for_evaluator=False)[-1] == ours


def test_asked_again_needs_every_score_of_the_programme_made_alike(made):
    same = published(made)
    wave = asked(made, same, measures=WaveRole.FOLLOW_UP)
    assert wave.measures == "follow_up"
    other = built(made, "Other")
    actions.change_draft(
        by=made.by, questionnaire=other, seen_revision=other.revision, what="score",
        change=lambda draft: draft["scale"][0].update(min_answered=1.0),
    )  # fmt: skip
    version = versions.publish_version(by=made.by, questionnaire=other, seen_revision=other.revision)
    with pytest.raises(KithError) as refused:
        asked(made, version, measures=WaveRole.FOLLOW_UP, sides=[], closes_on=dt.date(2020, 1, 1))
    assert codes(refused) == [
        "surveys.closes_first",
        "surveys.building.no_sides",
        "surveys.building.scores_missing",
    ]


def test_scores_of_a_wave_that_asks_again_stand_beside_those_from_before(made):
    wave = asked(made, published(made), measures=WaveRole.FOLLOW_UP)
    for one, point in ((made.opened(), 2), (waves.open_wave(by=made.by, wave=wave), 4)):
        answers = {item.key: point for item in instrument_of(one).items if item.kind == "scale"}
        Response.objects.create(
            wave=one, pseudonym="a", side="clinician", answers=answers, submitted_on=timezone.localdate(),
            may_be_reported=True,
        )  # fmt: skip
    gathered = gather(asked_waves(made.cohort))
    assert (gathered.left_out, [asked.wave.key for asked in gathered.waves][-1]) == ((), "ours")
    for scale in gathered.scales:
        before, again = (gathered.scores[scale.key][key][0] for key in ("before", "ours"))
        turned = len(scale.reversed_items) / len(scale.items)
        assert again - before == pytest.approx(2 - 4 * turned)


def test_a_planned_wave_asks_it_instead_and_an_open_one_does_not(made):
    version = published(made, like="experience")
    wave = made.wave("after")
    before = wave.instrument_sha256
    lost = using.scales_lost(wave, version)
    assert lost == [scale.key for scale in instrument_of(wave).scales]
    using.ask_instead(by=made.by, wave=wave, version=version)
    assert (wave.instrument_sha256 == version.sha256) is not (before == version.sha256)
    assert from_json(wave.instrument).sha256 == version.sha256
    opened = made.opened()
    with pytest.raises(KithError) as refused:
        using.ask_instead(by=made.by, wave=opened, version=version)
    assert codes(refused) == ["surveys.building.wave_has_opened"]


def test_a_new_version_leaves_those_alone_who_ask_the_old_one(made):
    first = published(made, like="experience")
    wave = asked(made, first)
    row = first.questionnaire
    actions.change_draft(
        by=made.by, questionnaire=row, seen_revision=row.revision, what="about",
        change=lambda draft: draft["instrument"].update(minutes=44),
    )  # fmt: skip
    second = versions.publish_version(by=made.by, questionnaire=row, seen_revision=row.revision)
    wave.refresh_from_db()
    assert (wave.instrument_sha256, instrument_of(wave).version) == (first.sha256, "1")
    assert (second.number, second.instrument["instrument"]["version"]) == (2, "2")


def test_words_of_others_are_not_published_without_their_permission(made):
    row = built(made)
    given = {
        "words_are": Questionnaire.Words.LICENSED,
        "rights": {"owner": "A society", "licence": "Licence 7"},
    }
    actions.say_rights(by=made.by, questionnaire=row, seen_revision=row.revision, **given)
    with pytest.raises(KithError) as refused:
        versions.publish_version(by=made.by, questionnaire=row, seen_revision=row.revision)
    assert codes(refused) == ["surveys.building.no_permission"]
    assert row.versions.count() == 0


def test_it_fills_a_slot_that_a_definition_leaves_open(made):
    version = published(made, like="experience")
    using.use_in_slot(by=made.by, version=version, slot="organisation-own")
    found = own_instrument(made.cohort.organisation, "organisation-own")
    assert found.sha256 == version.sha256


def test_nobody_asks_what_another_organisation_made(made):
    other = running(people=())
    version = published(other)
    with pytest.raises(KithError) as refused:
        asked(made, version)
    assert codes(refused) == ["surveys.building.not_ours"]


def test_in_a_cohort_that_is_over_nothing_is_asked(made):
    calls = {name: BUILDING[name].make(made) for name in sorted(OF_A_COHORT)}
    close_cohort(by=made.by, cohort=made.cohort)
    for call in calls.values():
        with pytest.raises(KithError) as refused:
            call()
        assert codes(refused) == ["cohorts.not_open"]


def test_the_pages_of_a_cohort_ask_and_warn(made):
    SecondFactorFactory(user=made.lead)
    add = reverse("surveys:building_add_wave", args=[made.cohort.pk])
    assert (
        "No questionnaire of your organisation’s own is published yet."
        in look(made.lead, add).content.decode()
    )
    version = published(made, like="experience")
    today, last = timezone.localdate(), timezone.localdate() + dt.timedelta(days=5)
    days = {f"opens_on_{part}": getattr(today, part) for part in ("day", "month", "year")}
    days |= {f"closes_on_{part}": getattr(last, part) for part in ("day", "month", "year")}
    data = {**days, "version": str(version.pk), "sides": ["manager"], "measures": "once"}
    assert send(made.lead, add, data).status_code == 302
    wrong = send(made.lead, add, {**data, "remind_after": "7, soon"}).content.decode()
    assert "with commas between, such as 7, 14; 4 at most" in wrong
    assert "Choose at least one side to ask." in send(made.lead, add, {**data, "sides": []}).content.decode()
    wave = made.wave("after")
    instead = reverse("surveys:building_instead", args=[made.cohort.pk, wave.pk])
    warned = send(made.lead, instead, {"version": str(version.pk)}).content.decode()
    assert "These scores would no longer be measured at this time:" in warned
    assert send(made.lead, instead, {"version": str(version.pk), "sure": "1"}).status_code == 302
    for role, status in (("evaluator", 403), ("viewer", 403), ("deputy", 200)):
        person = CohortRoleFactory(cohort=made.cohort, role=role).person
        SecondFactorFactory(user=person)
        assert (look(person, add).status_code, look(person, instead).status_code) == (status, status)
    stranger = MembershipFactory(role="lead").person
    assert send(stranger, add, data).status_code == 404
    assert send(stranger, instead, data).status_code == 404


def test_what_parts_people_in_the_report_is_still_asked(made):
    """Another questionnaire without that question would break the survey's page, and say nothing in the report."""
    row = shared(made, instrument_sha256=published(made, like="experience").sha256, groups="shadowed")
    Wave.objects.filter(pk=row.wave_id).update(state=Wave.State.PLANNED)
    with pytest.raises(KithError) as refused:
        using.ask_instead(by=made.by, wave=row.wave, version=published(made, like="preparedness"))
    assert codes(refused) == ["surveys.building.parts_people"]
