"""Showing a form of the builder: one thing a page, with the questionnaire's name above."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.service.core.web.access import SignedInRequest
from kith.service.surveys.domain.building import drafts
from kith.service.surveys.models import Questionnaire
from kith.service.surveys.web.building.saving import EditForm, status_of


def title_of(questionnaire: Questionnaire) -> str:
    language = drafts.main_language(questionnaire.draft)
    return drafts.words(questionnaire.draft["instrument"].get("title"), language) or questionnaire.key


def frame(questionnaire: Questionnaire, **more: Any) -> dict[str, Any]:
    """What every page of the builder is given."""
    return {
        "questionnaire": questionnaire,
        "organisation": questionnaire.organisation,
        "name": title_of(questionnaire),
        "here": "programmes",
        **more,
    }


def overview(questionnaire: Questionnaire, anchor: str = "") -> str:
    address = reverse("surveys:building", args=[questionnaire.pk])
    return f"{address}#{anchor}" if anchor else address


def show_form(
    request: SignedInRequest,
    form: EditForm,
    title: str,
    button: str,
    *,
    back: str = "",
    notes: list[str] | None = None,
    template: str = "surveys/building_form.html",
    **more: Any,
) -> HttpResponse:
    context = frame(
        form.questionnaire,
        form=form,
        title=title,
        button_words=button,
        back_href=back or overview(form.questionnaire),
        notes=notes or [],
        **more,
    )
    return render(request, template, context, status=status_of(form))


def done(request: SignedInRequest, questionnaire: Questionnaire, said: str, anchor: str = "") -> HttpResponse:
    messages.success(request, said)
    return redirect(overview(questionnaire, anchor))
