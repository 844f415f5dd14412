"""Reading drafts of a matching from files: the way back, two beside each other, a long list, a lock that cannot be."""

from __future__ import annotations

import pytest
from lxml import html
from tests.integration.test_matches_exercises import Made, address, read

from kith.service.matches.domain.exercises import actions, running
from kith.service.matches.models import ExerciseRun

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def kept(keep):
    return keep(Made)


@pytest.fixture
def made(kept, db) -> Made:
    return kept()


@pytest.fixture
def browser(client, made):
    client.force_login(made.person)
    return client


def way(page: str) -> list[str]:
    """The steps above the title."""
    return [
        " ".join(one.text_content().split())
        for one in html.fromstring(page).xpath('//ol[contains(@class, "nhsuk-breadcrumb")]//a')
    ]


def test_two_drafts_are_read_from_the_older_to_the_newer(browser, made):
    running.decide(by=made.by, exercise=made.exercise, kind="lock", one="d3", other="m2", reason="A paper")
    made.run()
    pages = [
        html.fromstring(read(browser, "exercise_compare", made.exercise.pk, *two)) for two in ((1, 2), (2, 1))
    ]
    first, second = (page.xpath("//main")[0].text_content().split() for page in pages)
    assert first == second
    assert "From draft 1 to draft 2" in " ".join(first)
    # And back to the draft from which somebody came
    ways = [way(html.tostring(page, encoding="unicode")) for page in pages]
    assert [one[-1] for one in ways] == ["Draft 1", "Draft 2"]


def test_every_page_of_a_matching_begins_at_home(browser, made):
    run = made.exercise.runs.get()
    key = run.draft["groups"][0]["key"]
    other = made.run()
    for name, args in (
        ("exercise_run", [1]),
        ("exercise_group", [1, key]),
        ("exercise_why_not", [1]),
        ("exercise_compare", [1, other.number]),
        ("exercise_suits", [1]),
        ("exercise_rules", []),
    ):
        steps = way(read(browser, name, made.exercise.pk, *args))
        assert steps[:2] == ["Home", "Matchings"], name


def test_of_many_left_over_the_first_twenty_are_shown_and_then_all(browser, made):
    rows = "".join(f"x{number},Person {number},,Hull,\n" for number in range(29))
    made.upload(
        "left", "id,name,email,site,never_with\nd1,Ann Ash,ann@example.org,Leeds,\n" + rows, "doctors.csv"
    )
    run = made.run()
    assert len(run.draft["left_over"]) == 28
    told = html.fromstring(read(browser, "exercise_run", made.exercise.pk, run.number, sort="best"))
    assert len(told.xpath('//*[@id="left-over"]//tbody/tr')) == 20
    (more,) = (
        link.get("href") for link in told.iter("a") if link.text_content() == "Show 8 more who are left over"
    )
    told = html.fromstring(browser.get(more).content.decode())
    assert len(told.xpath('//*[@id="left-over"]//tbody/tr')) == 28
    assert "more who" not in told.text_content()
    assert "<strong>Best first</strong>" in browser.get(more).content.decode()


def refused(browser, made, one: str, other: str) -> str:
    """What the page of a run says that was made after a lead has locked these two."""
    browser.post(
        address("exercise_decide", made.exercise.pk, "lock"),
        {"one": one, "other": other, "reason": "A paper"},
    )
    run = ExerciseRun.objects.get(pk=made.run().pk)
    assert run.draft is None
    page = html.fromstring(read(browser, "exercise_run", made.exercise.pk, run.number))
    return " ".join(page.xpath("//main")[0].text_content().split())


def test_a_lock_that_somebody_asked_against_in_private_reads_like_one_that_a_rule_forbids(browser, made):
    private = refused(browser, made, "d1", "m1")
    for row in made.exercise.decisions.filter(undone_at=None):
        running.undo(by=made.by, decision=row)
    made.upload(
        "left",
        "id,name,email,site\nd1,Ann Ash,ann@example.org,Hull\nd2,Bo Birch,bo@example.org,York\n",
        "a.csv",
    )
    rules = '[[rule]]\nmust = "same_site"\n'
    actions.change_rules(
        by=made.by, exercise=made.exercise, rules=rules, seen_revision=made.exercise.revision
    )
    by_rule = refused(browser, made, "d1", "m1")
    sentence = "cannot be locked together: something stands against this pair. It may be a rule, a pair kept apart, or"
    assert sentence in private
    assert private.replace("Draft 2", "") == by_rule.replace("Draft 3", "")


def test_a_lock_that_nothing_forbids_and_that_cannot_be_says_so(browser, made):
    running.decide(by=made.by, exercise=made.exercise, kind="lock", one="d3", other="m2", reason="A paper")
    told = refused(browser, made, "d2", "m2")
    assert "“m2” is locked to 2 partners and has room for 1. Take a lock away." in told
