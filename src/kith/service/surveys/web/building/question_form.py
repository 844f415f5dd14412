"""One question as a form: what every kind is asked for, and what only its own kind needs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.questionnaires.types import FILE_KINDS, FILE_MEGABYTES, MOST_FILE_MEGABYTES
from kith.service.surveys.domain.building import drafts, lines, point_sets
from kith.service.surveys.domain.building.drafts import Draft, Part
from kith.service.surveys.web.building.saving import EditForm
from kith.service.surveys.web.building.saying import FILE_WORDS, REQUIRED, label_of, plain_number, shortened
from kith.service.ui.web.fields import DayField

MOST_POINTS, MOST_LINES = 11, 300
TEXTS = frozenset({"short_text", "long_text"})
OWN_POINTS = ""


def lines_field(label: Any, hint: Any, rows: int = 6) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
        required=False,
        max_length=20_000,
    )


class QuestionForm(EditForm):
    """``kind`` decides which fields there are."""

    label = forms.CharField(
        label=gettext_lazy("The question"), widget=forms.Textarea(attrs={"rows": 2}), max_length=4000
    )
    help = forms.CharField(
        label=gettext_lazy("Explanation below it"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=4000,
    )

    def __init__(
        self, *args: Any, kind: str, draft: Draft, item: Part | None, earlier: list[Part], **kwargs: Any
    ) -> None:
        language = drafts.main_language(draft)
        initial = (
            {**initial_of(item, language), **kwargs.pop("initial", {})} if item else kwargs.pop("initial", {})
        )
        super().__init__(*args, initial=initial, **kwargs)
        self.kind, self.draft, self.item, self.language = kind, draft, item or {}, language
        if kind == "statement":
            self.fields["label"].label = _("The words")
            self.fields["help"].label = _("More words, in smaller print")
        self.fields |= fields_of(kind, language)
        if kind != "statement":
            self.fields |= _asked_fields()
        if earlier:
            self.fields |= _piping_fields(earlier_choices(draft, earlier))
        if item is not None:
            self.fields["key"] = forms.CharField(
                label=_("Name in the data"),
                help_text=_("The heading of its column in every file. Keep it, so that answers can be put together."),
                max_length=60,
                initial=item["key"],
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for first, last in (("minimum", "maximum"), ("earliest", "latest")):
            low, high = given.get(first), given.get(last)
            if low is not None and high is not None and low > high:
                self.add_error(first, _("The least is more than the most. Change one of them."))
        alone, options = given.get("alone"), lines.split(given.get("options") or "")
        if alone and " ".join(alone.split()) not in options:
            self.add_error("alone", _("This is none of the answers above. Write it as it stands there."))
        return given

    def made(self) -> Part:
        """The item as the form has it; of what was there before, whatever the form does not speak of."""
        return item_from(self.item, self.kind, self.cleaned_data, self.language, drafts.languages(self.draft))


def fields_of(kind: str, language: str) -> dict[str, forms.Field]:
    """What only this kind is asked for."""
    if kind == "scale":
        return point_fields(language)
    if kind in ("choice", "choices"):
        return _option_fields(kind)
    if kind == "number":
        return _number_fields()
    if kind == "date":
        return {
            "earliest": DayField(label=_("Earliest day"), required=False),
            "latest": DayField(label=_("Latest day"), required=False),
        }
    if kind == "file":
        return _file_fields()
    if kind in TEXTS:
        limit = forms.IntegerField(
            label=_("At most how many characters?"), required=False, min_value=1, max_value=10_000
        )
        return {"max_length": limit}
    return {}


def point_fields(language: str) -> dict[str, forms.Field]:
    sets = [
        (key, " – ".join((said[0], said[-1])) + " " + _("(%(count)s points)") % {"count": len(said)})
        for key in point_sets.KEYS
        if (said := point_sets.labels(key, language))
    ]
    return {
        "point_set": forms.ChoiceField(
            label=_("Points"),
            choices=[*sets, (OWN_POINTS, _("As I write them below"))],
            initial=point_sets.KEYS[0],
            required=False,
        ),
        "points": lines_field(
            _("Points of my own"),
            _("One a line, the lowest first. Every point has words; none is only a number."),
        ),
    }


def _option_fields(kind: str) -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {
        "options": lines_field(_("The answers to choose from"), _("One a line."))
    }
    if kind == "choices":
        found["alone"] = forms.CharField(
            label=_("An answer that stands alone"),
            help_text=_(
                "Such as “None of these”: who ticks it can tick nothing else. Write it as it stands above."
            ),
            required=False,
            max_length=300,
        )
        found["minimum"] = forms.IntegerField(
            label=_("Tick at least"), required=False, min_value=1, max_value=MOST_LINES
        )
        found["maximum"] = forms.IntegerField(
            label=_("Tick at most"), required=False, min_value=1, max_value=MOST_LINES
        )
    return found


def _number_fields() -> dict[str, forms.Field]:
    return {
        "minimum": forms.DecimalField(
            label=_("The least that can be answered"), required=False, max_digits=15
        ),
        "maximum": forms.DecimalField(
            label=_("The most that can be answered"), required=False, max_digits=15
        ),
        "whole": forms.BooleanField(label=_("Only whole numbers"), required=False),
        "unit": forms.CharField(
            label=_("Unit"),
            help_text=_("Such as “hours”, shown behind the box."),
            required=False,
            max_length=60,
        ),
    }


def _file_fields() -> dict[str, forms.Field]:
    return {
        "accepts": forms.MultipleChoiceField(
            label=_("What can be sent?"),
            help_text=_("It is told by the content of the file, not by its name."),
            widget=forms.CheckboxSelectMultiple,
            choices=list(FILE_WORDS.items()),
            initial=[kind.value for kind in FILE_KINDS],
        ),
        "maximum": forms.IntegerField(
            label=_("At most how many megabytes?"),
            min_value=1,
            max_value=MOST_FILE_MEGABYTES,
            initial=FILE_MEGABYTES,
        ),
    }


def _piping_fields(earlier: list[tuple[str, str]]) -> dict[str, forms.Field]:
    """An earlier answer to be repeated in the question's words."""
    return {
        "earlier": forms.ChoiceField(
            label=_("Which answer?"), choices=[("", _("Choose a question")), *earlier], required=False
        ),
        "otherwise": forms.CharField(
            label=_("Words where there is no answer"),
            help_text=_("Such as “your partner”."),
            required=False,
            max_length=100,
        ),
    }


def _asked_fields() -> dict[str, forms.Field]:
    return {
        "required": forms.ChoiceField(
            label=_("Must it be answered?"),
            widget=forms.RadioSelect,
            choices=list(REQUIRED.items()),
            initial="optional",
        ),
        "may_decline": forms.BooleanField(
            label=_("Offer “Prefer not to say”"),
            help_text=_("It is an answer, and counted apart from a question that was left out."),
            required=False,
        ),
    }


def initial_of(item: Part, language: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "label": drafts.words(item.get("label"), language),
        "help": drafts.words(item.get("help"), language),
        "unit": drafts.words(item.get("unit"), language),
        "required": item.get("required", "optional"),
        "points": lines.points_as_lines(item.get("points", []), language),
        "point_set": OWN_POINTS,
        "options": lines.as_lines(item.get("options", []), language),
        "alone": next((drafts.words(one["label"], language) for one in item.get("options", ()) if one.get("exclusive")), ""),
        "minimum": item.get("min"),
        "maximum": item.get("max"),
    }  # fmt: skip
    if item["kind"] == "file":
        found["accepts"] = item.get("accepts") or [kind.value for kind in FILE_KINDS]
        found["maximum"] = item.get("max") or FILE_MEGABYTES
    found |= {key: item.get(key) for key in ("whole", "may_decline", "max_length")}
    found |= {key: dt.date.fromisoformat(item[key]) for key in ("earliest", "latest") if item.get(key)}
    return found


def item_from(before: Part, kind: str, given: dict[str, Any], language: str, languages: list[str]) -> Part:
    """An item in the keys of an instrument file."""
    item = {**before, "kind": kind}
    for key in ("label", "help", "unit"):
        if key in given:
            drafts.put(
                item, key, drafts.with_words(before.get(key), language, given[key].replace("\r\n", "\n"))
            )
    if kind == "scale":
        drafts.put(item, "points", points_given(given, before.get("points", []), language, languages))
    if kind in ("choice", "choices"):
        drafts.put(item, "options", _options(given, before, language))
    drafts.put(item, "min", plain_number(given.get("minimum")))
    drafts.put(item, "max", plain_number(given.get("maximum")))
    for key in ("whole", "may_decline", "max_length"):
        drafts.put(item, key, given.get(key))
    drafts.put(item, "accepts", given.get("accepts"))
    for key in ("earliest", "latest"):
        drafts.put(item, key, given[key].isoformat() if given.get(key) else None)
    if kind != "statement":
        item["required"] = given.get("required") or "optional"
    return item


def points_given(
    given: dict[str, Any], before: list[Part], language: str, languages: list[str]
) -> list[Part]:
    chosen = given.get("point_set") or OWN_POINTS
    if chosen != OWN_POINTS:
        return point_sets.points(chosen, languages)
    return lines.points_from(given.get("points") or "", before, language)


def _options(given: dict[str, Any], before: Part, language: str) -> list[Part]:
    found = lines.options_from(given.get("options") or "", before.get("options", []), language)
    alone = " ".join((given.get("alone") or "").split())
    for one in found:
        drafts.put(one, "exclusive", bool(alone) and drafts.words(one["label"], language) == alone)
    return found


def earlier_choices(draft: Draft, items: list[Part]) -> list[tuple[str, str]]:
    language = drafts.main_language(draft)
    return [(item["key"], shortened(label_of(item, language), 70)) for item in items]
