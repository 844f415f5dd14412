"""What a lead sees of reviewing: loads, calibration, agreement; and what was said about one application."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission
from kith.service.recruitment import bridge
from kith.service.recruitment.domain.reviewing import review_queries
from kith.service.recruitment.domain.selecting.ranking import panels_of
from kith.service.recruitment.models import Application, Call, Review, Reviewer
from kith.service.recruitment.web.sections import Section
from kith.service.ui.web.tables import tag_html

MOST_UNFILLED = 5
"""Said after sharing out; the rest stand in the list of applications."""
GOOD, FAIR = 0.8, 0.667
"""Krippendorff (2004, p. 241): rely on 0.800 and above; between 0.667 and 0.800 only tentatively."""


def reviewers(call: Call) -> dict[str, Any]:
    cohort = call.cohort
    loads = review_queries.workloads(call)
    waiting = call.applications.filter(example="", state=Application.State.SUBMITTED)
    given = Review.objects.filter(application__call=call, application__example="", kind=Review.Kind.PAPER)
    lacking = (
        waiting.count() * call.reviewers_each
        - given.filter(application__in=waiting).exclude(state=Review.State.CONFLICT).count()
    )
    return {
        "cohort": cohort,
        "call": call,
        "loads": [_load_row(cohort, load) for load in loads],
        "lacking": max(0, lacking),
        "calibration": _calibration(call),
        "agreement": _agreement(call),
        "here": "programmes",
    }


def _load_row(cohort: Cohort, load: review_queries.Workload) -> list[Any]:
    knows = ", ".join(load.reviewer.specialities) or "–"
    return [
        load.reviewer.person.name,
        knows,
        load.given,
        load.done,
        tag_html("waiting", _("%(num)s to score") % {"num": load.examples_due})
        if load.examples_due
        else tag_html("done", _("Done")),
        load.stood_down,
        Markup(
            '<a class="nhsuk-link" href="{}">{}<span class="nhsuk-u-visually-hidden"> {}</span></a>'
        ).format(
            reverse("recruitment:end_reviewer", args=[cohort.pk, load.reviewer.pk]),
            _("End"),
            load.reviewer.person.name,
        ),
    ]


def _calibration(call: Call) -> list[dict[str, Any]]:
    """Each example with what was given on each criterion, so that the lead sees who should talk."""
    definition, language = definition_of(call.cohort), get_language() or "en"
    selection = definition.selection
    if selection is None:
        return []
    names = {one.key: one.name.in_language(language) for one in selection.criteria}
    titles = {one.key: one.title.in_language(language) for one in selection.examples}
    return [
        {
            "title": titles.get(one.example, one.example),
            "rows": [
                [
                    names.get(key, key),
                    ", ".join(map(str, points)),
                    tag_html("late", _("apart")) if points[-1] - points[0] > 1 else _("close"),
                ]
                for key, points in one.scores.items()
            ],
        }
        for one in review_queries.calibration(call)
    ]


def _agreement(call: Call) -> list[tuple[str, list[list[Any]]]]:
    """Agreement on each criterion, of written reviews and of interviews, over all that two or more judged."""
    selection = definition_of(call.cohort).selection
    if selection is None:
        return []
    language = get_language() or "en"
    names = {one.key: one.name.in_language(language) for one in selection.criteria}
    captions = {
        Review.Kind.PAPER: _("How far reviewers agree"),
        Review.Kind.INTERVIEW: _("How far panels agree"),
    }
    return [
        (
            caption,
            [
                [
                    names.get(one.criterion, one.criterion) if one.criterion else _("All together"),
                    one.applicants,
                    _agreement_words(one),
                ]
                for one in result.agreement
            ],
        )
        for kind, caption in captions.items()
        for result in panels_of(call, kind)
    ]


def _agreement_words(one: bridge.Agreement) -> str:
    if one.alpha is None:
        return _("cannot be told yet")
    value = one.alpha.value
    said = (
        _("good")
        if value >= GOOD
        else _("fair")
        if value >= FAIR
        else _("low: talk about what the anchors mean")
    )
    return _("%(alpha)s, %(said)s") % {"alpha": f"{value:.2f}", "said": said}


def end(cohort: Cohort, reviewer: Reviewer) -> dict[str, Any]:
    return {
        "cohort": cohort,
        "title": _("%(name)s judges no more?") % {"name": reviewer.person.name},
        "what_happens": [
            _("What they have sent stays and counts."),
            _("What they have not sent is free. Share out again to give it to others."),
        ],
        "button": _("End their part"),
        "cancel_href": reverse("recruitment:reviewers", args=[cohort.pk]),
        "is_dangerous": True,
        "here": "programmes",
    }


def reviews_section(application: Application, held: frozenset[Permission]) -> Section | None:
    """What was said about one application, for those who choose."""
    if Permission.SELECT not in held:
        return None
    language = get_language() or "en"
    selection = definition_of(application.call.cohort).selection
    names = {one.key: one.name.in_language(language) for one in selection.criteria} if selection else {}
    rows = []
    for review in review_queries.reviews_about([application.pk]):
        if review.state == Review.State.CONFLICT:
            said, comment = _("Stood down"), review.conflict_reason
        else:
            said = "; ".join(f"{names.get(key, key)} {points}" for key, points in review.scores.items())
            comment = review.comment or "–"
        rows.append((str(review.get_kind_display()), review.reviewer.person.name, said, comment))
    if not rows:
        return Section(_("Reviews"), (_("Nobody has judged it yet."),))
    return Section(_("Reviews"), heads=(_("Kind"), _("Who"), _("Scores"), _("Comment")), rows=tuple(rows))
