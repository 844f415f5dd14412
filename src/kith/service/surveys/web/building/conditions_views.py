"""When a question or a page is asked: a list of conditions built from earlier answers, or the expression by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.foundation.faults import KithError
from kith.foundation.messages import words
from kith.questionnaires.expressions import MAX_LENGTH, parse
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.surveys.domain.building import conditions, drafts
from kith.service.surveys.domain.building.conditions import Asked, Comparison, Condition, Joined
from kith.service.surveys.domain.building.drafts import Draft, Part
from kith.service.surveys.models import Questionnaire
from kith.service.surveys.web.building.earlier import ITEM, PAGE, earlier_than, part_of
from kith.service.surveys.web.building.pages import frame, overview, show_form
from kith.service.surveys.web.building.question_form import earlier_choices
from kith.service.surveys.web.building.saving import EditForm, posted, saved, status_of
from kith.service.surveys.web.building.saying import TEST_WORDS, condition_lines, label_of, shortened
from kith.service.ui.web.fields import ClockField, DayField

EXPRESSION_HINT = gettext_lazy(
    "For what a list cannot say, such as: years >= 2 and (role == 'nurse' or selected(interests, 'quality')). "
    "answered(x), declined(x) and count(x) can be used too. Leave it empty to ask everybody."
)


class WhenForm(EditForm):
    """What the page of a condition can send: how its lines go together, one to take out, or the expression by hand."""

    joined = forms.ChoiceField(
        label=gettext_lazy("How do they go together?"),
        widget=forms.RadioSelect,
        choices=[(Joined.ALL, gettext_lazy("All of them must hold")), (Joined.ANY, gettext_lazy("One of them is enough"))],
        required=False,
    )  # fmt: skip
    expression = forms.CharField(
        label=gettext_lazy("The condition"),
        help_text=EXPRESSION_HINT,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        required=False,
        max_length=MAX_LENGTH,
    )

    def clean_expression(self) -> str:
        return sound_expression(self.cleaned_data["expression"])


def sound_expression(source: str) -> str:
    """The expression, or the reason why it cannot be read."""
    source = " ".join(source.split())
    if source:
        try:
            parse(source)
        except KithError as error:
            fault = error.faults[0]
            raise forms.ValidationError(words(fault.code, fault.params, _)) from error
    return source


@requires(P.WAVE_MANAGE, on="questionnaire")
def when(
    request: SignedInRequest, questionnaire: Questionnaire, about: str, part_key: str, **kwargs: str
) -> HttpResponse:
    part = _part(questionnaire.draft, about, part_key)
    source = part.get("relevant", "")
    read = conditions.read(source) if source else None
    initial = {"expression": source, "joined": read.joined if read else Joined.ALL}
    form = WhenForm(posted(request), questionnaire=questionnaire, initial=initial)
    if request.method == "POST" and saved(
        request, form, "condition", lambda draft: _apply(draft, request, form, about, part_key)
    ):
        return redirect("surveys:building_when", questionnaire.pk, about, part_key)
    draft = questionnaire.draft
    context = frame(
        questionnaire,
        form=form,
        part_label=_label(draft, part),
        is_page=about == PAGE,
        source=source,
        lines=condition_lines(draft, source) if source else [],
        has_earlier=bool(earlier_than(draft, about, part_key)),
        add_href=reverse("surveys:building_add_condition", args=[questionnaire.pk, about, part_key]),
        back_href=back_to(questionnaire, about, part_key),
    )  # fmt: skip
    return render(request, "surveys/building_when.html", context, status=status_of(form))


def _apply(draft: Draft, request: SignedInRequest, form: WhenForm, about: str, key: str) -> None:
    """Which of the page's buttons was pressed says what is done."""
    part = part_of(draft, about, key)
    found = conditions.read(part.get("relevant", ""))
    kinds = _kinds(draft)
    out = request.POST.get("out", "")
    if out.isdecimal() and found is not None:
        found = conditions.without(found, int(out))
        drafts.put(part, "relevant", conditions.write(found, kinds) if found.lines else None)
    elif "join" in request.POST and found is not None and form.cleaned_data["joined"]:
        joined = Condition(Joined(form.cleaned_data["joined"]), found.lines)
        drafts.put(part, "relevant", conditions.write(joined, kinds))
    elif "by_hand" in request.POST:
        drafts.put(part, "relevant", form.cleaned_data["expression"])


class LineForm(EditForm):
    """A comparison that suits the question, with a value that it can have."""

    test = forms.ChoiceField(label=gettext_lazy("Its answer"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, item: Part, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        tests = conditions.tests_of(item["kind"], may_decline=bool(item.get("may_decline")))
        self.fields["test"].choices = [(one, TEST_WORDS[one]) for one in tests]  # type: ignore[attr-defined]
        if any(one not in conditions.WITHOUT_VALUE for one in tests):
            self.fields["value"] = value_field(item, language)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        needs_value = given.get("test") and given["test"] not in conditions.WITHOUT_VALUE
        if needs_value and given.get("value") in (None, "") and "value" not in self.errors:
            self.add_error("value", _("Say which answer."))
        return given

    @property
    def line(self) -> Asked:
        test = Comparison(self.cleaned_data["test"])
        value = "" if test in conditions.WITHOUT_VALUE else _stored(self.cleaned_data["value"])
        return Asked(self.item["key"], test, value)


def value_field(item: Part, language: str) -> forms.Field:
    label = _("Which answer?")
    offered = [one for group in ("points", "options") for one in item.get(group, ())]
    choices = [
        (str(one.get("value", one.get("key"))), drafts.words(one["label"], language)) for one in offered
    ]
    if item["kind"] == "yes_no":
        choices = [("true", _("Yes")), ("false", _("No"))]
    if choices:
        return forms.ChoiceField(label=label, choices=[("", _("Choose")), *choices], required=False)
    if item["kind"] == "date":
        return DayField(label=_("Which day?"), required=False)
    if item["kind"] == "time":
        return ClockField(label=_("Which time? Such as 14:30"), required=False)
    return forms.DecimalField(label=_("Which number?"), required=False, max_digits=15)


def _stored(value: Any) -> str:
    if hasattr(value, "strftime"):
        return str(value.isoformat())
    text = f"{value:f}" if hasattr(value, "as_tuple") else str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


@requires(P.WAVE_MANAGE, on="questionnaire")
def add(
    request: SignedInRequest, questionnaire: Questionnaire, about: str, part_key: str, **kwargs: str
) -> HttpResponse:
    """First which question, then what its answer must be."""
    _part(questionnaire.draft, about, part_key)
    draft = questionnaire.draft
    back = reverse("surveys:building_when", args=[questionnaire.pk, about, part_key])
    earlier = earlier_than(draft, about, part_key)
    item = next((one for one in earlier if one["key"] == request.GET.get("of")), None)
    if item is None:
        context = frame(questionnaire, earlier=earlier_choices(draft, earlier), back_href=back)
        return render(request, "surveys/building_which.html", context)
    language = drafts.main_language(draft)
    form = LineForm(posted(request), questionnaire=questionnaire, item=item, language=language)

    def apply(draft: Draft) -> None:
        part = part_of(draft, about, part_key)
        found = conditions.read(part["relevant"]) if part.get("relevant") else None
        if part.get("relevant") and found is None:  # only the expression can say it: add to it
            line = conditions.write(Condition(Joined.ALL, (form.line,)), _kinds(draft))
            part["relevant"] = f"({part['relevant']}) and {line}"
            return
        part["relevant"] = conditions.write(conditions.with_line(found, form.line), _kinds(draft))

    if request.method == "POST" and saved(request, form, "condition", apply):
        return redirect(back)
    title = shortened(label_of(item, language), 100)
    return show_form(request, form, title, _("Add the condition"), back=back)


def back_to(questionnaire: Questionnaire, about: str, key: str) -> str:
    if about == ITEM:
        return reverse("surveys:building_question", args=[questionnaire.pk, key])
    return overview(questionnaire, f"p-{key}")


def _label(draft: Draft, part: Part) -> str:
    """A question's words or a page's title; a page may have none."""
    is_named = part.get("label") or part.get("title")
    return shortened(label_of(part, drafts.main_language(draft)), 80) if is_named else ""


def _kinds(draft: Draft) -> dict[str, str]:
    return {item["key"]: item["kind"] for item in drafts.items(draft)}


def _part(draft: Draft, about: str, key: str) -> Part:
    if about not in (ITEM, PAGE):
        raise Http404
    try:
        return part_of(draft, about, key)
    except KithError as gone:
        raise Http404 from gone
