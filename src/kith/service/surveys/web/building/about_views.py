"""What the questionnaire says of itself: title and words, whose words they are, its languages and translations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.surveys.domain.building import actions, drafts, translating
from kith.service.surveys.domain.building.drafts import Draft, Part
from kith.service.surveys.domain.building.translating import Said
from kith.service.surveys.models import Questionnaire
from kith.service.surveys.web.building.pages import done, show_form
from kith.service.surveys.web.building.saving import EditForm, kept, posted, saved
from kith.service.surveys.web.building.saying import label_of, shortened
from kith.service.surveys.web.building.tongues import language_name, offered

TEXTS = ("title", "intro", "closing")


class AboutForm(EditForm):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    intro = forms.CharField(
        label=gettext_lazy("Before the first question"),
        help_text=gettext_lazy("Who asks, why, and what happens with the answers."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )
    closing = forms.CharField(
        label=gettext_lazy("After the last question"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("How many minutes does it take?"), required=False, min_value=1, max_value=240
    )


@requires(P.WAVE_MANAGE, on="questionnaire")
def about(request: SignedInRequest, questionnaire: Questionnaire, **kwargs: str) -> HttpResponse:
    language = drafts.main_language(questionnaire.draft)
    said = questionnaire.draft["instrument"]
    initial = {key: drafts.words(said.get(key), language) for key in TEXTS} | {"minutes": said.get("minutes")}
    form = AboutForm(posted(request), questionnaire=questionnaire, initial=initial)

    def apply(draft: Draft) -> None:
        part: Part = draft["instrument"]
        for key in TEXTS:
            written = form.cleaned_data[key].replace("\r\n", "\n")
            drafts.put(part, key, drafts.with_words(part.get(key), language, written))
        drafts.put(part, "minutes", form.cleaned_data["minutes"])

    if request.method == "POST" and saved(request, form, "about", apply):
        return done(request, questionnaire, _("The words are changed."))
    return show_form(request, form, _("Title, introduction and closing words"), _("Save"))


class RightsForm(EditForm):
    words_are = forms.ChoiceField(
        label=gettext_lazy("Whose words are these?"),
        widget=forms.RadioSelect,
        choices=Questionnaire.Words.choices,
    )
    owner = forms.CharField(label=gettext_lazy("Owner of the words"), required=False, max_length=200)
    licence = forms.CharField(
        label=gettext_lazy("Licence"),
        help_text=gettext_lazy(
            "Such as “Our own, free to use”, “CC BY 4.0”, or the name of the licence you hold."
        ),
        required=False,
        max_length=200,
    )
    permission = forms.CharField(
        label=gettext_lazy("Permission"),
        help_text=gettext_lazy(
            "Who gave it, when and for what. Without it a licensed questionnaire cannot be used."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    citation = forms.CharField(
        label=gettext_lazy("How to cite it"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
    )


@requires(P.WAVE_MANAGE, on="questionnaire")
def rights(request: SignedInRequest, questionnaire: Questionnaire, **kwargs: str) -> HttpResponse:
    held = questionnaire.draft.get("rights", {})
    initial = {"owner": questionnaire.organisation.name, **held, "words_are": questionnaire.words_are}
    form = RightsForm(posted(request), questionnaire=questionnaire, initial=initial)
    if request.method == "POST" and kept(
        form,
        lambda: actions.say_rights(
            by=request.actor,
            questionnaire=questionnaire,
            seen_revision=form.seen_revision,
            words_are=form.cleaned_data["words_are"],
            rights={key: form.cleaned_data[key] for key in ("owner", "licence", "permission", "citation")},
        ),
    ):
        return done(request, questionnaire, _("It is written down, and goes with every copy and report."))
    notes = [
        _(
            "Questions and frameworks belong to those who wrote them. What you write here goes with every copy."
        )
    ]
    return show_form(request, form, _("Whose words these are"), _("Save"), notes=notes)


class LanguagesForm(EditForm):
    main = forms.ChoiceField(label=gettext_lazy("It is written in"), widget=forms.Select)
    others = forms.MultipleChoiceField(
        label=gettext_lazy("It is translated into"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = offered(drafts.languages(self.questionnaire.draft))
        for key in ("main", "others"):
            self.fields[key].choices = choices  # type: ignore[attr-defined]


@requires(P.WAVE_MANAGE, on="questionnaire")
def languages(request: SignedInRequest, questionnaire: Questionnaire, **kwargs: str) -> HttpResponse:
    main, *others = drafts.languages(questionnaire.draft)
    form = LanguagesForm(
        posted(request), questionnaire=questionnaire, initial={"main": main, "others": others}
    )
    if request.method == "POST" and saved(
        request,
        form,
        "languages",
        lambda draft: translating.set_languages(
            draft, [form.cleaned_data["main"], *form.cleaned_data["others"]]
        ),
    ):
        return done(
            request, questionnaire, _("The languages are changed. What is not translated yet is named below.")
        )
    notes = [_("Receivers read the questionnaire in their own language where it has it, else in English.")]
    return show_form(request, form, _("Languages"), _("Save"), notes=notes)


_WHAT = {
    "title": gettext_lazy("Title"),
    "intro": gettext_lazy("Introduction"),
    "closing": gettext_lazy("Closing words"),
    "label": gettext_lazy("Question"),
    "help": gettext_lazy("Explanation"),
    "unit": gettext_lazy("Unit"),
    "points": gettext_lazy("Point"),
    "options": gettext_lazy("Answer"),
    "message": gettext_lazy("Words when the rule is broken"),
    "name": gettext_lazy("Score"),
}


TEXTS_A_PAGE = 200
"""A form of a thousand boxes and more would be refused by the server, and read by nobody."""


class TranslationForm(EditForm):
    """A box beside each text of ``shown``."""

    def __init__(self, *args: Any, language: str, shown: list[list[Said]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        draft = self.questionnaire.draft
        main = drafts.main_language(draft)
        named = {one["key"]: label_of(one, main) for one in (*drafts.pages(draft), *drafts.items(draft))}
        for said, *_others in shown:
            original = drafts.words({main: said.text.get(main, "")}, main) or drafts.words(said.text, main)
            is_long = len(original) > 70 or "\n" in original
            self.fields[said.name] = forms.CharField(
                label=original,
                help_text=_hint(said, named),
                required=False,
                initial=said.text.get(language, ""),
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": 2 + len(original) // 90})
                if is_long
                else forms.TextInput(),
            )


def _hint(said: Said, named: dict[str, str]) -> str:
    what = str(_WHAT[said.what])
    if said.what in ("points", "options", "help", "unit", "message") and said.of in named:
        return _("%(what)s of “%(question)s”") % {"what": what, "question": shortened(named[said.of], 60)}
    return what


@requires(P.WAVE_MANAGE, on="questionnaire")
def translate(
    request: SignedInRequest, questionnaire: Questionnaire, language: str, **kwargs: str
) -> HttpResponse:
    """The original beside the translation; what is missing is counted and marked."""
    draft = questionnaire.draft
    if language not in drafts.languages(draft)[1:]:
        raise Http404
    page = Paginator(translating.once(draft, language), TEXTS_A_PAGE).get_page(request.GET.get("page"))
    form = TranslationForm(
        posted(request), questionnaire=questionnaire, language=language, shown=list(page.object_list)
    )
    if request.method == "POST" and saved(
        request, form, "translate", lambda draft: translating.translate(draft, language, form.cleaned_data)
    ):
        return done(request, questionnaire, _("The translation is kept."))
    lacking = {said.name for said in translating.missing(draft, language)}
    return show_form(
        request,
        form,
        _("Translate into %(language)s") % {"language": language_name(language)},
        _("Save the translation"),
        template="surveys/building_translate.html",
        back=reverse("surveys:building", args=[questionnaire.pk]),
        language=language,
        source=language_name(drafts.main_language(draft)),
        target=language_name(language),
        lacking=lacking,
        page=page,
        names=[name for name in form.fields if name != "seen"],
    )
