"""What was published: the certificate of the matching, and who was told what. It prints as it stands."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from kith.service.core.models import MailState
from kith.service.matches.domain.exercises import queries
from kith.service.matches.domain.exercises.drafts import Drafted
from kith.service.matches.models import ExercisePublication
from kith.service.matches.web.exercises.presenters.draft import proof
from kith.service.matches.web.exercises.presenters.wording import matched_words, proof_words
from kith.service.ui.web.wording import moment

PAGE_SIZE = 100


def published_page(publication: ExercisePublication, *, page: str | None) -> dict[str, Any]:
    run = publication.run
    drafted = Drafted.of(run)
    mails = queries.mails_of(publication)
    shown = Paginator(mails, PAGE_SIZE).get_page(page)
    return {
        "exercise": run.exercise,
        "cohort": run.exercise.cohort,
        "organisation": run.exercise.organisation,
        "run": run,
        "publication": publication,
        "by": publication.published_by.name if publication.published_by else "",
        "certificate": [*_verdicts(drafted), *proof(run, drafted)],
        "mails": [
            [
                mail.to_address,
                mail.subject,
                _state(mail.state),
                moment(mail.sent_at or mail.created_at),
            ]
            for mail in shown
        ],
        "page": shown,
        "told": mails.count(),
        "on_page": publication.allotments.count(),
        "here": "programmes",
    }


def _state(state: str) -> str:
    """What has become of a mail. One that waits, or is held, has not gone."""
    return {
        MailState.SENT: _("Sent"),
        MailState.FAILED: _("Not sent"),
        MailState.BOUNCED: _("Came back"),
        MailState.WITHDRAWN: _("Withdrawn"),
    }.get(MailState(state), _("Not sent yet"))


def _verdicts(drafted: Drafted) -> list[tuple[str, str]]:
    """Valid, stable, proven: each in a line."""
    found = [
        (_("Valid"), _("Yes: every must holds. Code that shares nothing with the solver checked it")),
        (_("Matched"), matched_words(drafted)),
    ]
    stability = drafted.draft.get("stability")
    if stability is not None:
        count = len(stability["blocking"])
        found.append(
            (
                _("Stable"),
                _("Yes: no two would both rather have each other")
                if stability["stable"]
                else _("No: %(num)s would both rather have each other") % {"num": count},
            )
        )
    if stability is None or drafted.draft.get("objectives"):
        found.append((_("Best"), proof_words(drafted)))
    return found
