"""Scores: which questions make one, which of them are turned round, how, and what happens when some are left out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.questionnaires.types import DEFAULT_MIN_ANSWERED
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.surveys.domain.building import drafts
from kith.service.surveys.domain.building.drafts import Draft, Part
from kith.service.surveys.models import Questionnaire
from kith.service.surveys.web.building.pages import done, show_form
from kith.service.surveys.web.building.question_form import earlier_choices
from kith.service.surveys.web.building.saving import EditForm, posted, saved

SHARES = (
    ("0.8", gettext_lazy("At least four fifths of the questions (the usual rule)")),
    ("1", gettext_lazy("All of them")),
    ("0.75", gettext_lazy("At least three quarters")),
    ("0.6667", gettext_lazy("At least two thirds")),
    ("0.5", gettext_lazy("At least half of them")),
)
OUT = "out"


class ScoreForm(EditForm):
    name = forms.CharField(label=gettext_lazy("What does the score measure?"), max_length=200)
    items = forms.MultipleChoiceField(
        label=gettext_lazy("Which questions make it?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    reversed = forms.MultipleChoiceField(
        label=gettext_lazy("Which of them are turned round?"),
        help_text=gettext_lazy(
            "Those where agreeing means less of it. The highest point then counts as the lowest."
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    rule = forms.ChoiceField(
        label=gettext_lazy("How are they put together?"),
        widget=forms.RadioSelect,
        choices=[
            ("mean", gettext_lazy("The mean: the score stays on the scale of its points")),
            ("sum", gettext_lazy("The sum")),
        ],
        initial="mean",
    )
    share = forms.ChoiceField(
        label=gettext_lazy("How many must be answered?"),
        help_text=gettext_lazy(
            "With fewer answers there is no score; a question that was left out never counts as nought."
        ),
        widget=forms.RadioSelect,
        initial="0.8",
    )
    higher_is = forms.ChoiceField(
        label=gettext_lazy("What does a higher score mean?"),
        widget=forms.RadioSelect,
        choices=[
            ("better", gettext_lazy("Better")),
            ("worse", gettext_lazy("Worse")),
            ("neither", gettext_lazy("Neither")),
        ],
        initial="better",
    )

    def __init__(self, *args: Any, share: float | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        draft = self.questionnaire.draft
        repeated = {
            item["key"] for page in drafts.pages(draft) if page.get("repeat") for item in page["item"]
        }
        scored = [
            item for item in drafts.items(draft) if item["kind"] == "scale" and item["key"] not in repeated
        ]
        for key in ("items", "reversed"):
            self.fields[key].choices = earlier_choices(draft, scored)  # type: ignore[attr-defined]
        own = share is not None and f"{share:g}" not in dict(SHARES)
        extra = (
            [(f"{share:g}", _("At least %(share)s %% of them") % {"share": f"{(share or 0) * 100:g}"})]
            if own
            else []
        )
        self.fields["share"].choices = [*SHARES, *extra]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not given.get("items"):
            self.add_error("items", _("Choose which questions make this score."))
        elif set(given.get("reversed", ())) - set(given["items"]):
            self.add_error(
                "reversed", _("A question that is turned round must be one of those that make the score.")
            )
        return given

    def into(self, scale: Part, language: str) -> None:
        given = self.cleaned_data
        scale["name"] = drafts.with_words(scale.get("name"), language, given["name"])
        scale |= {
            "items": given["items"],
            "rule": given["rule"],
            "min_answered": float(given["share"]),
            "higher_is": given["higher_is"],
        }
        drafts.put(scale, "reversed", given["reversed"])


@requires(P.WAVE_MANAGE, on="questionnaire")
def new(request: SignedInRequest, questionnaire: Questionnaire, **kwargs: str) -> HttpResponse:
    form = ScoreForm(posted(request), questionnaire=questionnaire)

    def apply(draft: Draft) -> None:
        taken = {scale["key"] for scale in drafts.scales(draft)}
        scale: Part = {"key": drafts.new_key(form.cleaned_data["name"], taken, f"score_{len(taken) + 1}")}
        form.into(scale, drafts.main_language(draft))
        drafts.add_scale(draft, scale)

    if request.method == "POST" and saved(request, form, "add_score", apply):
        return done(request, questionnaire, _("The score is in."), "scores")
    return show_form(request, form, _("New score"), _("Save the score"), notes=_nothing_to_score(form))


@requires(P.WAVE_MANAGE, on="questionnaire")
def change(
    request: SignedInRequest, questionnaire: Questionnaire, scale_key: str, **kwargs: str
) -> HttpResponse:
    scale = next((one for one in drafts.scales(questionnaire.draft) if one["key"] == scale_key), None)
    if scale is None:
        raise Http404
    share = float(scale.get("min_answered", DEFAULT_MIN_ANSWERED))
    form = ScoreForm(
        posted(request),
        questionnaire=questionnaire,
        share=share,
        initial={
            "name": drafts.words(scale.get("name"), drafts.main_language(questionnaire.draft)),
            "share": f"{share:g}",
            "rule": scale.get("rule", "mean"),
            "higher_is": scale.get("higher_is", "better"),
            **{key: scale.get(key, []) for key in ("items", "reversed")},
        },
    )

    def apply(draft: Draft) -> None:
        if OUT in request.POST:
            drafts.remove_scale(draft, scale_key)
        else:
            form.into(drafts.scale_of(draft, scale_key), drafts.main_language(draft))

    if request.method == "POST" and saved(request, form, "score", apply):
        said = (
            _("The score is out. Its questions are still asked.")
            if OUT in request.POST
            else _("The score is changed.")
        )
        return done(request, questionnaire, said, "scores")
    return show_form(
        request, form, _("Change the score"), _("Save the score"), template="surveys/building_score.html"
    )


def _nothing_to_score(form: ScoreForm) -> list[str]:
    if form.fields["items"].choices:  # type: ignore[attr-defined]
        return []
    return [_("Only scale questions can be scored, and there is none yet. Add a scale or a grid first.")]
