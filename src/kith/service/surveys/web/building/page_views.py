"""A page of the questionnaire: its title and words, whether it is repeated; and a grid, which is one page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.questionnaires.read import MOST_REPEATS
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.surveys.domain.building import drafts, lines
from kith.service.surveys.domain.building.drafts import Draft, Part
from kith.service.surveys.models import Questionnaire
from kith.service.surveys.web.building.earlier import PAGE, earlier_than
from kith.service.surveys.web.building.pages import done, show_form
from kith.service.surveys.web.building.question_form import (
    OWN_POINTS,
    earlier_choices,
    lines_field,
    point_fields,
    points_given,
)
from kith.service.surveys.web.building.saving import EditForm, posted, saved
from kith.service.surveys.web.building.saying import REQUIRED


class PageForm(EditForm):
    title = forms.CharField(label=gettext_lazy("Title of the page"), required=False, max_length=300)
    intro = forms.CharField(
        label=gettext_lazy("Words before the questions"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
    )

    def words_into(self, page: Part, language: str) -> None:
        for key in ("title", "intro"):
            said = self.cleaned_data[key].replace("\r\n", "\n")
            drafts.put(page, key, drafts.with_words(page.get(key), language, said))


class OnePageForm(PageForm):
    count = forms.ChoiceField(
        label=gettext_lazy("Repeat the page?"),
        help_text=gettext_lazy(
            "It is asked once for each of something counted before, such as each place of work."
        ),
        required=False,
    )
    most = forms.IntegerField(
        label=gettext_lazy("At most how many times?"), required=False, min_value=1, max_value=MOST_REPEATS
    )

    def __init__(self, *args: Any, counted: list[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = earlier_choices(self.questionnaire.draft, counted)
        self.fields["count"].choices = [("", _("No, ask it once")), *choices]  # type: ignore[attr-defined]


@requires(P.WAVE_MANAGE, on="questionnaire")
def page(
    request: SignedInRequest, questionnaire: Questionnaire, page_key: str, **kwargs: str
) -> HttpResponse:
    here = _page(questionnaire, page_key)
    language = drafts.main_language(questionnaire.draft)
    earlier = earlier_than(questionnaire.draft, PAGE, page_key)
    repeat = here.get("repeat", {})
    initial = {key: drafts.words(here.get(key), language) for key in ("title", "intro")}
    form = OnePageForm(
        posted(request),
        questionnaire=questionnaire,
        counted=[item for item in earlier if item["kind"] == "number" and item.get("whole")],
        initial={**initial, "count": repeat.get("count", ""), "most": repeat.get("max", 5)},
    )

    def apply(draft: Draft) -> None:
        changed = drafts.page_of(draft, page_key)
        form.words_into(changed, language)
        count, most = form.cleaned_data["count"], form.cleaned_data["most"] or MOST_REPEATS
        drafts.put(changed, "repeat", {"count": count, "max": most} if count else None)

    if request.method == "POST" and saved(request, form, "page", apply):
        return done(request, questionnaire, _("The page is changed."), f"p-{page_key}")
    more = {"page_key": page_key, "is_grid": drafts.is_grid(here)}
    return show_form(
        request,
        form,
        _("Change the page"),
        _("Save the page"),
        template="surveys/building_page.html",
        **more,  # type: ignore[arg-type]
    )


class GridForm(PageForm):
    """Statements under each other that share one set of points."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = drafts.main_language(self.questionnaire.draft)
        self.fields["statements"] = lines_field(
            _("The statements"), _("One a line, each answered by itself."), 8
        )
        self.fields["statements"].required = True
        self.fields |= point_fields(language)
        self.fields["required"] = forms.ChoiceField(
            label=_("Must they be answered?"),
            widget=forms.RadioSelect,
            choices=list(REQUIRED.items()),
            initial="optional",
        )
        self.order_fields(["seen", "title", "intro", "point_set", "points", "statements", "required"])

    def into(self, draft: Draft, page: Part) -> None:
        """Every statement as an item of its own; one that stood there before keeps its key and translations."""
        language, given = drafts.main_language(draft), self.cleaned_data
        self.words_into(page, language)
        before = page["item"]
        points = points_given(
            given, before[0].get("points", []) if before else [], language, drafts.languages(draft)
        )
        written, made = lines.split(given["statements"]), []
        taken = drafts.item_keys(draft)
        for line, old in zip(written, lines.matched(written, before, language), strict=True):
            key = old["key"] if old else drafts.new_key(line, taken, f"statement_{len(taken) + 1}")
            taken.add(key)
            label = {**(old["label"] if old else {}), language: line}
            made.append(
                {
                    **(old or {}),
                    "key": key,
                    "kind": "scale",
                    "label": label,
                    "points": points,
                    "required": given["required"],
                }
            )
        page["item"] = made


@requires(P.WAVE_MANAGE, on="questionnaire")
def new_grid(request: SignedInRequest, questionnaire: Questionnaire, **kwargs: str) -> HttpResponse:
    form = GridForm(posted(request), questionnaire=questionnaire)
    made: dict[str, str] = {}

    def apply(draft: Draft) -> None:
        key = drafts.new_key(form.cleaned_data["title"] or "grid", drafts.page_keys(draft), "grid")
        made["key"] = key
        page: Part = {"key": key, "item": []}
        form.into(draft, page)
        drafts.add_page(draft, page)

    if request.method == "POST" and saved(request, form, "add_grid", apply):
        return done(request, questionnaire, _("The grid is in."), f"p-{made['key']}")
    notes = [_("Statements that share their points stand on one page. On a phone each is shown by itself.")]
    return show_form(request, form, _("New grid"), _("Save the grid"), notes=notes)


@requires(P.WAVE_MANAGE, on="questionnaire")
def grid(
    request: SignedInRequest, questionnaire: Questionnaire, page_key: str, **kwargs: str
) -> HttpResponse:
    here = _page(questionnaire, page_key)
    if any(item["kind"] != "scale" for item in here["item"]):
        raise Http404
    language = drafts.main_language(questionnaire.draft)
    initial = {key: drafts.words(here.get(key), language) for key in ("title", "intro")} | {
        "statements": lines.as_lines(here["item"], language),
        "points": lines.points_as_lines(here["item"][0].get("points", []), language),
        "point_set": OWN_POINTS,
        "required": here["item"][0].get("required", "optional"),
    }
    form = GridForm(posted(request), questionnaire=questionnaire, initial=initial)
    if request.method == "POST" and saved(
        request, form, "grid", lambda draft: form.into(draft, drafts.page_of(draft, page_key))
    ):
        return done(request, questionnaire, _("The grid is changed."), f"p-{page_key}")
    back = reverse("surveys:building_page", args=[questionnaire.pk, page_key])
    return show_form(request, form, _("Change the grid"), _("Save the grid"), back=back)


def _page(questionnaire: Questionnaire, page_key: str) -> Part:
    found = next((one for one in drafts.pages(questionnaire.draft) if one["key"] == page_key), None)
    if found is None:
        raise Http404
    return found
