"""What a lead does with a draft: locks in a row, asks why not, compares, runs again near it, sees both sides."""

import re
import sys
from dataclasses import replace

import pytest
from django.urls import reverse
from tests.factories import MembershipFactory
from tests.factories.running import PEOPLE, running

from kith.foundation.faults import KithError
from kith.service.cohorts.domain import places
from kith.service.core.domain.actors import Actor
from kith.service.core.models import AuditEvent, Job, JobState
from kith.service.matches import bridge
from kith.service.matches.domain import actions, keeping, preferences
from kith.service.matches.domain.comparing import compare
from kith.service.matches.domain.rule_changes import change_rules
from kith.service.matches.models import Decision, MatchRun

pytestmark = pytest.mark.django_db

MORE = (
    *PEOPLE,
    ("Devika Rao", "clinician", "Northgate", "Medicine"),
    ("Farah Aziz", "clinician", "Northgate", "Estates"),
    ("Goran Horvat", "manager", "St Anne's", "Estates"),
)


@pytest.fixture
def made():
    return running(MORE)


@pytest.fixture
def lead(client, made):
    client.force_login(made.lead)
    return client


def at(made, name, *args):
    return reverse(f"matches:{name}", args=[made.cohort.pk, *args])


def text(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def two(made, left, right):
    return made.places[left].pk, made.places[right].pk


def test_a_pair_is_locked_and_let_go_in_its_row(lead, made):
    run = made.draft()
    pair = run.pairs[0]
    page = text(lead, at(made, "draft", run.number))
    assert f'id="lock-{pair["left"]}">Lock<' in page
    assert "Look at the mails and publish" in page
    answer = lead.post(at(made, "lock", run.number, pair["left"], pair["right"]) + "?sort=name")
    assert answer.url == at(made, "draft", run.number) + f"?sort=name#lock-{pair['left']}"
    row = Decision.objects.get()
    assert (row.kind, row.reason, str(row.left_id)) == ("lock", f"Locked in draft {run.number}", pair["left"])
    page = text(lead, at(made, "draft", run.number))
    assert f'id="lock-{pair["left"]}">Unlock<' in page
    assert "Look at the mails and publish" not in page
    assert made.draft(seed=9).pairs
    lead.post(at(made, "unlock", run.number, pair["left"], pair["right"]))
    row.refresh_from_db()
    assert row.undone_at is not None
    assert sorted(AuditEvent.objects.filter(subject_id=row.pk).values_list("action", flat=True)) == [
        "matches.lock",
        "matches.undo_decision",
    ]


def test_pairs_are_ordered_as_asked(lead, made):
    run = made.draft()
    by_points = sorted(run.pairs, key=lambda pair: (pair["points"], pair["left"]))
    names = {str(place.pk): place.person.name for place in made.places.values()}
    shown = {
        sort: [
            name
            for name in sorted(names.values(), key=lambda one: page.find(f">{one}<", page.index(caption)))
            if any(names[pair["left"]] == name for pair in run.pairs)
        ]
        for sort, caption in (
            ("", "Pairs, the weakest first"),
            ("name", "Pairs, by name"),
            ("best", "Pairs, the best first"),
        )
        for page in [
            lead.get(at(made, "draft", run.number), {"sort": sort})
            .content.decode()
            .replace("</span> ", "</span>>")
        ]
    }
    assert shown[""] == [names[pair["left"]] for pair in by_points]
    assert shown["name"] == sorted(shown[""])
    assert "Pairs, the weakest first" in text(lead, at(made, "draft", run.number) + "?sort=nonsense")


def test_a_long_draft_has_pages_and_a_lock_comes_back_to_its_own(lead, made, monkeypatch):
    monkeypatch.setattr(sys.modules["kith.service.matches.web.presenters.draft"], "PAIRS_A_PAGE", 2)
    run = made.draft()
    address = at(made, "draft", run.number)
    last = max(run.pairs, key=lambda pair: (pair["points"], pair["left"]))
    assert f'id="lock-{last["left"]}"' not in text(lead, address)
    page = text(lead, f"{address}?sort=worst&page=2")
    assert f'id="lock-{last["left"]}"' in page
    answer = lead.post(at(made, "lock", run.number, last["left"], last["right"]) + "?sort=worst&page=2")
    assert answer.url == f"{address}?page=2#lock-{last['left']}"


def test_who_has_nobody_reads_why_and_what_would_free_them(lead, made):
    page = text(lead, at(made, "draft", made.draft().number))
    assert page.index("Without a partner") < page.index("Pairs, the weakest first")
    assert "What would free them" in page


def test_what_follows_when_somebody_leaves_is_told(lead, made):
    run = made.draft()
    page = text(lead, at(made, "draft", run.number))
    assert "Details: if somebody leaves" in page
    assert {one["id"] for one in run.told["if_gone"]} <= {str(place.pk) for place in made.places.values()}


def test_why_not_these_two(lead, made):
    run = made.draft()
    address = at(made, "why_not", run.number)
    assert "Why not these two?" in text(lead, address)
    left, right = two(made, "Farah", "Goran")
    assert "keeps them apart" in text(lead, f"{address}?left={left}&right={right}")
    pair = run.pairs[0]
    answer = lead.get(address, {"left": pair["left"], "right": pair["right"]})
    assert answer.url == at(made, "draft_pair", run.number, pair["left"], pair["right"])
    assert "There is a problem" in text(lead, f"{address}?left={right}&right={left}")


def test_two_drafts_beside_each_other(lead, made, django_assert_num_queries):
    first = made.draft()
    assert "nothing to compare yet" in text(lead, at(made, "compare"))
    gone = made.places["Ben"]
    places.withdraw(by=made.by, place=gone)
    second = made.draft(seed=3)
    found = compare(first, second)
    assert found.left == (str(gone.pk),)
    assert found.stayed + len(found.differs) + 1 == len(made.places)
    assert found.same_rules
    asked = f"?first={first.number}&second={second.number}"
    page = text(lead, at(made, "compare") + asked)
    assert "Who has somebody else" in page
    assert "Ben Okafor" in page
    change_rules(
        by=made.by, cohort=made.cohort, text='[[rule]]\nprefer = "same_site"\nweight = 1\n', reason="Why"
    )
    third = made.draft(seed=3)
    assert not compare(second, third).same_rules
    assert "made by different rules" in text(
        lead, at(made, "compare") + f"?first={second.number}&second={third.number}"
    )


def test_it_is_run_again_near_a_draft(lead, made, run_jobs):
    first = made.draft(best_for="most")
    made.add("Hana Sato", "manager", site="Northgate", line_of_management="Finance")
    data = {"best_for": "most", "near": str(first.number), "keep": "strong"}
    lead.post(at(made, "start"), data)
    run_jobs()
    run = MatchRun.objects.get(cohort=made.cohort, near=first)
    problem = bridge.problem_of(run)
    assert problem.bonus == run.keep_points == keeping.points_of(made.cohort, "strong")
    assert set(problem.earlier) == {(pair["left"], pair["right"]) for pair in first.pairs}
    page = text(lead, at(made, "draft", run.number))
    assert f"Compared with draft {first.number}" in page
    assert not [one for one in compare(first, run).differs if one.before]
    lead.post(at(made, "start"), {**data, "keep": ""})
    lead.post(at(made, "start"), {**data, "near": "99999999"})
    assert set(MatchRun.objects.exclude(pk=run.pk).values_list("near", flat=True)) == {None}


def test_a_search_that_was_stopped_keeps_the_best_so_far_with_its_gap(lead, made, monkeypatch):
    """Asked to stop while it works: the draft is there, says how far from the best it may be, and can be published."""
    solve = bridge.solve

    def stopped(problem, *, seed, progress, should_stop):
        found = solve(problem, seed=seed, progress=progress, should_stop=lambda: False)
        Job.objects.update(cancel_asked=True)
        progress("total", 0.5)
        assert should_stop()
        last = [replace(one, proven=False, bound=one.value + 100) for one in found.objectives]
        return replace(found, stopped=True, objectives=tuple(last))

    monkeypatch.setattr(bridge, "solve", stopped)
    run = made.draft()
    assert run.job.state == JobState.DONE
    page = text(lead, at(made, "draft", run.number))
    assert "The search was stopped early. This is the best so far: at most" in page
    assert "proven best" not in page
    assert "prices" not in run.told
    assert "Run the matching to see" in text(lead, at(made, "workbench"))
    actions.publish(by=made.by, run=run, seen_revision=0)


def test_both_sides_are_shown_in_a_picture_in_words_and_in_numbers(lead, made):
    page = text(lead, at(made, "suits", made.draft().number))
    assert "<svg" in page
    assert "The chart in words" in page
    assert "Show the numbers" in page
    run = MatchRun.objects.get()
    page = text(lead, at(made, "suits", run.number) + "?by=site")
    assert "How it came out for groups of people" in page
    assert "7 or fewer" in page
    assert "By: Interests" not in page
    assert "By: Site" in page.split("<table")[0] or "Site</strong>" in page


def test_pages_of_a_draft_are_for_those_who_may(client, made):
    run = made.draft()
    pair = run.pairs[0]
    pages = [at(made, "why_not", run.number), at(made, "compare"), at(made, "suits", run.number)]
    locks = [at(made, name, run.number, pair["left"], pair["right"]) for name in ("lock", "unlock")]
    viewer = MembershipFactory(role="viewer", organisation=made.cohort.organisation).person
    for person, seen, locked in ((MembershipFactory(role="lead").person, 404, 404), (viewer, None, 403)):
        client.force_login(person)
        assert seen is None or {client.get(page).status_code for page in pages} == {seen}
        assert {client.post(lock).status_code for lock in locks} == {locked}
    assert not Decision.objects.exists()


def test_nothing_is_locked_in_a_closed_cohort(lead, made):
    run = made.draft()
    type(made.cohort).objects.filter(pk=made.cohort.pk).update(state="closed")
    pair = run.pairs[0]
    assert lead.post(at(made, "lock", run.number, pair["left"], pair["right"])).status_code == 422
    assert not Decision.objects.exists()
    with pytest.raises(KithError):
        actions.start_run(by=made.by, cohort=made.cohort, best_for="most", near=run, keep_points=10)


def test_a_draft_takes_as_many_questions_for_three_pairs_as_for_two(
    lead, made, django_assert_max_num_queries
):
    run = made.draft()
    for page in (at(made, "draft", run.number), at(made, "why_not", run.number), at(made, "compare")):
        lead.get(page)
        with django_assert_max_num_queries(22):
            lead.get(page)


def test_a_private_wish_shows_on_no_page(lead, made):
    """The answer is the same with it and without: then every page must say the same too."""
    first = made.draft()
    apart = {one for pair in first.pairs for one in [(pair["left"], pair["right"])]}
    asker, named = next(
        (left, right)
        for left in made.places.values()
        for right in made.places.values()
        if (left.side, right.side) == ("clinician", "manager")
        and (str(left.pk), str(right.pk)) not in apart
        and left.attributes["line_of_management"] != right.attributes["line_of_management"]
        and any(str(left.pk) in two for two in apart)
    )
    preferences.set_never_with(by=Actor.of_person(asker.person), place=asker, addresses=[named.person.email])
    second = made.draft()
    assert second.pairs == first.pairs
    asked = f"?left={asker.pk}&right={named.pk}"
    pages = [("suits", (), ""), ("draft", (), ""), ("why_not", (), asked)]
    pages += [("draft_pair", (pair["left"], pair["right"]), "") for pair in first.pairs]
    for name, ids, query in pages:
        said = [text(lead, at(made, name, run.number, *ids) + query) for run in (first, second)]
        assert plain(said[0]) == plain(said[1]), name
    beside = text(lead, at(made, "compare") + f"?first={first.number}&second={second.number}")
    assert "0 people have somebody else" in beside


def plain(page):
    """Without what is new on every page: the token of its forms, the numbers of drafts, and which other drafts
    pair the two."""
    return re.sub(
        r'name="csrfmiddlewaretoken" value="[^"]*"|name="near" value="\d+"|[Dd]raft \d+|runs/\d+/',
        "",
        page,
    )
