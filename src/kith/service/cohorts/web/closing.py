"""What a step at a cohort's end will do, in sentences, before anybody does it."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.service.cohorts.domain.closing import READING_DAYS, Step, consequences_of, steps_from
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.outbox import UNSENT
from kith.service.core.domain.policies import thresholds
from kith.service.core.models import Mail
from kith.service.ui.web.wording import day


def closing_links(cohort: Cohort) -> list[dict[str, str]]:
    """What can be done with the cohort as it is, for those who manage it."""
    words = {
        Step.CLOSE: (_("Close this cohort"), _("When it is over: nothing more is opened, sent or matched")),
        Step.REOPEN: (_("Reopen this cohort"), _("Go on where it was")),
        Step.ARCHIVE: (_("Archive this cohort"), _("It leaves everybody’s lists and can only be read")),
        Step.UNARCHIVE: (_("Take it out of the archive"), _("Back on the lists, closed as it was")),
    }
    return [
        {
            "title": words[step][0],
            "href": reverse("cohorts:closing", args=[cohort.pk, step.value]),
            "text": words[step][1],
        }
        for step in steps_from(cohort)
    ]


def state_words(cohort: Cohort) -> str:
    """One sentence on top of every page of a cohort that is not open; nothing for one that is."""
    if cohort.is_open:
        return ""
    if cohort.archived_at is not None:
        return _("Archived on %(day)s. It can only be read.") % {"day": day(cohort.archived_at)}
    return _("Closed on %(day)s. Nothing more is opened, sent, matched or changed.") % {
        "day": day(cohort.closed_at) if cohort.closed_at else "–"
    }


def what_happens(cohort: Cohort, step: Step) -> list[str]:
    """Everything that a step does, the questionnaires and the matching of this cohort in the middle."""
    first, last = {
        Step.CLOSE: _on_closing,
        Step.REOPEN: _on_reopening,
        Step.ARCHIVE: _on_archiving,
        Step.UNARCHIVE: _on_unarchiving,
    }[step](cohort)
    return [*first, *consequences_of(cohort, step), *last]


Sentences = tuple[list[str], list[str]]


def _on_closing(cohort: Cohort) -> Sentences:
    unsent = Mail.objects.filter(cohort_id=cohort.pk, state__in=UNSENT).count()
    mails = (
        ngettext(
            "%(num)s message that has not gone will never be sent.",
            "%(num)s messages that have not gone will never be sent.",
            unsent,
        )
        % {"num": unsent}
        if unsent
        else _("No message waits to be sent, and none will be.")
    )
    return [
        _("Nothing more is opened, sent, matched or changed in this cohort."),
        mails,
    ], [
        _("Personal links stop working. Whoever opens one is told to sign in instead."),
        _("People who take part keep reading where they are and the published report, signed in.")
        if definition_of(cohort).grouping
        else _("People who take part keep reading who their partner is and the published report, signed in."),
        _("They can still change what may be done with their answers."),
        _("You can still make and publish the report, and say who may see the cohort."),
        _kept(cohort),
        _("You can reopen it."),
    ]


def _kept(cohort: Cohort) -> str:
    return _(
        "People, pairs, answers and reports are kept as long as the cohort is kept; sent messages for %(days)s days."
    ) % {"days": thresholds(cohort.organisation)["retention.mail_days"]}


def _on_reopening(cohort: Cohort) -> Sentences:
    return [_("Everything can be changed again, and what is planned happens on its day.")], [
        _("Personal links work again until their last day."),
        _("Messages that were withdrawn stay withdrawn. Whoever had not been invited can be invited again."),
    ]


def _on_archiving(cohort: Cohort) -> Sentences:
    days = thresholds(cohort.organisation)[READING_DAYS]
    until = day((timezone.now() + timedelta(days=days)).date())
    return [_("It leaves everybody’s home and lists, and is found under “Archived”.")], [
        (
            _(
                "People who took part can read where they were and the report until %(day)s, and then no longer."
            )
            if definition_of(cohort).grouping
            else _(
                "People who took part can read their partner and the report until %(day)s, and then no longer."
            )
        )
        % {"day": until},
        _("Leads, evaluators and viewers can open and read it. No report can be made or published."),
        _kept(cohort),
        _("You can take it out of the archive."),
    ]


def _on_unarchiving(cohort: Cohort) -> Sentences:
    return [_("It stands on everybody’s lists again, closed as it was.")], [
        _("People who took part can read where they were and the report again.")
        if definition_of(cohort).grouping
        else _("People who took part can read their partner and the report again."),
    ]
