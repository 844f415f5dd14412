"""A lead builds a questionnaire in the browser: every page, what comes of each form, and who is kept out."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.access_samples import new_world
from tests.asking import ask, look, send
from tests.factories import MembershipFactory
from tests.integration.building_site import add, at, first_item, sent_by

from kith.service.core.domain.actors import Actor
from kith.service.surveys.domain.building import actions, drafts
from kith.service.surveys.domain.building.looking import shown
from kith.service.surveys.models import Questionnaire
from kith.service.surveys.web.building.urls import urlpatterns

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def kept_world(keep):
    def make():
        world = new_world()
        world.argument("surveys:building", "questionnaire_id")
        return world

    return keep(make)


@pytest.fixture
def world(kept_world, db):
    return kept_world()


@pytest.fixture
def lead(world):
    return world.people["lead of the organisation"]


@pytest.fixture
def built(world):
    return Questionnaire.objects.select_related("organisation").get(organisation=world.organisation)


def addresses(world):
    for pattern in urlpatterns:
        names = pattern.pattern.converters
        view = f"surveys:{pattern.name}"
        yield view, reverse(view, args=[world.argument(view, name) for name in names])


@pytest.fixture
def browser(client, lead):
    client.force_login(lead)
    return client


def test_every_page_opens_for_the_lead(world, lead):
    for view, address in addresses(world):
        assert ask(lead, address).status_code in (200, 302), view


def test_nobody_else_changes_anything(world, built):
    """Whoever may look may not send; whoever has no role in the organisation is told that nothing is there."""
    before = (built.draft, built.revision)
    stranger = MembershipFactory(role="lead").person
    looks_on = {"surveys:building_try", "surveys:building_question", "surveys:building_preview"}
    for view, address in addresses(world):
        if "cohort" in address or view in looks_on:
            continue
        assert send(stranger, address, {"seen": built.revision}).status_code == 404, view
        assert look(None, address).status_code in (302, 405), view
    for kind in ("shift_page", "publish", "rights", "about", "delete", "new_question"):
        view = f"surveys:building_{kind}"
        address = dict(addresses(world))[view]
        for role in ("evaluator", "viewer", "administrator"):
            answer = send(world.people[f"{role} of the organisation"], address, {"seen": built.revision})
            assert answer.status_code == 403, (view, role)
    built.refresh_from_db()
    assert (built.draft, built.revision) == before


KINDS = {
    "scale": {"point_set": "often_5"},
    "choice": {"options": "Ward\nClinic"},
    "choices": {"options": "Ward\nNone", "alone": "None", "minimum": "1", "maximum": "1"},
    "yes_no": {"may_decline": "on"},
    "number": {"minimum": "0", "maximum": "2.5", "unit": "hours"},
    "date": {"earliest_day": "1", "earliest_month": "2", "earliest_year": "2026"},
    "time": {},
    "short_text": {"max_length": "40"},
    "long_text": {"required": "soft"},
    "email": {},
    "file": {"accepts": ["pdf", "text"], "maximum": "3"},
    "statement": {},
}
MADE = {
    "choices": {
        "options": [
            {"key": "ward", "label": {"en": "Ward"}},
            {"key": "none", "label": {"en": "None"}, "exclusive": True},
        ],
        "min": 1,
        "max": 1,
    },
    "yes_no": {"may_decline": True},
    "number": {"min": 0, "max": 2.5, "unit": {"en": "hours"}},
    "date": {"earliest": "2026-02-01"},
    "short_text": {"max_length": 40},
    "long_text": {"required": "soft"},
    "file": {"accepts": ["pdf", "text"], "max": 3},
}


def test_a_question_of_every_kind_is_added(browser, built):
    for kind, given in KINDS.items():
        data = {"label": f"New {kind}?", "required": "optional", **given}
        answer = sent_by(browser, at("building_new_question", built, kind), data, built)
        assert answer.status_code == 302, (kind, answer.content.decode()[:3000])
        item = list(drafts.items(built.draft))[-1]
        assert (item["kind"], item["label"]) == (kind, {"en": f"New {kind}?"})
        assert {key: item[key] for key in MADE.get(kind, {})} == MADE.get(kind, {})
    assert shown(built.draft).items[-1].kind == "statement"


def test_a_question_for_a_file_says_where_one_can_be_sent(browser, built):
    assert (
        "by one address for everybody it cannot be sent"
        in browser.get(at("building_add", built)).content.decode()
    )


BAD = (
    ("number", {"minimum": "5", "maximum": "2"}, "The least is more than the most"),
    ("choices", {"options": "A\nB", "alone": "C"}, "This is none of the answers above"),
    ("short_text", {"label": ""}, "Fill this in: The question"),
    ("number", {"minimum": "many"}, "Enter a number"),
)


def test_what_makes_no_sense_comes_back_with_what_was_typed(lead, built):
    for kind, given, said in BAD:
        data = {"seen": built.revision, "label": "Odd?", "required": "optional", **given}
        answer = send(lead, at("building_new_question", built, kind), data)
        assert answer.status_code == 422
        assert said in answer.content.decode()


def test_two_leads_change_one_draft_and_the_second_loses_nothing(browser, built, world):
    item = first_item(built)
    seen = built.revision
    other = MembershipFactory(organisation=world.organisation, role="lead", person__name="Ada Moore")
    actions.change_draft(
        by=Actor.of_person(other.person), questionnaire=built, seen_revision=seen, what="about",
        change=lambda draft: draft["instrument"].update(minutes=99),
    )  # fmt: skip
    mine = {
        "label": "Mine, and new?",
        "required": "required",
        "points": "",
        "point_set": "agree_7",
        "key": item["key"],
    }
    address = at("building_change", built, item["key"])
    told = browser.post(address, {"seen": seen, **mine})
    page = told.content.decode()
    assert told.status_code == 422
    assert "Ada Moore changed this questionnaire after you opened this page." in page
    assert "Mine, and new?" in page
    assert f'value="{seen + 1}"' in page
    # Sent once more, both changes are there
    assert browser.post(address, {"seen": seen + 1, **mine}).status_code == 302
    built.refresh_from_db()
    assert drafts.item_of(built.draft, item["key"])["label"]["en"] == "Mine, and new?"
    assert built.draft["instrument"]["minutes"] == 99
    # A button that was seen before somebody else's change is not pressed twice
    moved = browser.post(
        at("building_shift_page", built, built.draft["page"][0]["key"], "down"), {"seen": seen}, follow=True
    )
    assert "changed this questionnaire after you opened this page" in moved.content.decode()


def test_conditions_are_built_joined_taken_out_and_written_by_hand(browser, built):
    add(browser, built, "yes_no", "Moved?")
    add(browser, built, "choice", "Where to?", options="A\nB")
    add(browser, built, "long_text", "Why?")
    when = at("building_when", built, "question", "why")
    adding = at("building_add_condition", built, "question", "why")
    assert "Moved?" in browser.get(adding).content.decode()
    sent_by(browser, f"{adding}?of=moved", {"test": "is", "value": "true"}, built)
    assert drafts.item_of(built.draft, "why")["relevant"] == "moved == true"
    assert (
        sent_by(browser, f"{adding}?of=where_to", {"test": "is"}, built).status_code == 422
    )  # of which answer?
    sent_by(browser, f"{adding}?of=where_to", {"test": "is_not", "value": "b"}, built)
    sent_by(browser, when, {"join": "1", "joined": "any"}, built)
    assert drafts.item_of(built.draft, "why")["relevant"] == "moved == true or where_to != 'b'"
    page = browser.get(when).content.decode()
    assert "“Moved?” is “Yes”" in page
    assert "“Where to?” is answered, and is not “B”" in page
    sent_by(browser, when, {"out": "0"}, built)
    assert drafts.item_of(built.draft, "why")["relevant"] == "where_to != 'b'"
    refused = sent_by(browser, when, {"by_hand": "1", "expression": "where_to == "}, built)
    assert "cannot be read: at character" in refused.content.decode()
    by_hand = "moved == true and (answered(where_to) or moved == true)"
    sent_by(browser, when, {"by_hand": "1", "expression": by_hand}, built)
    assert "(answered(where_to) or moved == true)" in browser.get(when).content.decode()
    sent_by(browser, when, {"by_hand": "1", "expression": ""}, built)
    assert "relevant" not in drafts.item_of(built.draft, "why")


def test_a_rule_compares_with_an_earlier_answer_and_needs_its_words(browser, built):
    for words in ("Starts?", "Ends?"):
        sent_by(
            browser,
            at("building_new_question", built, "date"),
            {"label": words, "required": "optional"},
            built,
        )
    rule = at("building_rule", built, "ends")
    given = {"how": "compared", "sign": ">=", "other": "starts"}
    assert sent_by(browser, rule, given, built).status_code == 422
    sent_by(browser, rule, {**given, "message": "The end cannot be before the start."}, built)
    assert drafts.item_of(built.draft, "ends")["constraint"] == {
        "holds": "not answered(starts) or ends >= starts",
        "message": {"en": "The end cannot be before the start."},
    }
    sent_by(browser, rule, {"how": "none"}, built)
    assert "constraint" not in drafts.item_of(built.draft, "ends")


def test_a_grid_is_changed_as_one_and_keeps_the_keys_of_its_statements(browser, built):
    grid = {
        "title": "Us",
        "point_set": "agree_5",
        "statements": "We talk.\nWe listen.",
        "required": "required",
    }
    sent_by(browser, at("building_new_grid", built), grid, built)
    page = drafts.pages(built.draft)[-1]
    assert [item["key"] for item in page["item"]] == ["we_talk", "we_listen"]
    changed = {**grid, "point_set": "", "points": "Never\nAlways", "statements": "We listen well.\nWe talk."}
    sent_by(browser, at("building_grid", built, page["key"]), changed, built)
    items = drafts.pages(built.draft)[-1]["item"]
    assert [(item["key"], len(item["points"])) for item in items] == [("we_listen", 2), ("we_talk", 2)]


def test_a_page_is_repeated_and_what_speaks_of_a_question_is_named_before_it_goes(browser, built):
    add(browser, built, "number", "Places?", whole="on")
    add(browser, built, "short_text", "Name of the place")
    last = drafts.pages(built.draft)[-1]["key"]
    sent_by(
        browser,
        at("building_page", built, last),
        {"title": "Each place", "count": "places", "most": "3"},
        built,
    )
    assert drafts.page_of(built.draft, last)["repeat"] == {"count": "places", "max": 3}
    assert "Asked once for each of “Places?”" in browser.get(at("building", built)).content.decode()
    gone = browser.get(at("building_remove", built, "places")).content.decode()
    assert "The page “Each place” is repeated as often as it says." in gone
    sent_by(browser, at("building_remove", built, "places"), {}, built)
    page = browser.get(at("building", built)).content.decode()
    assert "This speaks of “places”, which is not asked before it." in page


def test_moving_scoring_and_taking_a_page_out(browser, built):
    add(browser, built, "short_text", "Name of the place")
    first = drafts.pages(built.draft)[0]["key"]
    sent_by(browser, at("building_move", built, "name_of_the_place"), {"to": f"{first}/"}, built)
    assert drafts.pages(built.draft)[0]["item"][0]["key"] == "name_of_the_place"
    scored = [item["key"] for item in drafts.items(built.draft) if item["kind"] == "scale"][:2]
    score = {
        "name": "Ours",
        "items": scored,
        "reversed": scored[1:],
        "rule": "sum",
        "share": "0.5",
        "higher_is": "worse",
    }
    sent_by(browser, at("building_new_score", built), score, built)
    assert drafts.scales(built.draft)[-1] == {
        "key": "ours", "name": {"en": "Ours"}, "items": scored, "reversed": scored[1:], "rule": "sum",
        "min_answered": 0.5, "higher_is": "worse",
    }  # fmt: skip
    assert (
        sent_by(
            browser, at("building_score", built, "ours"), {**score, "reversed": "nobody"}, built
        ).status_code
        == 422
    )
    sent_by(browser, at("building_score", built, "ours"), {**score, "out": "1"}, built)
    assert "ours" not in {scale["key"] for scale in drafts.scales(built.draft)}
    sent_by(browser, at("building_remove_page", built, first), {}, built)
    assert first not in drafts.page_keys(built.draft)
