"""Every mail is written in its receiver's language, whatever language its sender works in."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from django.core import mail as django_mail
from django.utils import timezone, translation
from tests.factories import AdministratorFactory, MembershipFactory, PersonFactory, PlaceFactory

from kith.programmes import load_shipped
from kith.service.cohorts.domain import actions as cohort_actions
from kith.service.cohorts.domain import places
from kith.service.cohorts.models import Place
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.mail_text import preview
from kith.service.core.domain.permissions import Role
from kith.service.core.domain.sending import send_due
from kith.service.core.models import Mail
from kith.service.matches.domain import actions as matches
from kith.service.people.domain import account_mail_words
from kith.service.people.domain.invitations import give_role_by_address
from kith.service.surveys.domain import waves

pytestmark = pytest.mark.django_db

BY = Actor.system("tests")
ADDRESS = re.compile(r"https?://\S+|\S+@\S+|\{link\}")
LATIN = re.compile(r"[A-Za-z]{2,}")
PEOPLE = (("李晨", "clinician", "内科"), ("王芳", "clinician", "外科"), ("陈洁", "manager", "运营"))


@pytest.fixture
def cohort(chinese):
    organisation = MembershipFactory(organisation__name="北谷医院", person__language="en").organisation
    made = cohort_actions.create_cohort(
        by=BY,
        organisation=organisation,
        definition=load_shipped("paired-learning"),
        variant=None,
        name="2027 年春季",
        starts_on=dt.date(2027, 1, 11),
        time_zone="Asia/Shanghai",
        sides={side: {"min": 1, "max": 40} for side in ("clinician", "manager")},
    )
    for name, side, line in PEOPLE:
        person = PersonFactory(name=name, language=chinese)
        PlaceFactory(cohort=made, person=person, side=side, attributes={"line_of_management": line})
    return made


def everybody_confirms(cohort):
    for place in cohort.places.filter(state=Place.State.INVITED):
        places.confirm(by=BY, place=place)


def published(cohort, run_jobs):
    everybody_confirms(cohort)
    run = matches.start_run(by=BY, cohort=cohort, best_for="no_one_left_behind", seed=1)
    run_jobs()
    run.refresh_from_db()
    cohort.refresh_from_db()
    matches.publish(by=BY, run=run, seen_revision=cohort.revision)


def opened(cohort):
    everybody_confirms(cohort)
    wave = cohort.waves.get(key="before")
    wave.closes_at = timezone.now() + dt.timedelta(days=30)
    wave.save()
    return waves.open_wave(by=BY, wave=wave)


def latin_in(*texts):
    return [word for text in texts for word in LATIN.findall(ADDRESS.sub("", text)) if word != "Kith"]


def written(purpose):
    """The mails of a purpose, each of them in Chinese from its subject to its end."""
    mails = list(Mail.objects.filter(purpose=purpose).order_by("created_at", "pk"))
    assert mails
    for mail in mails:
        assert mail.language == "zh-hans"
        assert latin_in(mail.subject, mail.body) == []
    return mails


def test_an_invitation_is_in_the_language_of_the_invited(cohort):
    with translation.override("en"):
        places.invite(by=BY, cohort=cohort, held=False)
    mails = written("cohorts.invitation")
    assert [mail.subject for mail in mails] == ["2027 年春季：邀请您参加"] * 3
    body = Mail.objects.get(purpose="cohorts.invitation", person__name="李晨").body
    assert body.startswith("李晨，您好！\n\n北谷医院 邀请您以临床人员的身份参加 2027 年春季（结对学习）。")


def test_what_a_questionnaire_asks_by_mail_is_too(cohort):
    with translation.override("en"):
        wave = opened(cohort)
    mails = written("surveys.invitation")
    assert [mail.subject for mail in mails] == ["开始之前：2027 年春季"] * 3
    last_day = timezone.localtime(wave.closes_at - dt.timedelta(seconds=1), ZoneInfo("Asia/Shanghai"))
    assert f"{last_day.year}年{last_day.month}月{last_day.day}日星期" in mails[0].body


def test_a_reminder_is_too(cohort):
    wave = opened(cohort)
    first = wave.remind_after_days[0]
    with translation.override("en"):
        waves.remind_due(timezone.now() + dt.timedelta(days=first, minutes=1))
    mails = written("surveys.reminder")
    assert len(mails) == 3
    assert all(mail.subject.startswith("提醒：") for mail in mails)
    assert "如果您刚刚已经提交，谢谢您。" in mails[0].body


def test_the_mails_about_pairs_are_too(cohort, run_jobs):
    with translation.override("en"):
        published(cohort, run_jobs)
    paired, waiting = written("matches.paired"), written("matches.not_paired")
    assert {mail.subject for mail in paired} == {"2027 年春季：您的搭档"}
    assert {mail.subject for mail in waiting} == {"2027 年春季：暂时没有为您找到搭档"}
    to_manager = next(mail for mail in paired if mail.person.name == "陈洁")
    assert to_manager.body.startswith("陈洁，您好！\n\n您在 2027 年春季 的搭档是")


def test_of_two_receivers_each_reads_their_own_language(cohort):
    english = PlaceFactory(cohort=cohort, person=PersonFactory(name="Amina Yusuf", language="en"))
    with translation.override("zh-hans"):
        places.invite(by=BY, cohort=cohort, held=False)
    assert Mail.objects.get(person=english.person).body.startswith("Dear Amina Yusuf,")
    assert Mail.objects.get(person__name="王芳").body.startswith("王芳，您好！")


def test_a_lead_previews_it_in_the_receivers_language(cohort):
    places.invite(by=BY, cohort=cohort, held=True)
    with translation.override("en"):
        text = preview(Mail.objects.filter(purpose="cohorts.invitation").first())
    assert "[发送时此处填入个人链接]" in text.text
    assert '<html lang="zh-hans">' in text.html


def test_it_arrives_as_it_was_written(cohort):
    places.invite(by=BY, cohort=cohort, held=False)
    send_due(timezone.now())
    arrived = django_mail.outbox[0]
    assert arrived.subject == "2027 年春季：邀请您参加"
    assert "请告诉我们您是否参加" in arrived.body
    assert latin_in(arrived.body) == []


def test_the_mails_of_an_account_are_in_chinese(chinese):
    with translation.override(chinese):
        mails = [
            account_mail_words.sign_in(
                name="李晨", code="ABCD-1234", link="https://example.org/x", minutes=15
            ),
            account_mail_words.prove_address(name="李晨", link="https://example.org/x"),
            account_mail_words.new_password(name="李晨", link="https://example.org/x"),
            account_mail_words.has_own_account(),
        ]
    for one in mails:
        assert latin_in(one.subject, one.text.replace("ABCD-1234", "")) == []


def test_a_new_role_is_told_in_the_language_of_whoever_gets_it(chinese):
    administrator = AdministratorFactory(organisation__name="北谷医院", organisation__language=chinese)
    with translation.override("en"):
        give_role_by_address(
            by=Actor.of_person(administrator.person),
            organisation=administrator.organisation,
            email="wang@example.org",
            name="王芳",
            role=Role.EVALUATOR,
        )
    [mail] = written("people.role_given")
    assert mail.subject == "您在 北谷医院 有了新角色"
    assert "评估人员" in mail.body
