"""The mails of a cohort."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from kith.service.cohorts.models import Cohort
from kith.service.core.domain.outbox import PurposeCount
from kith.service.ui.web.addresses import addresses
from kith.service.ui.web.cells import link, state_tag
from kith.service.ui.web.wording import moment

MAIL_TONES = {
    "draft": "new",
    "held": "waiting",
    "queued": "now",
    "sending": "now",
    "sent": "done",
    "failed": "late",
    "bounced": "late",
    "withdrawn": "stopped",
}


def mail_states() -> dict[str, str]:
    return {
        "draft": _("Draft"),
        "held": _("Held"),
        "queued": _("Waiting to be sent"),
        "sending": _("Being sent"),
        "sent": _("Sent"),
        "failed": _("Failed"),
        "bounced": _("Came back"),
        "withdrawn": _("Withdrawn"),
    }


def mail_rows(cohort: Cohort, page: Iterable[Any]) -> list[list[Any]]:
    states = {state: state_tag(MAIL_TONES[state], said) for state, said in mail_states().items()}
    address = addresses("cohorts:message", cohort.pk)
    return [
        [
            mail.to_address,
            link(address(mail.pk), mail.subject, called),
            states[mail.state],
            moment(mail.sent_at or mail.send_after, cohort.time_zone),
        ]
        for mail, called in _told_apart(page)
    ]


def _told_apart(page: Iterable[Any]) -> Iterable[tuple[Any, str]]:
    """Each mail with the rest of its link's name: its address, numbered where one got several of the same subject."""
    seen: Counter[tuple[str, str]] = Counter()
    for mail in page:
        seen[mail.subject, mail.to_address] += 1
        number = seen[mail.subject, mail.to_address]
        yield mail, mail.to_address if number == 1 else f"{mail.to_address}, {number}"


def confidential_rows(counts: Iterable[PurposeCount]) -> list[list[Any]]:
    states = mail_states()
    names = {"surveys.reminder": _("Reminders to answer a questionnaire")}
    return [[names.get(one.purpose, one.purpose), states[one.state], one.count] for one in counts]
