"""What a participant who reads Chinese sees: every page of theirs, and no English word on it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from tests.english_words import LATIN, NAMES, OF_METHODS, Page
from tests.factories import MembershipFactory, PersonFactory, PlaceFactory
from tests.factories.reports import answer, points

from kith.evaluation.cards import CARDS
from kith.programmes import load_shipped
from kith.questionnaires.logic import steps
from kith.questionnaires.read import from_json
from kith.service.cohorts.domain import actions as cohort_actions
from kith.service.cohorts.domain import places
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Place
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import issue_link
from kith.service.matches.domain import actions as matches
from kith.service.matches.domain import preferences
from kith.service.matches.domain.questionnaires import questionnaire_of
from kith.service.reports.domain import actions as reports
from kith.service.surveys.domain import waves
from kith.service.surveys.domain.agreeing import agree
from kith.service.surveys.domain.uses import Use
from kith.service.surveys.models import Invitation, Response, Wave

pytestmark = pytest.mark.django_db

BY = Actor.system("tests")
PEOPLE = {
    "clinician": ("李晨", "王芳", "赵敏", "周宁", "吴静"),
    "manager": ("陈洁", "孙悦", "郑伟", "何平", "马丽"),
}


@pytest.fixture
def cohort(chinese):
    organisation = MembershipFactory(
        organisation__name="北谷医院", organisation__contact_email="office@example.org", person__language="en"
    ).organisation
    made = cohort_actions.create_cohort(
        by=BY,
        organisation=organisation,
        definition=load_shipped("paired-learning"),
        variant=None,
        name="2027 年春季",
        starts_on=dt.date(2027, 1, 11),
        time_zone="Europe/London",
        sides={side: {"min": 1, "max": 40} for side in PEOPLE},
    )
    for side, names in PEOPLE.items():
        for number, name in enumerate(names):
            person = PersonFactory(name=name, language=chinese)
            facts = {
                "site": "北院",
                "line_of_management": f"{side[0]}线{number}".replace("c", "甲").replace("m", "乙"),
            }
            PlaceFactory(cohort=made, person=person, side=side, attributes=facts)
    return made


@pytest.fixture
def place(cohort):
    return cohort.places.get(person__name="李晨")


@pytest.fixture
def reader(client, place):
    client.force_login(place.person)
    return client


@pytest.fixture
def visitor(client, chinese):
    """Not signed in, with a browser that asks for Chinese."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "zh-CN,zh;q=0.9,en;q=0.5"
    return client


def everybody_confirms(cohort):
    for place in cohort.places.filter(state=Place.State.INVITED):
        places.confirm(by=BY, place=place)


def brought_together(cohort, run_jobs):
    everybody_confirms(cohort)
    run = matches.start_run(by=BY, cohort=cohort, best_for="no_one_left_behind", seed=1)
    run_jobs()
    run.refresh_from_db()
    cohort.refresh_from_db()
    matches.publish(by=BY, run=run, seen_revision=cohort.revision)


def says_yes(place):
    """To every use of the answers, so that the questions come."""
    agree(by=Actor.of_person(place.person), place=place, said=dict.fromkeys(Use, True))


def opened(cohort, key="before"):
    everybody_confirms(cohort)
    Wave.objects.filter(cohort=cohort, key=key).update(closes_at=timezone.now() + dt.timedelta(days=30))
    return waves.open_wave(by=BY, wave=cohort.waves.get(key=key))


def reported(cohort, run_jobs, language):
    """Everybody answered before and after, and the report of it is published."""
    for key, value in (("before", 3), ("after", 4)):
        wave = opened(cohort, key)
        for place in cohort.places.all():
            Invitation.objects.filter(wave=wave, place=place).update(is_finished=True)
            answer(wave, place, points(wave, value))
    Wave.objects.filter(cohort=cohort).update(state=Wave.State.CLOSED)
    report = reports.make_report(by=BY, cohort=cohort, audience="public", language=language, seed=1)
    run_jobs()
    report.refresh_from_db()
    reports.publish_report(by=BY, report=report)


def assert_chinese(client, *addresses, status=200, allowed=NAMES):
    left = {}
    for address in addresses:
        response = client.get(address)
        assert response.status_code == status, address
        left |= english_on(address, response, allowed)
    assert left == {}


def assert_chinese_answer(client, address, data, status=422):
    """What comes back when this is sent: the errors."""
    response = client.post(address, data)
    assert response.status_code == status
    assert english_on(address, response, NAMES) == {}
    return response.content.decode()


def english_on(address, response, allowed):
    html = response.content.decode()
    assert 'lang="zh-Hans"' in html
    found = Page(html).english(allowed)
    return {address: found} if found else {}


def link_to(subject, purpose, place):
    until = timezone.now() + dt.timedelta(days=30)
    return issue_link(purpose=purpose, subject=subject, person_id=place.person_id, expires=until)[1]


def test_the_first_pages_of_whoever_comes_by(visitor):
    assert_chinese(
        visitor,
        *(
            reverse(name)
            for name in (
                "home:home",
                "ui:accessibility",
                "ui:privacy",
                "account_login",
                "account_request_login_code",
                "account_reset_password",
                "account_reset_password_done",
            )
        ),
    )


def test_pages_that_say_what_went_wrong(visitor, reader, cohort):
    assert_chinese(visitor, "/not-a-page/", status=404)
    assert_chinese(visitor, "/place/not-a-secret/", "/answer/not-a-secret/", status=404)


def test_home_before_during_and_after(reader, place, cohort, run_jobs):
    home = reverse("home:home")
    assert_chinese(reader, home)
    brought_together(cohort, run_jobs)
    assert_chinese(reader, home)
    opened(cohort)
    assert_chinese(reader, home)


def test_the_invitation_and_its_answers(visitor, place):
    address = link_to(place, "confirm_place", place)
    assert_chinese(visitor, address)
    for answer_given, heading in (("decline", "您不参加"), ("confirm", "您已确认参加")):
        visitor.post(address, {answer_given: ""})
        assert_chinese(visitor, address)
        assert heading in visitor.get(address).content.decode()


def test_what_one_hopes_for(reader, place, cohort):
    everybody_confirms(cohort)
    place.refresh_from_db()
    instrument = questionnaire_of(place)
    keys = [step.key for step in steps(instrument, preferences.answers_of(place, instrument))]
    pages = [reverse("matches:preferences_step", args=[place.pk, key]) for key in keys]
    private = reverse("matches:preferences_step", args=[place.pk, "in-private"])
    ends = [reverse("matches:preferences_step", args=[place.pk, key]) for key in ("check-answers", "done")]
    assert_chinese(reader, reverse("matches:preferences", args=[place.pk]), *pages, private, *ends)
    travel = reverse("matches:preferences_step", args=[place.pk, "travel"])
    assert "有问题需要更正" in assert_chinese_answer(reader, travel, {"travel_minutes": "九十"})
    assert "请填写格式正确的邮箱" in assert_chinese_answer(reader, private, {"address-0": "王芳"})


def test_the_partner(reader, place, cohort, run_jobs):
    address = reverse("matches:partner", args=[place.pk])
    assert_chinese(reader, address)
    brought_together(cohort, run_jobs)
    assert_chinese(reader, address)


def test_a_questionnaire_from_its_link_to_its_end(visitor, place, cohort):
    wave = opened(cohort)
    invitation = Invitation.objects.get(wave=wave, place=place)
    start = link_to(invitation, "answer_wave", place)
    instrument = from_json(wave.instrument)
    keys = [step.key for step in steps(instrument, {})]
    ends = ("check-answers", "done", "withdrawn")
    assert_chinese(visitor, start)
    says_yes(place)
    assert_chinese(visitor, start, *(f"{start}{key}/" for key in (*keys, *ends)))
    assert_chinese_answer(visitor, f"{start}{keys[0]}/", {instrument.items[0].key: "99"})
    Response.objects.filter(wave=wave).delete()
    answer(wave, place, points(wave, 3))
    assert_chinese(visitor, start, f"{start}check-answers/")


def test_a_questionnaire_that_is_not_open(visitor, place, cohort):
    everybody_confirms(cohort)
    wave = cohort.waves.get(key="before")
    invitation = Invitation.objects.create(wave=wave, place=place)
    address = link_to(invitation, "answer_wave", place)
    assert_chinese(visitor, address, status=410)
    Wave.objects.filter(pk=wave.pk).update(state=Wave.State.CLOSED, closes_at=timezone.now())
    assert_chinese(visitor, address, status=410)


def test_every_question_that_is_asked_at_the_end(reader, place, cohort):
    wave = opened(cohort, "experience")
    invitation = Invitation.objects.get(wave=wave, place=place)
    says_yes(place)
    keys = [step.key for step in steps(from_json(wave.instrument), {})]
    assert_chinese(reader, *(reverse("surveys:step", args=[invitation.pk, key]) for key in keys))


def test_the_report_in_chinese(reader, place, cohort, run_jobs):
    address = reverse("reports:place_report", args=[place.pk])
    assert_chinese(reader, address)
    reported(cohort, run_jobs, "zh-hans")
    citations = {
        word
        for wave in cohort.waves.all()
        for word in LATIN.findall(from_json(wave.instrument).rights.citation or "")
    }
    guidelines = {word for card in CARDS for word in LATIN.findall(f"{card.name} {card.reference}")}
    frameworks = {
        word
        for framework in definition_of(cohort).frameworks
        for word in LATIN.findall(f"{framework.name} {framework.owner} {framework.version}")
    }
    assert_chinese(reader, address, allowed=NAMES | OF_METHODS | citations | guidelines | frameworks)
    assert_chinese(reader, reverse("home:home"))


def test_the_account(reader):
    pages = [
        reverse(f"people:{name}") for name in ("details", "change_details", "your_data", "ask_for_erasure")
    ]
    theirs = (
        "account_email",
        "account_set_password",
        "mfa_index",
        "mfa_activate_totp",
        "usersessions_list",
        "account_logout",
    )
    assert_chinese(reader, *pages, *(reverse(name) for name in theirs))
    errors = assert_chinese_answer(
        reader, reverse("people:change_details"), {"name": "", "language": "", "time_zone": "火星"}
    )
    assert "请填写您的姓名。" in errors
    assert_chinese_answer(
        reader, reverse("account_set_password"), {"password1": "short", "password2": "other"}, status=200
    )
    assert_chinese_answer(
        reader, reverse("account_email"), {"email": "no address", "action_add": ""}, status=200
    )


def test_a_page_that_somebody_else_may_see(reader, cohort):
    response = reader.get(reverse("cohorts:people", args=[cohort.pk]))
    assert response.status_code in (403, 404)
    assert english_on("people", response, NAMES) == {}


def test_choosing_chinese_is_kept_for_who_is_not_signed_in(client, chinese):
    client.post(reverse("people:choose_language"), {"language": chinese, "next": "/"})
    assert_chinese(client, reverse("account_login"))
    with translation.override("en"):
        assert_chinese(client, reverse("account_login"))


def test_a_personal_link_speaks_the_language_of_its_mail_until_another_is_chosen(client, place, cohort):
    """On a computer that asks for English."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en-GB"
    invitation = Invitation.objects.get(wave=opened(cohort), place=place)
    addresses = [link_to(place, "confirm_place", place), link_to(invitation, "answer_wave", place)]
    assert_chinese(client, *addresses, f"{addresses[0]}preferences/")
    client.post(reverse("people:choose_language"), {"language": "en", "next": "/"})
    for address in addresses:
        assert 'lang="en-GB"' in client.get(address).content.decode()
