"""A question: which kind, its words and answers, where it stands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.surveys.domain.building import drafts, references
from kith.service.surveys.domain.building.drafts import Draft, Part
from kith.service.surveys.domain.building.references import Kind
from kith.service.surveys.models import Questionnaire
from kith.service.surveys.web.building import question_facts
from kith.service.surveys.web.building.earlier import ITEM, all_asked, earlier_than
from kith.service.surveys.web.building.pages import done, frame, overview, show_form
from kith.service.surveys.web.building.question_form import QuestionForm
from kith.service.surveys.web.building.saving import EditForm, posted, saved
from kith.service.surveys.web.building.saying import KINDS, kind_words, label_of, shortened

OWN_PAGE = ""
INSERT = "insert"


class KindForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of question?"),
        widget=forms.RadioSelect,
        choices=[(key, words) for key, (words, _hint) in KINDS.items()],
    )


@requires(P.WAVE_MANAGE, on="questionnaire")
def choose_kind(request: SignedInRequest, questionnaire: Questionnaire, **kwargs: str) -> HttpResponse:
    """Which kind; nothing is kept yet, so the choice goes by GET."""
    page = request.GET.get("page", OWN_PAGE)
    form = KindForm(request.GET if "kind" in request.GET or "sent" in request.GET else None)
    if form.is_valid():
        address = reverse("surveys:building_new_question", args=[questionnaire.pk, form.cleaned_data["kind"]])
        return redirect(f"{address}?{_query(page)}" if page else address)
    context = frame(
        questionnaire,
        form=form,
        page=page,
        item_hints={key: hint for key, (_words, hint) in KINDS.items() if hint},
        back_href=overview(questionnaire),
    )
    return render(request, "surveys/building_kind.html", context, status=422 if form.errors else 200)


def _query(page: str) -> str:
    query = QueryDict(mutable=True)
    query["page"] = page
    return query.urlencode()


@requires(P.WAVE_MANAGE, on="questionnaire")
def new(request: SignedInRequest, questionnaire: Questionnaire, kind: str, **kwargs: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    draft = questionnaire.draft
    page = request.GET.get("page", OWN_PAGE)
    on_page = page if page in drafts.page_keys(draft) else None
    form = _form(request, questionnaire, kind, None, all_asked(draft))
    made: dict[str, str] = {}

    def change(draft: Draft) -> None:
        item = form.made()
        key = drafts.new_key(
            form.cleaned_data["label"],
            drafts.item_keys(draft),
            f"question_{len(drafts.item_keys(draft)) + 1}",
        )
        made["key"] = key
        drafts.add_item(draft, {"key": key, **item}, on_page)

    if _is_saving(request) and saved(request, form, "add_question", change):
        return done(request, questionnaire, _("The question is in."), f"q-{made['key']}")
    title = _("New question: %(kind)s") % {"kind": kind_words(kind)}
    back = reverse("surveys:building_add", args=[questionnaire.pk])
    return _show(request, form, title, back)


@requires(P.WAVE_SEE, on="questionnaire")
def show(
    request: SignedInRequest, questionnaire: Questionnaire, item_key: str, **kwargs: str
) -> HttpResponse:
    """Everything about one question, and what can be done with it."""
    _item(questionnaire, item_key)
    return render(
        request,
        "surveys/building_question.html",
        question_facts.page_of(request.user, questionnaire, item_key),
    )


@requires(P.WAVE_MANAGE, on="questionnaire")
def change(
    request: SignedInRequest, questionnaire: Questionnaire, item_key: str, **kwargs: str
) -> HttpResponse:
    item = _item(questionnaire, item_key)
    earlier = earlier_than(questionnaire.draft, ITEM, item_key)
    form = _form(request, questionnaire, item["kind"], item, earlier)

    def apply(draft: Draft) -> None:
        page = drafts.page_with(draft, item_key)
        form.item = drafts.item_of(draft, item_key)  # as it is now: a translation may have come meanwhile
        new = form.made()
        page["item"] = [new if one["key"] == item_key else one for one in page["item"]]
        drafts.rename_item(draft, item_key, form.cleaned_data["key"].strip())

    if _is_saving(request) and saved(request, form, "change_question", apply):
        return done(request, questionnaire, _("The question is changed."), f"q-{form.cleaned_data['key']}")
    title = _("Change the question")
    return _show(request, form, title, _address("building_question", questionnaire, item_key))


def _form(
    request: SignedInRequest, questionnaire: Questionnaire, kind: str, item: Part | None, earlier: list[Part]
) -> QuestionForm:
    given: dict[str, Any] = {"questionnaire": questionnaire, "kind": kind, "draft": questionnaire.draft}
    given |= {"item": item, "earlier": earlier}
    if request.method == "POST" and INSERT in request.POST:
        return _with_inserted(QuestionForm(**given), request.POST)
    return QuestionForm(posted(request), **given)


def _with_inserted(form: QuestionForm, data: QueryDict) -> QuestionForm:
    """The same form with everything that was typed, and an earlier answer put behind the question's words."""
    for name, field in form.fields.items():
        form.initial[name] = field.widget.value_from_datadict(data, {}, name)
    key, otherwise = data.get("earlier", ""), " ".join(data.get("otherwise", "").split())
    if key:
        piped = f"${{{key}|{otherwise}}}" if otherwise else f"${{{key}}}"
        form.initial["label"] = f"{form.initial['label'].rstrip()} {piped}".strip()
    return form


def _is_saving(request: SignedInRequest) -> bool:
    return request.method == "POST" and INSERT not in request.POST


def _show(request: SignedInRequest, form: QuestionForm, title: str, back: str) -> HttpResponse:
    template = "surveys/building_question_form.html"
    return show_form(request, form, title, _("Save the question"), back=back, template=template)


class MoveForm(EditForm):
    to = forms.ChoiceField(label=gettext_lazy("Where to?"), widget=forms.Select)

    def __init__(self, *args: Any, item_key: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        draft = self.questionnaire.draft
        language = drafts.main_language(draft)
        places = [("own", _("A page of its own, after the page it is on"))]
        for number, page in enumerate(drafts.pages(draft), 1):
            others = [item for item in page["item"] if item["key"] != item_key]
            if not others:
                continue
            places.append((f"{page['key']}/", _("Page %(number)s, first") % {"number": number}))
            places += [
                (
                    f"{page['key']}/{one['key']}",
                    _("Page %(number)s, after “%(question)s”")
                    % {"number": number, "question": shortened(label_of(one, language), 60)},
                )
                for one in others
            ]
        self.fields["to"].choices = places  # type: ignore[attr-defined]


@requires(P.WAVE_MANAGE, on="questionnaire")
def move(
    request: SignedInRequest, questionnaire: Questionnaire, item_key: str, **kwargs: str
) -> HttpResponse:
    item = _item(questionnaire, item_key)
    form = MoveForm(posted(request), questionnaire=questionnaire, item_key=item_key)

    def apply(draft: Draft) -> None:
        page, _slash, after = form.cleaned_data["to"].partition("/")
        drafts.move_item_to(draft, item_key, page=None if page == "own" else page, after=after or None)

    if request.method == "POST" and saved(request, form, "move_question", apply):
        return done(request, questionnaire, _("The question is moved."), f"q-{item_key}")
    title = _("Move “%(question)s”") % {
        "question": shortened(label_of(item, drafts.main_language(questionnaire.draft)), 60)
    }
    return show_form(
        request, form, title, _("Move it"), back=_address("building_question", questionnaire, item_key)
    )


@requires(P.WAVE_MANAGE, on="questionnaire")
def remove(
    request: SignedInRequest, questionnaire: Questionnaire, item_key: str, **kwargs: str
) -> HttpResponse:
    """Asks first, and says what speaks of the question."""
    item = _item(questionnaire, item_key)
    form = EditForm(posted(request), questionnaire=questionnaire)
    if request.method == "POST" and saved(
        request, form, "remove_question", lambda draft: drafts.remove_item(draft, item_key)
    ):
        return done(request, questionnaire, _("The question is out."))
    title = _("Take out “%(question)s”?") % {
        "question": shortened(label_of(item, drafts.main_language(questionnaire.draft)), 60)
    }
    return show_form(
        request,
        form,
        title,
        _("Take it out"),
        back=_address("building_question", questionnaire, item_key),
        notes=_left_in_the_air(questionnaire.draft, item_key),
    )


_SPOKEN = {
    Kind.CONDITION: gettext_lazy("The condition or rule of “%(of)s” reads its answer."),
    Kind.WORDS: gettext_lazy("The words of “%(of)s” repeat its answer."),
    Kind.SCALE: gettext_lazy("The score “%(of)s” counts it."),
    Kind.REPEAT: gettext_lazy("The page “%(of)s” is repeated as often as it says."),
}


def _left_in_the_air(draft: Draft, key: str) -> list[str]:
    language = drafts.main_language(draft)
    pages = {one["key"]: one for one in drafts.pages(draft)}
    others = {one["key"]: one for one in (*drafts.items(draft), *drafts.scales(draft))}
    said = []
    for one in references.referring(draft, key):
        if one.where != key or one.is_page:
            part = (pages if one.is_page else others)[one.where]
            said.append(str(_SPOKEN[one.kind]) % {"of": shortened(label_of(part, language), 60)})
    if said:
        return [*said, _("Change these too, or the questionnaire cannot be published.")]
    return [_("Nothing else speaks of it. Versions that were published keep it.")]


def _item(questionnaire: Questionnaire, item_key: str) -> Part:
    found = next((one for one in drafts.items(questionnaire.draft) if one["key"] == item_key), None)
    if found is None:
        raise Http404
    return found


def _address(name: str, questionnaire: Questionnaire, item_key: str) -> str:
    return reverse(f"surveys:{name}", args=[questionnaire.pk, item_key])
