"""The questionnaire on one page: every page and question in order, what is wrong beside each, and the buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.foundation.faults import Fault, KithError
from kith.foundation.messages import sentence
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.domain.permissions import may
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.surveys.domain.building import actions, drafts
from kith.service.surveys.domain.building.drafts import Draft, Part
from kith.service.surveys.domain.building.looking import ABOUT, RIGHTS, Looked, Place, look
from kith.service.surveys.domain.building.translating import missing
from kith.service.surveys.domain.building.versions import latest
from kith.service.surveys.models import Questionnaire
from kith.service.surveys.web.building.pages import done, frame, overview, show_form
from kith.service.surveys.web.building.question_facts import answers_words
from kith.service.surveys.web.building.saving import EditForm, posted, saved, seen_in
from kith.service.surveys.web.building.saying import condition_words, kind_words, label_of, missing_rule, said
from kith.service.surveys.web.building.tongues import language_name

UNTRANSLATED = "surveys.building.wrong.translation_missing"
WAYS = {"up": -1, "down": 1}


@dataclass(frozen=True, slots=True)
class ItemRow:
    key: str
    label: str
    kind: str
    answers: str
    condition: str
    required: str
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageRow:
    key: str
    number: int
    title: str
    intro: str
    condition: str
    repeat: str
    is_grid: bool
    faults: tuple[str, ...]
    items: tuple[ItemRow, ...]


@requires(P.WAVE_SEE, on="questionnaire")
def show(request: SignedInRequest, questionnaire: Questionnaire, **kwargs: str) -> HttpResponse:
    draft, looked = questionnaire.draft, look(questionnaire)
    last = latest(questionnaire)
    context = frame(
        questionnaire,
        may_change=may(request.user, P.WAVE_MANAGE, questionnaire, on="questionnaire"),
        page_rows=[_page(draft, page, number, looked) for number, page in enumerate(drafts.pages(draft), 1)],
        scores=[_score(questionnaire, scale, looked) for scale in drafts.scales(draft)],
        fault_count=_count(looked),
        missing_words=_missing_words(draft),
        general_faults=[
            *_kept(looked.faults.get(Place(ABOUT), ())),
            *said(looked.faults.get(Place(RIGHTS), ())),
        ],
        last=last,
        is_empty=not drafts.pages(draft),
        language_names=", ".join(language_name(tag) for tag in drafts.languages(draft)),
        translated=[(tag, language_name(tag)) for tag in drafts.languages(draft)[1:]],
    )
    return render(request, "surveys/building.html", context)


def _page(draft: Draft, page: Part, number: int, looked: Looked) -> PageRow:
    language = drafts.main_language(draft)
    repeat = page.get("repeat")
    counted = next(
        (item for item in drafts.items(draft) if repeat and item["key"] == repeat.get("count")), None
    )
    return PageRow(
        key=page["key"],
        number=number,
        title=drafts.words(page.get("title"), language),
        intro=drafts.words(page.get("intro"), language),
        condition=condition_words(draft, page["relevant"]) if page.get("relevant") else "",
        repeat=_("Asked once for each of “%(question)s”") % {"question": label_of(counted, language)} if counted else "",
        is_grid=drafts.is_grid(page),
        faults=_kept(looked.faults.get(Place("page", page["key"]), ())),
        items=tuple(_item(draft, item, looked) for item in page["item"]),
    )  # fmt: skip


def _item(draft: Draft, item: Part, looked: Looked) -> ItemRow:
    language = drafts.main_language(draft)
    return ItemRow(
        key=item["key"],
        label=label_of(item, language),
        kind=kind_words(item["kind"]),
        answers=answers_words(item, language),
        condition=condition_words(draft, item["relevant"]) if item.get("relevant") else "",
        required=_("must be answered") if item.get("required") == "required" else "",
        faults=_kept(looked.faults.get(Place("item", item["key"]), ())),
    )


def _kept(faults: Iterable[Fault]) -> tuple[str, ...]:
    """In words. A missing translation is said once for its language, with what lacks it named."""
    return said(fault for fault in faults if fault.code != UNTRANSLATED)


def _count(looked: Looked) -> int:
    return sum(fault.code != UNTRANSLATED for fault in looked.all)


def _missing_words(draft: Draft) -> list[dict[str, Any]]:
    found = []
    for tag in drafts.languages(draft)[1:]:
        if lacking := missing(draft, tag):
            language = drafts.main_language(draft)
            named = [drafts.words(one.text, language) for one in lacking[:3]]
            found.append({"tag": tag, "name": language_name(tag), "count": len(lacking), "named": named})
    return found


def _score(questionnaire: Questionnaire, scale: Part, looked: Looked) -> dict[str, Any]:
    language = drafts.main_language(questionnaire.draft)
    return {
        "key": scale["key"],
        "name": label_of(scale, language),
        "rule": _("the sum") if scale.get("rule") == "sum" else _("the mean"),
        "count": len(scale.get("items", ())),
        "missing": missing_rule(scale.get("min_answered", 0.8), max(1, len(scale.get("items", ())))),
        "faults": _kept(looked.faults.get(Place("scale", scale["key"]), ())),
    }


@require_POST
@requires(P.WAVE_MANAGE, on="questionnaire")
def shift_page(
    request: SignedInRequest, questionnaire: Questionnaire, page_key: str, way: str, **kwargs: str
) -> HttpResponse:
    return _shifted(
        request, questionnaire, way, f"p-{page_key}", lambda draft, by: drafts.move_page(draft, page_key, by)
    )


@require_POST
@requires(P.WAVE_MANAGE, on="questionnaire")
def shift_item(
    request: SignedInRequest, questionnaire: Questionnaire, item_key: str, way: str, **kwargs: str
) -> HttpResponse:
    return _shifted(
        request, questionnaire, way, f"q-{item_key}", lambda draft, by: drafts.move_item(draft, item_key, by)
    )


def _shifted(
    request: SignedInRequest,
    questionnaire: Questionnaire,
    way: str,
    anchor: str,
    move: Callable[[Draft, int], None],
) -> HttpResponse:
    if way not in WAYS:
        raise Http404
    try:
        actions.change_draft(
            by=request.actor,
            questionnaire=questionnaire,
            seen_revision=seen_in(request),
            what="move",
            change=lambda draft: move(draft, WAYS[way]),
        )
    except KithError as refused:
        for fault in refused.faults:
            messages.warning(request, sentence(fault, _))
    return redirect(overview(questionnaire, anchor))


@requires(P.WAVE_MANAGE, on="questionnaire")
def delete(request: SignedInRequest, questionnaire: Questionnaire, **kwargs: str) -> HttpResponse:
    """Only what nobody has published."""
    if request.method == "POST":
        organisation = questionnaire.organisation
        actions.delete_questionnaire(by=request.actor, questionnaire=questionnaire)
        messages.success(request, _("The questionnaire is deleted."))
        return redirect("surveys:buildings", organisation.slug)
    context = frame(
        questionnaire,
        title=_("Delete this questionnaire?"),
        what_happens=[
            _("Its questions, scores and translations are gone for good. Nothing of it was published.")
        ],
        button=_("Delete it"),
        cancel_href=overview(questionnaire),
        is_dangerous=True,
    )
    return render(request, "ui/confirm.html", context)


@requires(P.WAVE_MANAGE, on="questionnaire")
def remove_page(
    request: SignedInRequest, questionnaire: Questionnaire, page_key: str, **kwargs: str
) -> HttpResponse:
    if page_key not in drafts.page_keys(questionnaire.draft):
        raise Http404
    form = EditForm(posted(request), questionnaire=questionnaire)
    if request.method == "POST" and saved(
        request, form, "remove_page", lambda draft: drafts.remove_page(draft, page_key)
    ):
        return done(request, questionnaire, _("The page is out."))
    language = drafts.main_language(questionnaire.draft)
    named = [label_of(item, language) for item in drafts.page_of(questionnaire.draft, page_key)["item"]]
    return show_form(
        request,
        form,
        _("Take this page out?"),
        _("Take it out"),
        back=reverse("surveys:building_page", args=[questionnaire.pk, page_key]),
        notes=[_("These questions go with it:"), *named],
    )
