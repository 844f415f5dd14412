"""Writing for oneself, reading it again, and letting somebody read an entry."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from kith.foundation.faults import Fault, KithError
from kith.service.cohorts.models import Place
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires, signed_in
from kith.service.learning.domain.reflecting import reading, writing
from kith.service.learning.models import Reflection
from kith.service.learning.web.reflecting import keeping
from kith.service.learning.web.reflecting import reflection_presenters as presenters
from kith.service.learning.web.reflecting.keeping import as_uuid, nothing_lost, unkept
from kith.service.learning.web.reflecting.reflection_forms import WriteForm
from kith.service.ui.web.refusals import show_refusal

PAGE_SIZE = 25


@unkept
@signed_in
def mine(request: SignedInRequest) -> HttpResponse:
    """All of the person's own, across programmes."""
    cohort_id = as_uuid(request.GET.get("cohort", ""))
    rows = reading.written_by(request.user, cohort_id)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": presenters.own_rows(page),
        "query": urlencode({"cohort": str(cohort_id)}) if cohort_id else "",
        "filters": presenters.filters(reading.written_in(request.user), cohort_id),
        "new": presenters.places_to_write_in(request.user, cohort_id),
        "kept": len(keeping.texts_kept(request)),
        "here": "home",
    }
    return render(request, "learning/reflections.html", context)


@unkept
@signed_in
def shared(request: SignedInRequest) -> HttpResponse:
    """What others let the person read."""
    page = Paginator(reading.shared_with(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": presenters.shared_rows(page), "here": "home"}
    return render(request, "learning/shared_reflections.html", context)


@nothing_lost
@signed_in
def write(request: SignedInRequest) -> HttpResponse:
    """``?cohort=``, ``?prompt=``, ``?meeting=`` say what about; a form that is sent says it itself."""
    if request.method == "POST":
        return _save_new(request)
    place = presenters.place_in(request.user, as_uuid(request.GET.get("cohort", "")))
    if place is None:
        found = presenters.places_to_write_in(request.user, None)
        if len(found) == 1:
            return redirect(found[0].href)
        return render(request, "learning/choose_programme.html", {"new": found, "here": "home"})
    prompt = request.GET.get("prompt")
    meeting = presenters.meeting_of(request.user, place, as_uuid(request.GET.get("meeting", "")))
    initial = {"writer": keeping.mark_for(request.user), "meeting": meeting.pk if meeting else None}
    form = WriteForm(place=place, fixed=prompt, initial=initial)
    return _form(request, form, place)


def write_instead(request: HttpRequest) -> HttpResponse:
    """What was written in an entry that another window deleted, to be kept as a new one."""
    place = _place_sent(request)
    form = _sent_form(request, place)
    show_refusal(form, KithError(Fault("learning.deleted_elsewhere")))
    return _form(request, form, place)


def _save_new(request: SignedInRequest) -> HttpResponse:
    place = _place_sent(request)
    form = _sent_form(request, place)
    if keeping.marked(request) is None:
        show_refusal(form, KithError(Fault("learning.form_too_old")))
    elif form.is_valid():
        given = form.cleaned_data
        try:
            row = writing.write(
                by=request.actor,
                place=place,
                text=given["text"],
                prompt=given["prompt"],
                about=presenters.meeting_of(request.user, place, given["meeting"]),
                sent_once=given["sent_once"],
            )
        except KithError as refused:
            if any(fault.code == "learning.changed_elsewhere" for fault in refused.faults):
                row = Reflection.objects.get(person=request.user, sent_once=given["sent_once"])
                return _both(request, row, given["text"], refused)
            show_refusal(form, refused)
        else:
            return _saved(request, row)
    return _form(request, form, place)


@nothing_lost
@requires(P.REFLECTION_OWN, on="reflection")
def change(request: SignedInRequest, reflection: Reflection, **kwargs: Any) -> HttpResponse:
    place = _place_of(reflection)
    if request.method != "POST":
        return _form(request, _change_form(request, reflection, place), place, reflection)
    form = _change_form(request, reflection, place, request.POST)
    if keeping.marked(request) is None:
        show_refusal(form, KithError(Fault("learning.form_too_old")))
    elif form.is_valid():
        text, seen = form.cleaned_data["text"], form.cleaned_data["revision"]
        try:
            if "apart" in request.POST:
                once = form.cleaned_data["sent_once"]
                row = writing.write(
                    by=request.actor,
                    place=place,
                    text=text,
                    prompt=reflection.prompt,
                    about=reflection.about,
                    sent_once=once,
                )
                return _saved(request, row)
            writing.change(by=request.actor, reflection=reflection, text=text, seen=seen or 0)
        except KithError as refused:
            if any(fault.code == "learning.changed_elsewhere" for fault in refused.faults):
                return _both(request, reflection, text, refused)
            show_refusal(form, refused)
        else:
            return _saved(request, reflection)
    return _form(request, form, place, reflection)


@unkept
@requires(P.REFLECTION_READ, on="reflection")
def read(request: SignedInRequest, reflection: Reflection, **kwargs: Any) -> HttpResponse:
    """The writer sees who can read it; a reader sees the entry and whose it is."""
    if reflection.person_id != request.user.pk:
        context = presenters.for_reader(reflection)
        return render(request, "learning/shared_reflection.html", context)
    context = presenters.for_writer(reflection)
    context |= {"saved": _keep_keys(reflection) if "saved" in request.GET else []}
    return render(request, "learning/reflection.html", context)


@unkept
@requires(P.REFLECTION_OWN, on="reflection")
def delete(request: SignedInRequest, reflection: Reflection, **kwargs: Any) -> HttpResponse:
    if request.method == "POST":
        writing.delete(by=request.actor, reflection=reflection)
        messages.success(request, _("Deleted."))
        return redirect("learning:reflections")
    return render(request, "ui/confirm.html", presenters.deletion(reflection))


@unkept
@signed_in
def kept(request: SignedInRequest) -> HttpResponse:
    """What was sent while nobody was signed in, back in its form; the newest first."""
    texts = keeping.texts_kept(request)
    if not texts:
        return redirect("learning:reflections")
    text = texts[-1]
    place = presenters.place_in(request.user, as_uuid(text["place"]), of_place=True)
    if place is None:
        return render(request, "learning/given_back.html", {"text": text["text"]})
    initial = {**text, "writer": keeping.mark_for(request.user)}
    form = WriteForm(place=place, fixed=text["prompt"], initial=initial)
    return _form(request, form, place, address=text["address"], is_back=True)


def _form(
    request: HttpRequest,
    form: WriteForm,
    place: Place,
    reflection: Reflection | None = None,
    *,
    address: str = "",
    is_back: bool = False,
) -> HttpResponse:
    """``address``: where the form goes when that is not this page."""
    person = request.user
    default = "learning:change_reflection" if reflection else "learning:new_reflection"
    context = {
        "form": form,
        "cohort": place.cohort,
        "about": presenters.about(place.cohort, form.fixed, form["meeting"].value()),
        "action": address or reverse(default, args=[reflection.pk] if reflection else []),
        "cancel_href": reverse("learning:reflection", args=[reflection.pk])
        if reflection
        else reverse("learning:reflections"),
        "is_back": is_back,
        "keep_for": keeping.device_key(person),  # type: ignore[arg-type]
        "keep_as": str(reflection.pk)
        if reflection
        else presenters.keep_as(place.cohort_id, form.fixed, form["meeting"].value()),
        "is_new": reflection is None,
        "here": "home",
    }
    return render(request, "learning/write.html", context, status=422 if form.errors else 200)


def _both(request: SignedInRequest, reflection: Reflection, text: str, refused: KithError) -> HttpResponse:
    """The text that stands and the text that was sent, with nothing lost of either."""
    reflection.refresh_from_db()
    place = _place_of(reflection)
    initial = {"text": text, "revision": reflection.revision, "writer": keeping.mark_for(request.user)}
    context = {
        "form": WriteForm(place=place, fixed=reflection.prompt, initial=initial),
        "faults": refused.faults,
        "cohort": reflection.cohort,
        "standing": reflection.text,
        "action": reverse("learning:change_reflection", args=[reflection.pk]),
        "keep_for": keeping.device_key(request.user),
        "keep_as": str(reflection.pk),
        "here": "home",
    }
    return render(request, "learning/both_texts.html", context, status=422)


def _sent_form(request: HttpRequest, place: Place) -> WriteForm:
    """As it was sent, with a fresh mark."""
    data = request.POST.copy()
    data[keeping.MARK] = keeping.mark_for(request.user)  # type: ignore[arg-type]
    return WriteForm(data, place=place, fixed=data.get("asked") or None)


def _change_form(
    request: SignedInRequest, reflection: Reflection, place: Place, sent: Any = None
) -> WriteForm:
    data = None
    if sent is not None:
        data = sent.copy()
        data[keeping.MARK] = keeping.mark_for(request.user)
        data["prompt"], data["meeting"] = reflection.prompt, reflection.about_id or ""
    initial = {
        "text": reflection.text,
        "revision": reflection.revision,
        "writer": keeping.mark_for(request.user),
        "meeting": reflection.about_id,
    }
    return WriteForm(data, place=place, fixed=reflection.prompt, initial=initial)


def _place_sent(request: HttpRequest) -> Place:
    place = presenters.place_in(request.user, as_uuid(request.POST.get("place", "")), of_place=True)
    if place is None:
        raise Http404
    return place


def _place_of(reflection: Reflection) -> Place:
    """The writer's place where they wrote; whoever left the cohort keeps what they wrote, and may change it."""
    place = Place.objects.select_related("cohort__organisation", "cohort__definition", "person")
    return place.get(cohort_id=reflection.cohort_id, person_id=reflection.person_id)


def _saved(request: SignedInRequest, row: Reflection) -> HttpResponse:
    keeping.forget_kept(request)
    messages.success(request, presenters.saved_words(row))
    return redirect(f"{reverse('learning:reflection', args=[row.pk])}?saved=1")


def _keep_keys(reflection: Reflection) -> list[str]:
    """Under which this browser may still hold the words that are saved now."""
    of_new = [
        presenters.keep_as(reflection.cohort_id, prompt, reflection.about_id)
        for prompt in (reflection.prompt, None)
    ]
    return [str(reflection.pk), *of_new]
