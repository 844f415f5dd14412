"""A questionnaire of a lead's is looked at, tried, published, taken in and out of files; its words show to nobody else."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.asking import look, send, send_and_follow
from tests.factories import CohortFactory, CohortRoleFactory, MembershipFactory, PlaceFactory
from tests.integration.building_site import at, first_item, new_site, sent_by

from kith.foundation.faults import KithError
from kith.programmes import load_instrument
from kith.service.core.domain.actors import Actor
from kith.service.core.models import AuditEvent
from kith.service.surveys.domain.building import actions, drafts
from kith.service.surveys.domain.building.versions import instrument_of_version
from kith.service.surveys.models import Questionnaire
from kith.service.surveys.web.building import carrying

pytestmark = pytest.mark.django_db
PLANTED = "Zanzibar marmalade"
MARK = re.compile(r'name="(?:read|so_far)"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="(?:read|so_far)"')


@pytest.fixture(scope="module")
def kept_site(keep):
    return keep(new_site)


@pytest.fixture
def world(kept_site, db):
    return kept_site()


@pytest.fixture
def lead(world):
    return world.lead


@pytest.fixture
def built(world):
    return Questionnaire.objects.select_related("organisation").get(pk=world.built.pk)


@pytest.fixture
def browser(client, lead):
    client.force_login(lead)
    return client


def test_an_earlier_answer_is_put_into_the_words(lead, built):
    key = first_item(built)["key"]
    data = {"label": "And now", "insert": "1", "earlier": key, "otherwise": "that", "required": "soft"}
    page = send(lead, at("building_new_question", built, "long_text"), data)
    assert f"And now ${{{key}|that}}" in page.content.decode()


def test_preview_shows_every_page_in_each_language(lead, built):
    page = look(lead, at("building_preview", built) + "?language=zh-hans&width=phone").content.decode()
    first = built.draft["page"][0]["item"][0]
    assert first["label"]["zh-hans"] in page
    assert "kith-receiver--phone" in page


def test_trying_it_keeps_nothing(browser, built, world):
    rows = Questionnaire.objects.values_list("revision", flat=True).get(pk=built.pk)
    audited = AuditEvent.objects.count()
    page = browser.get(at("building_try", built)).content.decode()
    for _step in range(40):
        found = MARK.search(page)
        if found is None:
            break
        step = re.search(r'name="step" value="([^"]+)"', page)
        choices = dict(re.findall(r'name="(\w+)" type="radio" value="(\w+)"', page)) or dict(
            re.findall(r'type="radio"[^>]*?name="(\w+)"[^>]*?value="(\w+)"', page)
        )
        page = browser.post(
            at("building_try", built), {"so_far": found[1] or found[2], "step": step[1], **choices}
        ).content.decode()
    assert "Your answers" in page
    sample = at("building_sample", built) + "?draw=7"
    assert "Sample answers, draw 7" in browser.get(sample).content.decode()
    assert (
        AuditEvent.objects.count(),
        Questionnaire.objects.values_list("revision", flat=True).get(pk=built.pk),
    ) == (audited, rows)


def test_versions_stay_and_say_what_changed(browser, built):
    first = built.versions.get()
    assert (
        "Nothing has changed since version 1." in browser.get(at("building_publish", built)).content.decode()
    )
    item = first_item(built)
    label = item["label"]["en"]
    sent_by(browser, at("building_remove", built, item["key"]), {}, built)
    scale = drafts.scales(built.draft)[0]
    page = browser.get(at("building_publish", built)).content.decode()
    if item["key"] in scale["items"]:
        assert "Before it can be published, this has to be mended" in page
        rest = [key for key in scale["items"] if key != item["key"]]
        turned = [key for key in scale.get("reversed", []) if key in rest]
        score = {
            "name": "Ours",
            "items": rest,
            "reversed": turned,
            "rule": "mean",
            "share": "0.8",
            "higher_is": "better",
        }
        sent_by(browser, at("building_score", built, scale["key"]), score, built)
    page = browser.get(at("building_publish", built)).content.decode()
    assert f"No longer asked: {label}" in page
    sent_by(browser, at("building_publish", built), {}, built)
    second = built.versions.get(number=2)
    assert second.sha256 != first.sha256
    assert f"No longer asked: {label}" in browser.get(at("building_version", built, 2)).content.decode()
    first.refresh_from_db()
    assert item["key"] in str(first.instrument)
    sent_by(browser, at("building_take", built, 1), {}, built)
    assert first_item(built)["key"] == item["key"]


def test_what_was_published_cannot_be_deleted(lead, built):
    assert send(lead, at("building_delete", built), {}).status_code == 422
    with pytest.raises(KithError):
        actions.delete_questionnaire(by=Actor.of_person(lead), questionnaire=built)


def test_what_a_file_keeps_for_kith_alone_is_not_called_lost(built):
    files = carrying.files_of(instrument_of_version(built.versions.get()))
    kept = {file.key: (bool(file.losses.lost), bool(file.losses.kept)) for file in files}
    assert kept == {"toml": (False, False), "xlsform": (False, True), "fhir": (False, True)}


def test_a_file_comes_in_and_goes_out_and_what_is_lost_is_said_first(browser, built, world):
    count = Questionnaire.objects.count()
    for file in ("toml", "xlsform", "fhir"):
        content = browser.get(at("building_download", built, 1, file)).content
        name = {"toml": "ours.toml", "xlsform": "ours.xlsx", "fhir": "ours.fhir.json"}[file]
        upload = BytesIO(content)
        upload.name = name
        there = reverse("surveys:building_file", args=[world.organisation.slug])
        page = browser.post(there, {"file": upload}).content.decode()
        assert "What was read" in page, (file, re.sub(r"\s+", " ", page)[:4000])
        assert "12 questions" in page
        assert Questionnaire.objects.count() == count
        token = MARK.search(page)
        answer = browser.post(there, {"read": token[1] or token[2], "title": f"From {file}"}, follow=True)
        count += 1
        assert Questionnaire.objects.count() == count
        assert "Say whose words these are" in answer.content.decode()
    broken = BytesIO(b"not = [toml")
    broken.name = "broken.toml"
    assert browser.post(there, {"file": broken}).status_code == 422
    assert browser.post(there, {"read": "forged", "title": "X"}).status_code == 422
    assert Questionnaire.objects.count() == count


def test_a_new_one_begins_empty_or_as_a_copy(lead, world):
    there = reverse("surveys:building_new", args=[world.organisation.slug])
    page = send_and_follow(lead, there, {"title": "A copy", "begin": "kith:experience", "language": "en"})
    assert load_instrument("experience").items[0].label.in_language("en") in page.content.decode()
    page = send_and_follow(lead, there, {"title": "第一份", "begin": "nothing", "language": "zh-hans"})
    assert "The questionnaire asks nothing yet." in page.content.decode()


def test_words_of_a_draft_show_to_nobody_outside_and_stand_in_no_history(browser, built, world):
    data = {"label": f"{PLANTED}?", "required": "optional"}
    sent_by(browser, at("building_new_question", built, "short_text"), data, built)
    assert PLANTED in browser.get(at("building", built)).content.decode()
    for row in AuditEvent.objects.all():
        assert PLANTED not in f"{row.fields} {row.detail}"
    elsewhere = MembershipFactory(role="lead")
    own = reverse("surveys:buildings", args=[elsewhere.organisation.slug])
    for address in (own, reverse("surveys:building_new", args=[elsewhere.organisation.slug])):
        page = look(elsewhere.person, address).content.decode()
        assert PLANTED not in page
        assert "Ours" not in page  # not even what is published
    cohort = CohortFactory(organisation=world.organisation)
    for person in (
        PlaceFactory(cohort=cohort).person,
        CohortRoleFactory(cohort=cohort, role="viewer").person,
    ):
        assert look(person, at("building", built)).status_code == 404


def test_the_list_asks_the_database_as_often_for_three_as_for_one(browser, world, django_assert_num_queries):
    there = reverse("surveys:buildings", args=[world.organisation.slug])
    browser.get(there)
    with CaptureQueriesContext(connection) as one:
        browser.get(there)
    for title in ("Second", "Third"):
        actions.make_questionnaire(by=Actor.system("tests"), organisation=world.organisation, title=title)
    with django_assert_num_queries(len(one)):
        assert "Third" in browser.get(there).content.decode()
