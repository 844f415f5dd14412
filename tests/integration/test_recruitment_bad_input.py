"""What people, programs and accidents send that no form expects: each has one answer, and nothing is lost."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.factories import CohortFactory, MembershipFactory, PlaceFactory
from tests.factories.applying import address, fill_in, secret_of, started
from tests.factories.evidence import link_to, permission_of, reference_of, sent_application
from tests.factories.recruitment import ApplicationFactory, CallFactory
from tests.factories.running import running
from tests.integration.whole_applying import APPLYING
from tests.integration.whole_selection import SELECTION

from kith.foundation.faults import KithError
from kith.service.cohorts.domain.closing import close_cohort, reopen_cohort
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import issue_link
from kith.service.core.domain.permissions import Role
from kith.service.core.domain.tick import _registry
from kith.service.core.log_secrets import HideSecrets
from kith.service.core.models import LinkPurpose, Mail, StoredFile
from kith.service.recruitment.domain.applying import applying
from kith.service.recruitment.domain.calling.closing import closing_words
from kith.service.recruitment.domain.selecting import offers
from kith.service.recruitment.models import Application, Call, ManagerPermission, Offer, Waiting
from kith.service.ui.web.wording import moment

pytestmark = pytest.mark.django_db
BY = Actor.system("tests")

CLOSED: dict[str, str] = {
    "withdraw_call": "Takes something off the public pages and asks nothing of anybody.",
    "end_channel": "Takes an address off the public pages.",
    "drop_changes": "What somebody wrote and did not send, they can always take back.",
    "withdraw_application": "Whoever applied can always take it back.",
    "end_reviewer": "Whoever should no longer read must be kept out at any time.",
}
"""What of calls, applying and selection still works when a cohort is closed, and why."""
OTHER_WORDS = {
    "start_application": "recruitment.not_open_now",
    "send_application": "recruitment.closed",
}
"""Applicants are told that the call has closed: that is what a cohort's end is to them."""


def test_nothing_is_written_in_a_closed_cohort():
    made = running(people=())
    assert set(CLOSED) <= set(APPLYING) | set(SELECTION)
    for name, action in {**APPLYING, **SELECTION}.items():
        undo = transaction.savepoint()
        call = action.make(made)
        close_cohort(by=made.by, cohort=made.cohort)
        if name in CLOSED:
            call()
        else:
            with pytest.raises(KithError) as refused:
                call()
            assert [fault.code for fault in refused.value.faults] == [
                OTHER_WORDS.get(name, "cohorts.not_open")
            ], name
        transaction.savepoint_rollback(undo)
        made.cohort.refresh_from_db()


def test_no_tick_and_no_public_page_goes_on_in_a_closed_cohort():
    cohort = CohortFactory()
    call = CallFactory(cohort=cohort)
    now = timezone.now()
    row = ApplicationFactory(call=call, state="offered", permitted_at=now)
    Offer.objects.create(application=row, expires_at=now - timedelta(days=1))
    started(call)
    secret = secret_of(row)
    close_cohort(by=BY, cohort=cohort)
    before = Mail.objects.count()
    for name, due in _registry.items():
        if name.startswith("recruitment."):
            due(now + timedelta(hours=1))
    row.refresh_from_db()
    assert (row.state, Mail.objects.count()) == ("offered", before)
    client = Client()
    page = client.get(reverse("recruitment:call", args=[call.address]))
    assert page.status_code == 200
    said = " ".join(page.content.decode().split())
    assert "This call is closed. It was open until" in said
    assert closing_words(Call.objects.get()) == moment(Call.objects.get().cohort.closed_at, cohort.time_zone)
    assert call.address not in client.get(reverse("recruitment:calls")).content.decode()
    apply = reverse("recruitment:apply", args=[call.address, "clinician"])
    assert client.post(apply, {"name": "A", "email": "a@example.org"}).status_code == 302
    assert client.get(address(secret)).status_code == 200
    reopen_cohort(by=BY, cohort=cohort)
    assert offers.expire_due(now) == 1


def test_letters_that_no_database_takes_are_refused_at_their_field():
    """PostgreSQL keeps no NUL; a form of a browser sends none, a program does."""
    application = started()
    client, secret = Client(), secret_of(application)
    assert client.post(address(secret, "why"), {"why": "a\0b"}).status_code in (302, 422)
    application.refresh_from_db()
    assert "\0" not in str(application.answers)
    sent = sent_application(call=application.call)
    asked = link_to(permission_of(sent))[1]
    bad = {"is_given": "yes", "name": "Jo Ray\0", "position": "Chief", "note": "x\0", "confirm": "1"}
    for given in (bad, bad | {"name": "Jo Ray"}, bad | {"is_given": "maybe", "note": ""}):
        assert client.post(asked, given).status_code == 422
    assert permission_of(sent).state == ManagerPermission.State.WAITING
    giver = address(secret, "who-permits.manager_permission")
    assert client.post(giver, {"name": "a\0", "email": "b\0@example.org", "position": "c"}).status_code == 422
    lead = MembershipFactory(organisation=application.call.cohort.organisation, role=Role.LEAD).person
    client.force_login(lead)
    cohort = application.call.cohort_id
    pages = [
        reverse(f"recruitment:{name}", args=[cohort]) for name in ("applications", "selection", "funnel")
    ]
    for query in ("search", "state", "channel", "needs", "side", "page", "by"):
        assert {client.get(f"{page}?{query}=%00").status_code for page in pages} == {200}


def test_a_document_is_what_it_holds_and_is_kept_under_a_harmless_name():
    asked = link_to(reference_of(sent_application(), state="asked"))[1]
    client = Client()
    page = SimpleUploadedFile("reference.pdf", b"<html><script>alert(1)</script></html>")
    assert client.post(asked, {"file": page}).status_code == 422
    for name in ("../../../etc/passwd.pdf", "C:\\\\x\\reference.pdf", "a\nb.pdf"):
        assert client.post(asked, {"file": SimpleUploadedFile(name, b"%PDF-1.7 x")}).status_code == 302
        kept = StoredFile.objects.get(delete_after=None)
        assert not {"/", "\\", "\n", "\0"} & set(kept.name)


def test_a_name_with_a_line_break_makes_no_header_and_one_with_a_link_no_link():
    call = CallFactory()
    apply = reverse("recruitment:apply", args=[call.address, "clinician"])
    given = {"name": "Eve\nBcc: all@example.org <b>{link}</b>", "email": "eve@example.org"}
    assert Client().post(apply, given).status_code == 200
    row = Application.objects.get()
    assert "\n" not in row.name
    assert "\n" not in Mail.objects.get().subject
    page = Client().get(address(secret_of(row))).content.decode()
    assert "<b>{link}" not in page
    assert Client().post(apply, given | {"name": "x" * 5000}).status_code == 422


def test_a_link_opens_the_page_it_was_made_for_and_no_browser_keeps_it():
    sent = sent_application()
    expires = timezone.now() + timedelta(days=2)
    rows = {
        LinkPurpose.APPLY: sent,
        LinkPurpose.GIVE_PERMISSION: permission_of(sent),
        LinkPurpose.GIVE_REFERENCE: reference_of(sent, state="asked"),
    }
    client = Client()
    found = {
        purpose: issue_link(purpose=purpose, subject=row, person_id=None, expires=expires)[1]
        for purpose, row in rows.items()
    }
    for purpose, path in found.items():
        answer = client.get(path)
        assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
        assert answer["Referrer-Policy"] == "same-origin"
        secret = path.strip("/").split("/")[-1]
        for other in set(found) - {purpose}:
            wrong = found[other].replace(found[other].strip("/").split("/")[-1], secret)
            assert client.get(wrong).status_code == 404


def test_a_log_does_not_open_anything(caplog):
    with caplog.at_level(logging.WARNING):
        Client().post(address(secret_of(started()), "check-answers"))
    assert any("/application/" in record.getMessage() for record in caplog.records)
    for record in caplog.records:
        HideSecrets().filter(record)
    assert {record.getMessage() for record in caplog.records} >= {
        "Unprocessable Entity: /application/(secret)/check-answers/"
    }


def test_who_has_a_place_on_the_other_side_keeps_it_and_frees_the_one_on_offer():
    starts = timezone.localdate() + timedelta(days=90)
    sides = {"clinician": {"min": 1, "max": 1}, "manager": {"min": 1, "max": 1}}
    call = CallFactory(cohort=CohortFactory(sides=sides, starts_on=starts, ends_on=starts))
    now = timezone.now()
    first = ApplicationFactory(call=call, state="shortlisted", shortlisted_at=now, permitted_at=now)
    second = ApplicationFactory(call=call, state="waiting", shortlisted_at=now, permitted_at=now)
    Waiting.objects.create(application=second, rank=1)
    offers.make_offers(by=BY, call=call, applications=[first], reason="x")
    place = PlaceFactory(cohort=call.cohort, person=first.person, side="manager", state="confirmed")
    assert offers.accept_offer(by=BY, application=first) == place
    assert dict(Application.objects.values_list("pk", "state")) == {
        first.pk: "accepted",
        second.pk: "offered",
    }


def test_an_old_screen_posted_after_sending_and_after_a_decision():
    """The back button: what was sent stands; a change waits beside it while it may; then it is refused."""
    application = started()
    fill_in(application)
    applying.send(by=BY, application=application)
    sent = Application.objects.get().answers
    client, secret = Client(), secret_of(application)
    assert client.post(address(secret, "why"), {"why": "From the old screen"}).status_code == 302
    row = Application.objects.get()
    assert (row.answers, row.changes["why"]) == (sent, "From the old screen")
    Application.objects.update(state="shortlisted")
    for step in ("why", "check-answers", "who-permits.manager_permission"):
        given = {"why": "Too late", "name": "A B", "email": "ab@example.org", "position": "c"}
        assert client.post(address(secret, step), given).status_code in (302, 410, 422), step
    row.refresh_from_db()
    assert (row.answers, row.state) == (sent, "shortlisted")


def test_with_thousands_of_starts_another_costs_what_the_first_did(django_assert_max_num_queries):
    call = CallFactory()
    apply = reverse("recruitment:apply", args=[call.address, "clinician"])
    with CaptureQueriesContext(connection) as first:
        Client().post(apply, {"name": "A", "email": "first@example.org"})
    Application.objects.bulk_create(
        Application(call=call, side="clinician", email=f"p{n}@example.org", name="P", reference=f"R{n:07}")
        for n in range(2_000)
    )
    with django_assert_max_num_queries(len(first)):
        assert Client().post(apply, {"name": "A", "email": "new@example.org"}).status_code == 200
    assert Mail.objects.filter(to_address="new@example.org").count() == 1
