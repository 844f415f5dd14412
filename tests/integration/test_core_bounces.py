"""Reports that come back to the bounce mailbox."""

import io
import sys
from uuid import uuid4

import pytest
from django.core.management import call_command
from tests.factories import MailFactory

from kith.service.core.models import MailState

# As in RFC 3464, appendix E: a failure for one of several receivers.
REPORT = """\
From: Mail Delivery Subsystem <MAILER-DAEMON@hospital.example>
To: bounces@kith.example
Subject: Returned mail
MIME-Version: 1.0
Content-Type: multipart/{kind}; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain

The message could not be delivered.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.hospital.example

Final-Recipient: rfc822; a.nurse@hospital.example
Action: failed
Status: {status}

--x
Content-Type: text/rfc822-headers

Message-ID: <{id}@kith.example>
Subject: Your place
--x--
"""


def pipe(monkeypatch, mail_id, status="5.1.1", kind="report"):
    content = REPORT.format(id=mail_id, status=status, kind=kind).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    call_command("bounce")


@pytest.mark.django_db
def test_a_report_marks_the_mail_it_is_about(monkeypatch, capsys):
    mail = MailFactory(state=MailState.SENT)
    pipe(monkeypatch, mail.pk)
    mail.refresh_from_db()
    assert (mail.state, mail.failure_code) == (MailState.BOUNCED, "core.mail.address_refused")
    assert capsys.readouterr().out == f"{mail.pk} is marked as bounced.\n"


@pytest.mark.django_db
@pytest.mark.parametrize("report", [{"status": "4.2.2"}, {"kind": "mixed"}])
def test_a_delay_or_an_ordinary_mail_marks_nothing(monkeypatch, capsys, report):
    mail = MailFactory(state=MailState.SENT)
    pipe(monkeypatch, mail.pk, **report)
    mail.refresh_from_db()
    assert mail.state == MailState.SENT
    assert capsys.readouterr().out == "This is about no message of ours.\n"


@pytest.mark.django_db
def test_a_report_of_no_mail_or_of_one_not_sent_marks_nothing(monkeypatch):
    queued = MailFactory(state=MailState.QUEUED)
    for mail_id in (uuid4(), queued.pk, "not-an-id", "-" * 36):
        pipe(monkeypatch, mail_id)
    queued.refresh_from_db()
    assert queued.state == MailState.QUEUED
