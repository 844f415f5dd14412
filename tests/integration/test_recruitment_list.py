"""The lead's list of applications and the page of one: filters, asking several, the file, and who sees none of it."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories import CohortRoleFactory, MembershipFactory
from tests.factories.evidence import BY, page_of, permission_of, reference_of, sent_application
from tests.factories.recruitment import ApplicationFactory, CallFactory, ChannelFactory
from tests.integration.test_query_counts import assert_constant

from kith.service.core.models import AuditEvent, Mail, MailState
from kith.service.recruitment.domain.evidence import permission_answers
from kith.service.recruitment.domain.evidence.evidence_mails import NUDGE, REFERENCE
from kith.service.recruitment.models import Application, Check, EqualityAnswer, ManagerPermission
from kith.service.recruitment.models.applications import new_reference

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return CallFactory()


@pytest.fixture
def lead(call, client):
    person = MembershipFactory(organisation=call.cohort.organisation).person
    client.force_login(person)
    return person


def address(call, view="applications"):
    return reverse(f"recruitment:{view}", args=[call.cohort_id])


def test_filters_and_search(call, lead, client):
    channel = ChannelFactory(call=call, code="news")
    waits = sent_application(call=call, name="Ada Waits", channel=channel)
    refused = sent_application(call=call, side="manager", name="Bo Refused", unmet=["time-in-post"])
    ManagerPermission.objects.filter(application=refused).update(state="refused")
    late = sent_application(call=call, name="Cy Late", late_until=timezone.now(), late_reason="Ill")
    permission_answers.waive(by=BY, permission=permission_of(late), reason="Board")
    ApplicationFactory(call=call, example="first", name="Example", person=None, email="")
    begun = ApplicationFactory(
        call=call, state="started", submitted_at=None, name="Di Begun", answers={"x": "y"}
    )
    found = {
        "": {"Ada", "Bo", "Cy", "Di"},
        "?side=manager": {"Bo"},
        "?state=started": {"Di"},
        "?needs=permission": {"Ada"},
        "?needs=refused": {"Bo"},
        "?needs=eligibility": {"Bo"},
        "?needs=late": {"Cy"},
        "?needs=received": set(),
        "?needs=checks": {"Ada", "Cy"},
        "?needs=nonsense": set(),
        "?channel=news": {"Ada"},
        "?channel=-": {"Bo", "Cy", "Di"},
        "?search=cy+la": {"Cy"},
        f"?search={waits.reference.lower()}": {"Ada"},
        f"?state=submitted&search={begun.reference}": set(),
    }
    for query, names in found.items():
        page = client.get(address(call) + query).content.decode()
        shown = {name for name in ("Ada", "Bo", "Cy", "Di", "Example") if f"{name} " in page}
        assert shown - {"Example"} == names, query
        assert "Example" not in page


def test_a_thousand_cost_what_one_costs(call, lead, client):
    def grow(first, last):
        rows = Application.objects.bulk_create(
            Application(
                call=call, side="clinician", name=f"Person {n:04}", email=f"p{n}@example.org", state="submitted",
                submitted_at=timezone.now(), reference=new_reference(),
            )
            for n in range(first, last)
        )  # fmt: skip
        ManagerPermission.objects.bulk_create(
            ManagerPermission(application=row, kind="manager_permission", asked_at=timezone.now())
            for row in rows
        )
        Check.objects.bulk_create(Check(application=row, kind="reference") for row in rows)

    assert_constant(client, address(call), grow)


def test_several_are_asked_at_once(call, lead, client):
    applications = [sent_application(call=call) for _number in range(3)]
    old = timezone.now() - timedelta(days=3)
    ManagerPermission.objects.update(asked_at=old)
    reference_of(applications[0])
    ticked = {"application": [str(applications[0].pk), "junk", str(sent_application().pk)]}
    ask = address(call, "ask_several")
    client.post(ask, {**ticked, "nudge": "1"})
    assert Mail.objects.filter(purpose=NUDGE).count() == 1
    client.post(ask, {"everybody": "permissions"})
    client.post(ask, {"everybody": "permissions"})
    assert Mail.objects.filter(purpose=NUDGE).count() == 3
    client.post(ask, {**ticked, "references": "1"})
    assert Mail.objects.filter(purpose=REFERENCE).count() == 1
    assert "Nobody was ticked" in client.post(ask, {"nudge": "1"}, follow=True).content.decode()


def test_the_file_is_harmless_audited_and_without_equality(call, lead, client):
    sent_application(call=call, name="=1+1", unmet=["time-in-post"])
    ApplicationFactory(call=call, state="started", submitted_at=None, name="Unsent")
    ApplicationFactory(call=call, state="started", submitted_at=None, opened_at=None, name="Never Opened")
    assert "Never Opened" not in client.get(address(call)).content.decode()
    assert "Never Opened" in client.get(address(call) + "?search=never").content.decode()
    EqualityAnswer.objects.create(call=call, pseudonym="p", answers={"ethnicity": "Z"})
    content = client.get(address(call, "export_applications")).content.decode("utf-8-sig")
    heads, *rows = list(csv.reader(io.StringIO(content)))
    assert heads[:3] == ["Reference", "Name", "E-mail address"]
    assert [row[1] for row in rows] == ["'=1+1"]
    assert "at least 12 months" in rows[0][9]
    assert not {"ethnic", "religion", "sexual", "disab"} & {
        word for head in heads for word in head.lower().split()
    }
    event = AuditEvent.objects.get(action="recruitment.export_applications")
    assert (event.actor_id, event.detail) == (str(lead.pk), {"rows": 1})


def test_the_page_of_one_says_all_and_the_lead_acts_on_it(call, lead, client):
    application = sent_application(call=call, name="Ada Waits", unmet=["time-in-post"])
    ManagerPermission.objects.update(answer_by=timezone.now())
    page = client.get(page_of(application)).content.decode()
    for words in ("Ada Waits", "About job_title", "Not met", "Link ran out", "Professional registration"):
        assert words in page, words
    Mail.objects.update(state=MailState.BOUNCED)
    assert "did not arrive" not in page
    assert "did not arrive" in client.get(page_of(application)).content.decode()
    ManagerPermission.objects.update(asked_at=timezone.now() - timedelta(days=40))
    kind = "manager_permission"
    client.post(page_of(application, "nudge_permission", kind))
    assert Mail.objects.filter(purpose=NUDGE).count() == 1
    client.post(
        page_of(application, "change_giver", kind),
        {"name": "Omar Haddad", "email": "omar@example.org", "position": "Deputy"},
    )
    assert Mail.objects.filter(to_address="omar@example.org").exists()
    refused = client.post(page_of(application, "waive_permission", kind), {"reason": ""})
    assert refused.status_code == 422
    assert "Say why it is not needed" in refused.content.decode()
    client.post(page_of(application, "waive_permission", kind), {"reason": "On the board"})
    assert permission_of(application).waived_by == lead
    check = application.checks.get()
    for step, sent, state in (
        ("ask_check", {}, "asked"),
        ("upload_check", {}, "received"),
        ("see_check", {}, "seen"),
        ("waive_check", {"reason": "Moved"}, "not_needed"),
    ):
        client.post(page_of(application, step, check.pk), sent)
        check.refresh_from_db()
        assert check.state == state
    client.post(page_of(application, "add_reference"), {"name": "Sue Bell", "email": "sue@example.org"})
    assert application.checks.filter(kind="reference", of_name="Sue Bell").exists()


def test_an_answer_by_another_stands_out_and_unsent_answers_stay_hidden(call, lead, client):
    application = sent_application(call=call)
    said = {"state": "given", "decided_by": "Omar Haddad", "decided_as": "Deputy", "note": "Gladly"}
    ManagerPermission.objects.update(**said)
    page = client.get(page_of(application)).content.decode()
    assert "the link was passed on" in page
    assert "Gladly" in page
    begun = ApplicationFactory(
        call=call, state="started", submitted_at=None, answers={"motivation": "Secret"}
    )
    page = client.get(page_of(begun)).content.decode()
    assert "Secret" not in page
    assert "Nobody sees them" in page


def test_whose_name_is_seen_by_nobody_but_those_who_run_it(call, client):
    application = sent_application(call=call, name="Ada Waits")
    for role in ("viewer", "evaluator", "reviewer", "interviewer"):
        client.force_login(CohortRoleFactory(cohort=call.cohort, role=role).person)
        for place in (address(call), address(call, "export_applications"), page_of(application)):
            answer = client.get(place)
            assert answer.status_code == 403
            assert "Ada" not in answer.content.decode()


def test_the_leads_home_says_what_has_gone_quiet(call, lead, client):
    applications = [sent_application(call=call) for _number in range(3)]
    assert "waiting since" not in client.get(reverse("home:home")).content.decode()
    oldest = timezone.now() - timedelta(days=9)
    ManagerPermission.objects.update(asked_at=oldest)
    ManagerPermission.objects.filter(application=applications[2]).update(state="refused")
    Check.objects.filter(application=applications[0]).update(state="received")
    page = client.get(reverse("home:home")).content.decode()
    assert f"2 managers’ permissions are waiting since {oldest.day} " in page
    assert "1 manager has said no" in page
    assert "1 reference or check has come" in page
    assert f"{address(call)}?needs=permission" in page
    Mail.objects.update(state=MailState.SENT)


def test_without_a_call_the_page_says_so(client):
    membership = MembershipFactory()
    client.force_login(membership.person)
    role = CohortRoleFactory(cohort__organisation=membership.organisation)
    page = client.get(reverse("recruitment:applications", args=[role.cohort_id]))
    assert "no call yet" in page.content.decode()
