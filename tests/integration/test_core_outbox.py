"""Mail as rows: queued once, held, withdrawn, counted, and never a secret that a lead could read."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories import MailFactory, OrganisationFactory, PersonFactory, PlaceFactory

from kith.foundation.faults import KithError
from kith.service.core.domain import outbox
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import LinkWanted
from kith.service.core.domain.mail_text import html, preview
from kith.service.core.models import AuditEvent, LinkPurpose, Mail, MailState

BY = Actor.system("test")
pytestmark = pytest.mark.django_db


def queue(organisation, **changed):
    wanted = {
        "by": BY,
        "organisation": organisation,
        "purpose": "cohorts.invitation",
        "subject": "Your place",
        "body": "Dear all,\n\ncome.",
        "once_key": "invitation:1",
        "address": "a.nurse@example.org",
    }
    return outbox.queue_mail(**(wanted | changed))


def test_the_same_occasion_twice_is_one_mail():
    organisation = OrganisationFactory()
    first = queue(organisation)
    assert queue(organisation, subject="Other words") == first
    assert Mail.objects.get().subject == "Your place"
    assert AuditEvent.objects.get().detail == {"purpose": "cohorts.invitation", "state": "queued"}


def test_a_mail_goes_to_the_person_in_their_language():
    person = PersonFactory(language="zh-hans")
    mail = queue(OrganisationFactory(), person=person, address=None)
    assert (mail.to_address, mail.language) == (person.email, "zh-hans")


def test_a_heading_cannot_smuggle_a_second_header_in():
    assert (
        queue(OrganisationFactory(), subject="Hello\r\nBcc: all@example.org").subject
        == "Hello Bcc: all@example.org"
    )


def test_nobody_to_send_to_is_said():
    with pytest.raises(KithError) as refused:
        queue(OrganisationFactory(), address="")
    assert [fault.code for fault in refused.value.faults] == ["core.mail.no_address"]
    assert not Mail.objects.exists()


def test_a_link_and_its_place_in_the_text_belong_together():
    with pytest.raises(ValueError, match="link"):
        queue(OrganisationFactory(), body="Open {link}")


def test_hold_release_withdraw_and_what_they_refuse():
    mail = queue(OrganisationFactory())
    assert outbox.hold(by=BY, mail=mail).state == MailState.HELD
    assert outbox.release(by=BY, mail=mail).state == MailState.QUEUED
    assert outbox.withdraw(by=BY, mail=mail).state == MailState.WITHDRAWN
    for action in (outbox.hold, outbox.release, outbox.withdraw, outbox.send_again, outbox.record_bounce):
        with pytest.raises(KithError) as refused:
            action(by=BY, mail=mail)
        assert refused.value.faults[0].params == {"state": "withdrawn"}
    assert [event.action for event in AuditEvent.objects.order_by("id")] == [
        "core.mail.queue",
        "core.mail.hold",
        "core.mail.release",
        "core.mail.withdraw",
    ]


def test_a_mail_on_its_way_cannot_be_withdrawn():
    mail = MailFactory(state=MailState.SENDING)
    with pytest.raises(KithError):
        outbox.withdraw(by=BY, mail=mail)
    mail.refresh_from_db()
    assert mail.state == MailState.SENDING


def test_a_bounced_mail_may_be_sent_again_from_the_start():
    mail = MailFactory(state=MailState.SENT, attempts=3)
    assert outbox.record_bounce(by=BY, mail=mail).failure_code == "core.mail.address_refused"
    again = outbox.send_again(by=BY, mail=mail)
    assert (again.state, again.attempts, again.failure_code) == (MailState.QUEUED, 0, "")


def test_drafts_are_released_together():
    organisation = OrganisationFactory()
    for state in (MailState.DRAFT, MailState.HELD, MailState.SENT):
        MailFactory(organisation=organisation, state=state)
    assert outbox.release_held(by=BY, mails=Mail.objects.filter(organisation=organisation)) == 2
    assert sorted(Mail.objects.values_list("state", flat=True)) == ["queued", "queued", "sent"]


def test_giving_up_a_place_withdraws_the_mails_that_would_open_it():
    place = PlaceFactory()
    link = LinkWanted.to(place, purpose=LinkPurpose.CONFIRM_PLACE, expires=timezone.now() + timedelta(days=7))
    mail = queue(place.cohort.organisation, body="Open {link}", link=link)
    other = queue(place.cohort.organisation, once_key="other")
    assert outbox.withdraw_unsent(by=BY, subject=place) == 1
    assert set(Mail.objects.values_list("id", "state")) == {(mail.pk, "withdrawn"), (other.pk, "queued")}


def test_a_lead_sees_words_in_the_place_of_the_personal_address():
    place = PlaceFactory()
    link = LinkWanted.to(place, purpose=LinkPurpose.CONFIRM_PLACE, expires=timezone.now())
    mail = queue(place.cohort.organisation, body="Open {link} today", link=link)
    assert preview(mail).text == "Open [a personal link is put here when the message is sent] today"


def test_a_test_goes_to_the_asker_without_any_link():
    lead = PersonFactory()
    mail = outbox.send_test(
        by=Actor.of_person(lead),
        organisation=OrganisationFactory(),
        purpose="surveys.invitation",
        subject="Please answer",
        body="Open {link}",
        language="en",
    )
    assert (mail.to_address, mail.link_wanted, mail.purpose) == (lead.email, None, "core.test")
    assert mail.body == "Open [a personal link is put here when the message is sent]"


def test_leads_see_confidential_mails_only_as_counts(django_assert_num_queries):
    organisation = OrganisationFactory()
    seen = MailFactory(organisation=organisation)
    MailFactory(organisation=organisation, purpose="surveys.reminder", is_confidential=True)
    MailFactory(
        organisation=organisation, purpose="surveys.reminder", is_confidential=True, state=MailState.SENT
    )
    MailFactory(is_confidential=True)
    assert list(outbox.visible_mails(organisation)) == [seen]
    with django_assert_num_queries(1):
        assert outbox.confidential_counts(organisation) == (
            outbox.PurposeCount("surveys.reminder", MailState.QUEUED, 1),
            outbox.PurposeCount("surveys.reminder", MailState.SENT, 1),
        )


def test_text_becomes_paragraphs_and_addresses_links_and_nothing_else():
    made = html(
        "Dear <b>A&B</b>,\nopen https://kith.example/l/x/?a=1&b=2.\n\nThank you", title="T", language="en"
    )
    assert made == (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>T</title></head><body>\n'
        "<p>Dear &lt;b&gt;A&amp;B&lt;/b&gt;,<br>\n"
        'open <a href="https://kith.example/l/x/?a=1&amp;b=2">https://kith.example/l/x/?a=1&amp;b=2</a>.</p>\n'
        "<p>Thank you</p>\n</body></html>\n"
    )
