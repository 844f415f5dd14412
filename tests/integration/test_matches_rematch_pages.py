"""Re-match in the pages a lead and a participant use."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.integration.test_matches_rematch import join, names_of, pair_of, published

from kith.service.cohorts.domain import closing, places
from kith.service.core.models import Mail
from kith.service.matches.models import Decision, MatchRun, Pair, Publication

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(keep):
    return keep(published)


@pytest.fixture
def made(world):
    return world()


@pytest.fixture
def lead(client, made):
    client.force_login(made.lead)
    return client


def text(client, name, *args, **query):
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_a_notice_to_published_pairs(lead, made, run_jobs):
    assert "wait for a partner" not in text(lead, "home:home")
    join(made, "Fay Ito", "clinician")
    join(made, "Gil Roy", "manager")
    page = text(lead, "home:home")
    assert "2 people wait for a partner" in page
    address = reverse("matches:rematch", args=[made.cohort.pk])
    assert address in page
    assert "Find partners" in text(lead, "cohorts:show", made.cohort.pk)
    given_up = pair_of(made, "Amina")
    page = text(lead, "matches:rematch", made.cohort.pk, give_up=str(given_up.pk))
    assert "Joined after the pairs were made" in page
    assert page.count("checked") == 2  # the pair, and that everybody else stays
    answer = lead.post(address, {"give_up": [str(given_up.pk)], "others": "keep", "may_change": ""})
    run = MatchRun.objects.get(kind="rematch")
    assert answer.url == reverse("matches:draft", args=[made.cohort.pk, run.number])
    run_jobs()
    page = text(lead, "matches:draft", made.cohort.pk, run.number)
    for said in ("2 new pairs", "1 pair ends", "2 pairs stay as they are", "You give it up", "proven"):
        assert said in page
    one = next(iter(run.__class__.objects.get(pk=run.pk).pairs))
    assert "What each rule gives" in text(
        lead, "matches:draft_pair", made.cohort.pk, run.number, one["left"], one["right"]
    )
    page = text(lead, "matches:publish", made.cohort.pk, run.number)
    assert "4 people learn who their partner is now. Nobody else is written to." in page
    assert "has come to its end, and your new partner is" in page
    Mail.objects.all().delete()
    lead.post(reverse("matches:publish", args=[made.cohort.pk, run.number]), {"revision": "1"})
    assert Publication.objects.count() == 2
    assert Mail.objects.count() == 4
    page = text(lead, "matches:pairs", made.cohort.pk)
    assert "Ended: re-matched" in page
    assert "Together (re-match 2)" in page
    page = text(lead, "matches:draft", made.cohort.pk, run.number)
    assert "This draft is published" in page
    assert "2 pairs stay as they are" in page
    assert "wait for a partner" not in text(lead, "home:home")


def test_another_pair_is_found_by_a_name_and_what_is_ticked_stays(lead, made, monkeypatch):
    monkeypatch.setattr("kith.service.matches.web.presenters.rematch.SHOWN", 1)
    first, second = pair_of(made, "Amina"), pair_of(made, "Chen")
    address = reverse("matches:rematch", args=[made.cohort.pk])
    page = lead.get(address, {"give_up": str(first.pk)}).content.decode()
    assert str(second.pk) not in page
    said = {
        "search": "1",
        "find": "chen li",
        "give_up": [str(first.pk)],
        "others": "allow",
        "may_change": "3",
    }
    page = lead.post(address, said).content.decode()
    assert str(first.pk) in page
    assert str(second.pk) in page
    assert 'value="3"' in page
    assert not MatchRun.objects.filter(kind="rematch").exists()


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"others": "keep"}, 422),
        ({"others": "allow", "may_change": ""}, 422),
        ({"others": "allow", "may_change": "999"}, 422),
        ({"others": "allow", "may_change": "-1"}, 422),
        ({"others": "nonsense"}, 422),
        ({"others": "keep", "give_up": ["nonsense", "0" * 32]}, 422),
        ({"others": "keep", "give_up": ["01a202d0-a6fd-7fc0-8000-000000000000"]}, 422),
    ],
)
def test_nonsense_is_refused_in_words(lead, made, said, status):
    assert lead.post(reverse("matches:rematch", args=[made.cohort.pk]), said).status_code == status
    assert not MatchRun.objects.filter(kind="rematch").exists()


def test_a_pair_that_has_ended_meanwhile_is_told_at_the_list(lead, made):
    pair = pair_of(made, "Amina")
    places.withdraw(by=made.by, place=pair.left)
    said = {"others": "keep", "give_up": [str(pair.pk)]}
    answer = lead.post(reverse("matches:rematch", args=[made.cohort.pk]), said)
    assert answer.status_code == 422
    assert "together no more" in answer.content.decode()


def test_before_the_pairs_are_published_it_leads_to_the_workbench(client):
    from tests.factories.running import running

    new = running(name="Other")
    client.force_login(new.lead)
    answer = client.get(reverse("matches:rematch", args=[new.cohort.pk]))
    assert answer.url == reverse("matches:workbench", args=[new.cohort.pk])


def test_a_decision_about_a_draft_leads_back_to_what_was_asked(lead, made, run_jobs):
    fay, gil = join(made, "Fay Ito", "clinician"), join(made, "Gil Roy", "manager")
    given_up = pair_of(made, "Amina")
    address = reverse("matches:rematch", args=[made.cohort.pk])
    lead.post(address, {"others": "keep", "give_up": [str(given_up.pk)]})
    run_jobs()
    answer = lead.post(
        reverse("matches:decide", args=[made.cohort.pk, fay.pk, gil.pk, "forbid"]),
        {"reason": "They are a couple"},
    )
    assert answer.url == f"{address}?give_up={given_up.pk}"
    page = lead.get(answer.url).content.decode()
    assert "They are a couple" in page
    lead.post(address, {"others": "keep", "give_up": [str(given_up.pk)]})
    run_jobs()
    run = MatchRun.objects.filter(kind="rematch").first()
    assert (str(fay.pk), str(gil.pk)) not in {(one["left"], one["right"]) for one in run.pairs}
    two = [(one["left"], one["right"]) for one in run.pairs]
    other = {"other": ":".join(two[1]), "reason": "They asked for it"}
    assert lead.get(reverse("matches:swap", args=[made.cohort.pk, run.number, *two[0]])).status_code == 200
    lead.post(reverse("matches:swap", args=[made.cohort.pk, run.number, *two[0]]), other)
    assert Decision.objects.filter(kind="lock").count() == 2


def test_whoever_waits_reads_what_happens_now_and_says_what_they_hope_for(client, made):
    fay = join(made, "Fay Ito", "clinician")
    client.force_login(fay.person)
    page = text(client, "home:home")
    assert "You have no partner yet: what happens now" in page
    assert reverse("matches:preferences", args=[fay.pk]) in page
    page = text(client, "matches:partner", fay.pk)
    assert "You get a mail as soon as there is somebody" in page
    assert reverse("matches:preferences", args=[fay.pk]) in page
    amina = made.places["Amina"]
    client.force_login(amina.person)
    assert "You have no partner yet" not in text(client, "home:home")
    assert "You have no partner yet" not in text(client, "matches:partner", amina.pk)


def test_closing_says_who_still_waits(lead, made):
    join(made, "Fay Ito", "clinician")
    page = text(lead, "cohorts:closing", made.cohort.pk, "close")
    assert "1 person still waits for a partner" in page
    assert Pair.objects.filter(state="active").count() == len(names_of(made))


def test_the_pages_ask_as_often_for_many_as_for_one(lead, made, run_jobs):
    def asked(name, *args):
        lead.get(reverse(name, args=args))
        with CaptureQueriesContext(connection) as found:
            assert lead.get(reverse(name, args=args)).status_code == 200
        return len(found)

    def all_pages():
        lead.post(reverse("matches:rematch", args=[made.cohort.pk]), {"others": "keep"})
        run_jobs()
        run = MatchRun.objects.filter(kind="rematch").first()
        pages = ["matches:rematch", "matches:pairs", "cohorts:show"]
        return [
            *(asked(page, made.cohort.pk) for page in pages),
            asked("home:home"),
            asked("matches:draft", made.cohort.pk, run.number),
            asked("matches:publish", made.cohort.pk, run.number),
        ]

    def joined(*names):
        for name in names:
            join(made, f"{name} Clinician", "clinician")
            join(made, f"Other{name} Manager", "manager")

    joined("Una")
    one = all_pages()
    joined("Vic", "Wim")
    assert all_pages() == one


def test_in_a_closed_cohort_nothing_is_matched_anew(lead, made, run_jobs):
    join(made, "Fay Ito", "clinician")
    join(made, "Gil Roy", "manager")
    address = reverse("matches:rematch", args=[made.cohort.pk])
    lead.post(address, {"others": "keep"})
    run_jobs()
    run = MatchRun.objects.get(kind="rematch")
    closing.close_cohort(by=made.by, cohort=made.cohort)
    assert lead.post(address, {"others": "keep"}).status_code in (403, 422)
    publish = reverse("matches:publish", args=[made.cohort.pk, run.number])
    assert lead.post(publish, {"revision": "1"}).status_code in (403, 422)
    assert Publication.objects.count() == 1
    assert "wait for a partner" not in text(lead, "home:home")
    assert "Look for partners" not in text(lead, "matches:rematch", made.cohort.pk)
    client_of = made.places["Fay"].person
    lead.force_login(client_of)
    assert "what happens now" not in text(lead, "home:home")
    assert "You have no partner now" in text(lead, "matches:partner", made.places["Fay"].pk)
