"""For those who run the cohort: asking different people, the address to show them, and how many have answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kith.questionnaires.types import Instrument
from kith.service.cohorts.domain.openness import offered
from kith.service.cohorts.domain.roles import roles_on_cohort
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.links import absolute
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.domain.permissions import permissions_of
from kith.service.core.domain.policies import policy
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.surveys.domain.instruments import instrument_of
from kith.service.surveys.domain.shared import answering, waves
from kith.service.surveys.models import SharedWave, Wave
from kith.service.surveys.web import presenters
from kith.service.ui.web.fields import DayField
from kith.service.ui.web.refusals import accepted


class SharedForm(forms.Form):
    instrument = forms.ChoiceField(
        label=gettext_lazy("Which questionnaire?"),
        help_text=gettext_lazy(
            "To set two groups beside each other, ask both the same questionnaire: two surveys, one before and one after."
        ),
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=gettext_lazy("What is it called?"),
        help_text=gettext_lazy(
            "Those who answer read it, and the report. For example: The whole department, before."
        ),
        max_length=waves.MOST_NAMED,
    )
    opens_on = DayField(label=gettext_lazy("First day"))
    closes_on = DayField(label=gettext_lazy("Last day"))
    people = forms.IntegerField(
        label=gettext_lazy("About how many people can answer?"),
        help_text=gettext_lazy("It takes at most about twice as many answers, so that nobody can flood it."),
        min_value=1,
        max_value=waves.MOST_PEOPLE,
    )
    groups = forms.ChoiceField(
        label=gettext_lazy("Does a question part them into groups for the report?"),
        help_text=gettext_lazy("For example their profession. Shown only where every group is large enough."),
        required=False,
    )

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        found = waves.offered_instruments(cohort)
        self.fields["instrument"].choices = _told_apart(cohort, found, language)  # type: ignore[attr-defined]
        parting = {
            key: label.in_language(language)
            for one in found.values()
            for key, label in waves.parting_questions(one).items()
        }
        self.fields["groups"].choices = [("", _("No")), *parting.items()]  # type: ignore[attr-defined]


def _told_apart(cohort: Cohort, found: Mapping[str, Instrument], language: str) -> list[tuple[str, str]]:
    """Each by its title; those of one title also by when this cohort asks them, or as the organisation's own."""
    titles = {sha: one.title.in_language(language) for sha, one in found.items()}
    often = Counter(titles.values())
    asked: dict[str, list[str]] = {}
    for wave in cohort.waves.defer("instrument").order_by("opens_at", "id"):
        asked.setdefault(wave.instrument_sha256, []).append(presenters.name_of(wave))
    choices = []
    for sha, title in titles.items():
        said = _("%(title)s, as asked in: %(waves)s") if sha in asked else _("%(title)s, our own")
        known = {"title": title, "waves": ", ".join(asked.get(sha, []))}
        choices.append((sha, said % known if often[title] > 1 else title))
    return choices


@requires(P.WAVE_MANAGE, on="cohort")
def add(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    form = SharedForm(request.POST or None, cohort=cohort)
    made: list[Wave] = []

    def ask() -> None:
        given = dict(form.cleaned_data)
        sha = given.pop("instrument")
        wave = waves.add_shared_wave(by=request.actor, cohort=cohort, instrument_sha256=sha, **given)
        made.append(wave)

    if accepted(form, ask):
        messages.success(request, _("The survey is planned. It opens by itself on its first day."))
        return redirect("surveys:shared", cohort.pk, made[0].pk)
    context = {"cohort": cohort, "form": form, "here": "programmes"}
    return render(request, "surveys/shared_add.html", context, status=422 if form.errors else 200)


@requires(P.WAVE_SEE, on="wave")
def shared(request: SignedInRequest, wave: Wave, **kwargs: str) -> HttpResponse:
    row = _row(wave)
    held = offered(permissions_of(roles_on_cohort(request.user, wave.cohort)), wave.cohort)
    count, least = wave.unlinked.count(), policy(wave.cohort.organisation).min_matched
    context = {
        **_context(row),
        "name": presenters.name_of(wave),
        "asked": presenters.asked_words(wave),
        "closing": presenters.closing(wave),
        "tone": presenters.TONES[Wave.State(wave.state)],
        "answers": presenters.sent_words(count, least),
        "most": answering.most_answers(row),
        "is_full": answering.is_full(row),
        "parted_by": _parted_by(row),
        "may_manage": P.WAVE_MANAGE in held,
    }
    return render(request, "surveys/shared.html", context)


@requires(P.WAVE_SEE, on="wave")
def poster(request: SignedInRequest, wave: Wave, **kwargs: str) -> HttpResponse:
    """A sheet to print and hang up."""
    context = {**_context(_row(wave)), "name": presenters.name_of(wave), "closing": presenters.closing(wave)}
    return render(request, "surveys/shared_poster.html", context)


def _row(wave: Wave) -> SharedWave:
    found = SharedWave.objects.filter(wave=wave).select_related("wave__cohort__organisation").first()
    if found is None:
        raise Http404
    return found


def _context(row: SharedWave) -> dict[str, Any]:
    address = absolute(reverse("surveys:survey", args=[row.address]))
    return {
        "cohort": row.wave.cohort,
        "wave": row.wave,
        "shared": row,
        "address": address,
        "square": _square(address),
        "here": "programmes",
    }


def _parted_by(row: SharedWave) -> str:
    if not row.groups:
        return _("Nothing")
    return instrument_of(row.wave).item(row.groups).label.in_language(get_language() or "en")


def _square(address: str) -> SafeString:
    """The address as a QR code: an SVG of one path."""
    from qrcode import QRCode  # type: ignore[import-untyped]
    from qrcode.image.svg import SvgPathImage  # type: ignore[import-untyped]

    code = QRCode(image_factory=SvgPathImage, border=4, box_size=20)
    code.add_data(address)
    return mark_safe(code.make_image().to_string(encoding="unicode"))  # noqa: S308 - squares, no text
