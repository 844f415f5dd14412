"""What a reviewer sees: never a name, an address, a hidden answer, or what others gave."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from markupsafe import Markup

from kith.questionnaires.responses import answers_from_json, base_key
from kith.questionnaires.types import Instrument
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.tasks import Task
from kith.service.people.models import Person
from kith.service.recruitment.domain.applying.files import sent_files, unnamed_files
from kith.service.recruitment.domain.calling.forms import application_form
from kith.service.recruitment.domain.reviewing import reviewing
from kith.service.recruitment.domain.reviewing.review_queries import reviews_of
from kith.service.recruitment.models import Review
from kith.service.ui.web.questionnaire import answered
from kith.service.ui.web.tables import tag_html


def review_rows(reviews: Iterable[Review]) -> list[list[Any]]:
    rows = []
    for review in reviews:
        done = review.state == Review.State.SUBMITTED
        link = Markup('<a class="nhsuk-link" href="{}">{}</a>').format(
            reverse("recruitment:review", args=[review.pk]), title_of(review)
        )
        state = tag_html("done", _("Done")) if done else tag_html("new", _("To do"))
        if not done and review.scores:
            state = tag_html("now", _("Begun"))
        rows.append(
            [
                link,
                review.application.call.cohort.name,
                side_name(review),
                str(review.get_kind_display()),
                state,
            ]
        )
    return rows


def title_of(review: Review) -> str:
    """The reference; an interview has met the person, and says who it was."""
    application = review.application
    if application.example:
        example = _example(review)
        return example.title.in_language(_language()) if example else application.example
    if review.kind == Review.Kind.INTERVIEW:
        return f"{application.name} ({application.reference})"
    return application.reference


def side_name(review: Review) -> str:
    definition = definition_of(review.application.call.cohort)
    return definition.role(review.application.side).name.in_language(_language())


def review_page(review: Review) -> dict[str, Any]:
    """The application's answers, in the order of the form, and what is judged on each."""
    application = review.application
    selection = definition_of(application.call.cohort).selection
    form = application_form(application.call, application.side)
    hidden = set(selection.hidden) if selection else set()
    given = answers_from_json(form, application.answers)
    shown = [item.key for item in form.items if item.kind.is_asked]
    said = answered(form, given, unnamed_files(application, application.answers))
    answers = [pair for key, pair in zip(shown, said, strict=True) if key not in hidden]
    example = _example(review)
    return {
        "review": review,
        "title": title_of(review),
        "cohort": application.call.cohort,
        "side": side_name(review),
        "answers": answers,
        "files": _files(review, form, hidden),
        "is_open": reviewing.is_open(review),
        "is_example": bool(application.example),
        "is_done": review.state == Review.State.SUBMITTED,
        "note": example.note.in_language(_language())
        if example and review.state == Review.State.SUBMITTED
        else "",
        "examples_first": reviewing.examples_first(review),
        "given": [
            (one.name.in_language(_language()), str(review.scores.get(one.key, "–")))
            for one in reviewing.criteria_of(review)
        ],
        "here": "home",
    }


def _files(review: Review, form: Instrument, hidden: set[str]) -> list[tuple[str, str]]:
    """What each file answers, and where it is given out; none that reviewers never see."""
    return [
        (
            form.item(base_key(one.field)).label.in_language(_language()),
            reverse("recruitment:review_file", args=[review.pk, one.pk]),
        )
        for one in sent_files(review.application)
        if base_key(one.field) not in hidden
    ]


def stand_down(review: Review) -> dict[str, Any]:
    return {
        "title": _("You cannot judge %(what)s?") % {"what": title_of(review)},
        "what_happens": [
            _("What you wrote about it is deleted."),
            _("It is given to somebody else at once, if anybody is free."),
        ],
        "button": _("Somebody else should judge it"),
        "cancel_href": reverse("recruitment:review", args=[review.pk]),
        "here": "home",
    }


def tasks_of_reviewer(person: Person) -> list[tuple[str, Task]]:
    """On the home page: one line for each cohort with something to judge."""
    waiting: dict[str, int] = {}
    for review in reviews_of(person).filter(state=Review.State.ASSIGNED):
        name = review.application.call.cohort.name
        waiting[name] = waiting.get(name, 0) + 1
    href = reverse("recruitment:reviews")
    return [
        (
            name,
            Task(
                ngettext("Judge %(num)s application", "Judge %(num)s applications", count) % {"num": count},
                href,
            ),
        )
        for name, count in waiting.items()
    ]


def _example(review: Review) -> Any:
    selection = definition_of(review.application.call.cohort).selection
    examples = selection.examples if selection else ()
    return next((one for one in examples if one.key == review.application.example), None)


def _language() -> str:
    return get_language() or "en"
