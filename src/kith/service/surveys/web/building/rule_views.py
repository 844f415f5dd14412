"""A rule that an answer must keep, with the words for somebody whose answer breaks it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.questionnaires.expressions import MAX_LENGTH
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.surveys.domain.building import drafts
from kith.service.surveys.domain.building.drafts import Draft, Part
from kith.service.surveys.models import Questionnaire
from kith.service.surveys.web.building.conditions_views import sound_expression
from kith.service.surveys.web.building.earlier import ITEM, earlier_than
from kith.service.surveys.web.building.pages import done, show_form
from kith.service.surveys.web.building.question_form import earlier_choices
from kith.service.surveys.web.building.saving import EditForm, posted, saved

NONE, COMPARED, BY_HAND = "none", "compared", "by_hand"
SIGNS = (
    (">=", gettext_lazy("at least")),
    (">", gettext_lazy("more than")),
    ("<=", gettext_lazy("at most")),
    ("<", gettext_lazy("less than")),
    ("!=", gettext_lazy("not the same as")),
)
IN_ORDER = frozenset({"number", "scale", "date", "time"})


class RuleForm(EditForm):
    how = forms.ChoiceField(label=gettext_lazy("Is there a rule?"), widget=forms.RadioSelect)
    sign = forms.ChoiceField(label=gettext_lazy("The answer must be"), choices=SIGNS, required=False)
    other = forms.ChoiceField(label=gettext_lazy("the answer to"), required=False)
    expression = forms.CharField(
        label=gettext_lazy("What must hold"),
        help_text=gettext_lazy("Such as: ends >= starts and ends <= 2030."),
        required=False,
        max_length=MAX_LENGTH,
    )
    message = forms.CharField(
        label=gettext_lazy("What somebody reads whose answer breaks it"),
        help_text=gettext_lazy(
            "Say the rule and what to do, such as “The end cannot be before the start. Change one.”"
        ),
        required=False,
        max_length=1000,
    )

    def __init__(self, *args: Any, item: Part, earlier: list[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        alike = [one for one in earlier if one["kind"] == item["kind"] and item["kind"] in IN_ORDER]
        hows = [(NONE, _("No rule beyond the limits of the question"))]
        if alike:
            hows.append((COMPARED, _("It is compared with an earlier answer")))
        self.fields["how"].choices = [*hows, (BY_HAND, _("Something else"))]  # type: ignore[attr-defined]
        self.fields["other"].choices = earlier_choices(self.questionnaire.draft, alike)  # type: ignore[attr-defined]

    def clean_expression(self) -> str:
        return sound_expression(self.cleaned_data["expression"])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        how = given.get("how")
        if how == BY_HAND and not given.get("expression") and "expression" not in self.errors:
            self.add_error("expression", _("Write what must hold."))
        if how in (COMPARED, BY_HAND) and not given.get("message"):
            self.add_error("message", _("Write what somebody reads whose answer breaks the rule."))
        return given

    @property
    def holds(self) -> str:
        given = self.cleaned_data
        if given["how"] == COMPARED:
            compared = f"{self.item['key']} {given['sign']} {given['other']}"
            return f"not answered({given['other']}) or {compared}"
        return str(given["expression"]) if given["how"] == BY_HAND else ""


@requires(P.WAVE_MANAGE, on="questionnaire")
def rule(
    request: SignedInRequest, questionnaire: Questionnaire, item_key: str, **kwargs: str
) -> HttpResponse:
    draft = questionnaire.draft
    if item_key not in drafts.item_keys(draft):
        raise Http404
    item, language = drafts.item_of(draft, item_key), drafts.main_language(draft)
    if item["kind"] == "statement":
        raise Http404
    rule = item.get("constraint", {})
    form = RuleForm(
        posted(request),
        questionnaire=questionnaire,
        item=item,
        earlier=earlier_than(draft, ITEM, item_key),
        initial={
            "how": BY_HAND if rule else NONE,
            "expression": rule.get("holds", ""),
            "message": drafts.words(rule.get("message"), language),
        },
    )

    def apply(draft: Draft) -> None:
        here = drafts.item_of(draft, item_key)
        before = here.get("constraint", {}).get("message")
        message = drafts.with_words(before, language, form.cleaned_data["message"])
        drafts.put(here, "constraint", {"holds": form.holds, "message": message} if form.holds else None)

    if request.method == "POST" and saved(request, form, "rule", apply):
        return done(request, questionnaire, _("The rule is kept."), f"q-{item_key}")
    back = reverse("surveys:building_question", args=[questionnaire.pk, item_key])
    return show_form(
        request,
        form,
        _("A rule for the answer"),
        _("Save the rule"),
        back=back,
        template="surveys/building_rule.html",
    )
