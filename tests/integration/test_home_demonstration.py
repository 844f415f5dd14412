"""The demonstration loads, everybody in it sees what is theirs, and it is shut off where something real lives."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from tests.factories import OrganisationFactory

from kith.service.cohorts.models import Cohort
from kith.service.core.models import Organisation
from kith.service.matches.models import Exercise
from kith.service.people.models import DemoPersona
from kith.service.reports.domain.planning.reading import kept_in
from kith.service.surveys.models import QuestionnaireVersion


def sign_in_as(client, label):
    persona = next(one for one in DemoPersona.objects.all() if one.label.startswith(label))
    client.post(reverse("people:demo"), {"persona": str(persona.pk)})


@pytest.mark.django_db
def test_every_persona_has_a_home_and_loading_twice_changes_nothing(client, settings):
    """One test: the demonstration takes many seconds to load."""
    settings.ENVIRONMENT = "test-demo"
    call_command("demonstration", verbosity=0)
    counts = (Organisation.objects.count(), Cohort.objects.count(), Exercise.objects.count())
    call_command("demonstration", verbosity=0)
    assert (Organisation.objects.count(), Cohort.objects.count(), Exercise.objects.count()) == counts
    seen = {}
    for label in (
        "Programme lead",
        "Deputy",
        "Clinician",
        "Manager",
        "Evaluator",
        "Administrator",
        "Viewer",
        "Stranger",
        "Applicant",
        "Reviewer",
        "Panel member",
        "Mentor",
        "Confidential contact",
        "Alumnus",
        "Clinician who reads Chinese",
    ):
        sign_in_as(client, label)
        answer = client.get("/")
        assert answer.status_code == 200, label
        seen[label] = answer.content.decode()
    alder = Cohort.objects.get(name="Alder")
    kept = kept_in(alder)
    assert (kept.was_before, len(kept.recorded)) == (True, 1)
    assert [one.number for one in QuestionnaireVersion.objects.all()] == [1]
    told = alder.reports.get().page
    assert "1, listed below." in told, "what was recorded, and nothing that Kith made up"
    assert "GBP 4,540" in told
    assert "Alder" in seen["Programme lead"]
    assert "Cedar" in seen["Deputy"]
    assert "Alder" not in seen["Deputy"]
    assert "Your partner is" in seen["Clinician"]
    assert "Alder" not in seen["Stranger"]
    assert "Your application" in seen["Applicant"]
    assert "Judge 3 applications" in seen["Reviewer"]
    assert "Judge " in seen["Panel member"]
    assert "You mentor " in seen["Mentor"]
    assert "1 person has written to you in confidence" in seen["Confidential contact"]
    assert "Ward and Office Forum" in seen["Alumnus"]
    assert "结对学习" in seen["Clinician who reads Chinese"]
    for said in ("1 pair has not met for 42 days or more", "2 people wait for a partner"):
        assert said in seen["Programme lead"]
    assert "Hazel" not in seen["Stranger"]
    assert "Hazel" not in seen["Applicant"]
    matchings_are_worked_out(client)
    time_passes_for_a_call(client)
    the_pairs_meet(client)


def matchings_are_worked_out(client):
    """The lead finds them from the organisation's page, each with a draft."""
    sign_in_as(client, "Programme lead")
    organisation = Organisation.objects.get(slug="northern-vale")
    page = client.get(reverse("home:organisation", args=[organisation.slug])).content.decode()
    assert reverse("matches:exercises") in page
    listed = client.get(reverse("matches:exercises")).content.decode()
    for name in ("Action-learning sets, spring", "Global health placements", "Rotation posts, August"):
        assert name in listed
        run = Exercise.objects.get(name=name).runs.get()
        assert run.draft["groups"]
        assert client.get(reverse("matches:exercise_run", args=[run.exercise_id, 1])).status_code == 200


def time_passes_for_a_call(client):
    """The lead lets people apply, judge and choose times."""
    sign_in_as(client, "Programme lead")
    fir, hazel = Cohort.objects.get(name="Fir"), Cohort.objects.get(name="Hazel")
    for view, cohort, said in (
        ("demo_apply", fir, "16 invented people apply, and their managers agree."),
        ("demo_judge", hazel, "reviews are sent."),
        ("demo_applicants_answer", hazel, "choose a time or answer an offer."),
    ):
        answer = client.post(reverse(f"home:{view}", args=[cohort.pk]), follow=True)
        assert said in answer.content.decode(), view


def the_pairs_meet(client):
    """Those who go on meet and sign; who fades or pauses does not. The second time there is nothing left to do."""
    address = reverse("home:demo_meet", args=[Cohort.objects.get(name="Birch").pk])
    for said in ("Meetings: 12. Signatures: 2.", "Meetings: 0. Signatures: 0."):
        assert said in client.post(address, follow=True).content.decode()


@pytest.mark.django_db
def test_it_is_never_loaded_beside_a_real_organisation(settings):
    settings.ENVIRONMENT = "test-demo"
    OrganisationFactory()
    with pytest.raises(SystemExit):
        call_command("demonstration", verbosity=0)
    assert Cohort.objects.count() == 0


@pytest.mark.django_db
def test_it_is_shut_off_outside_development(settings):
    settings.ENVIRONMENT = "production"
    with pytest.raises(SystemExit):
        call_command("demonstration", verbosity=0)
    assert Organisation.objects.count() == 0
