"""The forms of bringing in another tool's export. Columns go by number, so that any heading can be chosen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from kith.foundation.messages import words
from kith.questionnaires.mapping import ItemMapping, Mapping
from kith.questionnaires.types import Instrument, Item
from kith.service.surveys.domain.past_answers import Elsewhere
from kith.service.surveys.models import AnswersImport, KeptMapping
from kith.service.surveys.web.past_views import YES_OR_NO
from kith.tables.types import Table
from kith.tables.values import as_text

SEVERAL = "several"
LONGEST, MOST_TIMES = 120, 12


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The export"),
        help_text=gettext_lazy(
            "As the other tool wrote it: CSV, at most 100 MB and 500,000 rows, or Excel (.xlsx), at most 20 MB. We keep "
            "it until you bring it in or leave it, a day at most."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.xlsx"}),
        allow_empty_file=True,
    )
    kept = forms.ModelChoiceField(
        label=gettext_lazy("Use a mapping that was kept?"),
        queryset=KeptMapping.objects.none(),
        required=False,
        empty_label=gettext_lazy("No, guess from the headings"),
    )

    def __init__(self, *args: Any, organisation: Any, instrument: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kept"]
        rows = KeptMapping.objects.filter(organisation=organisation, instrument=instrument.key)
        field.queryset = rows  # type: ignore[attr-defined]
        field.label_from_instance = lambda row: row.title  # type: ignore[attr-defined]
        if not rows.exists():
            del self.fields["kept"]


class ColumnsForm(forms.Form):
    """A select for each question, with what is proposed and why, then whose answers and which time."""

    def __init__(
        self,
        *args: Any,
        table: Table,
        instrument: Instrument,
        mapping: Mapping,
        row: AnswersImport,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.table, self.mapping = table, mapping
        self.items = [item for item in instrument.items if item.kind.is_asked]
        self._add_people(row)
        for item in self.items:
            self.fields[f"item_{item.key}"] = self._of_item(item)
        self.fields["keep_as"] = forms.CharField(
            label=gettext("Keep this mapping to use it again, called"),
            help_text=gettext("For example the name of the tool. Leave blank not to keep it."),
            max_length=80,
            required=False,
        )

    def _add_people(self, row: AnswersImport) -> None:
        self.fields["person"] = self._column(
            gettext("Which column says whose answers a row holds?"), self.mapping.person
        )
        self.fields["person_is"] = forms.ChoiceField(
            label=gettext("What does it hold?"),
            widget=forms.RadioSelect,
            choices=AnswersImport.PersonIs.choices,
            initial=row.person_is,
        )
        self.fields["without_others"] = forms.BooleanField(
            label=gettext("Leave out rows of people who were not asked here"),
            required=False,
            initial=row.without_others,
        )
        self.fields["time"] = self._column(
            gettext("Does a column tell several times apart?"),
            self.mapping.wave,
            nothing=gettext("No, every row is of this time"),
        )
        self.fields["time_is"] = forms.CharField(
            label=gettext("What is this time called in that column?"),
            help_text=self._times(),
            max_length=200,
            required=False,
            initial=row.time_is,
        )
        self.fields["day_first"] = forms.ChoiceField(
            label=gettext("How is 3/4/2026 meant?"),
            widget=forms.RadioSelect,
            choices=[("yes", gettext("The third of April")), ("no", gettext("The fourth of March"))],
            initial="yes" if self.mapping.day_first else "no",
        )

    def _times(self) -> str:
        """What the guessed column holds, where that is short."""
        heading = self.mapping.wave
        if heading is None or heading not in self.table.columns:
            return ""
        found = sorted({as_text(cell) for cell in self.table.column(heading) if cell is not None})
        if len(found) > MOST_TIMES:
            return ""
        said = {"column": heading, "times": ", ".join(found)}
        return gettext("In the column “%(column)s” stands: %(times)s.") % said

    def _column(
        self, label: str, heading: str | None, nothing: str | None = None, **more: Any
    ) -> forms.ChoiceField:
        choices = [("", nothing or gettext("Not in the file"))]
        choices += [(str(at), name[:LONGEST]) for at, name in enumerate(self.table.columns)]
        known = heading in self.table.columns if heading else False
        initial = str(self.table.columns.index(heading)) if known and heading else ""
        return forms.ChoiceField(
            label=label, required=False, choices=choices, **({"initial": initial} | more)
        )

    def _of_item(self, item: Item) -> forms.ChoiceField:
        found = self.mapping.of(item.key)
        label = item.label.in_language(get_language() or "en")
        if found is None:
            return self._column(label, None, help_text=gettext("Nothing in the file looks like it."))
        field = self._column(label, found.columns[0], help_text=_how_sure(found))
        if found.options:
            said = ngettext(
                "%(num)s column, one for each answer",
                "%(num)s columns, one for each answer",
                len(found.columns),
            )
            field.choices = [(SEVERAL, said % {"num": len(found.columns)}), *field.choices]  # type: ignore[misc,list-item]
            field.initial = SEVERAL
        return field

    def _heading(self, name: str) -> str:
        at = self.cleaned_data[name]
        return self.table.columns[int(at)] if at else ""

    @property
    def chosen(self) -> dict[str, Any]:
        """As the action takes it: a guess that was left alone stays what it was, with its values."""
        items: dict[str, ItemMapping] = {}
        for item in self.items:
            given, before = self.cleaned_data[f"item_{item.key}"], self.mapping.of(item.key)
            if given == SEVERAL and before is not None:
                items[item.key] = before
            elif given:
                heading = self._heading(f"item_{item.key}")
                same = before is not None and before.columns == (heading,)
                items[item.key] = before if same and before else ItemMapping(item.key, (heading,))
        said = self.cleaned_data
        return {
            "items": items,
            "person": self._heading("person"),
            "person_is": said["person_is"],
            "time": self._heading("time"),
            "time_is": said["time_is"],
            "day_first": said["day_first"] == "yes",
            "without_others": said["without_others"],
            "keep_as": said["keep_as"],
        }


def _how_sure(found: ItemMapping) -> str:
    why = words(f"mapping.reason.{found.reason.value}", {}, gettext)
    said = {"sure": f"{found.confidence:.0%}", "why": why, "fits": f"{found.fits:.0%}"}
    return gettext("%(sure)s sure: %(why)s. Of the different answers %(fits)s can be read.") % said


class BringForm(forms.Form):
    basis = forms.CharField(
        label=gettext_lazy("Where and how did these people agree to the use of their answers?"),
        help_text=gettext_lazy("They can read this, and change what they agree to."),
        max_length=300,
        error_messages={"required": gettext_lazy("Say where and how these people agreed.")},
    )
    may_be_read = forms.ChoiceField(
        label=gettext_lazy("Did they agree that the evaluator reads single lines, under pseudonyms?"),
        widget=forms.RadioSelect,
        choices=YES_OR_NO,
    )
    may_be_quoted = forms.ChoiceField(
        label=gettext_lazy("Did they agree that what they wrote is quoted without their name?"),
        widget=forms.RadioSelect,
        choices=YES_OR_NO,
    )

    @property
    def agreed(self) -> Elsewhere:
        said = self.cleaned_data
        return Elsewhere(said["basis"], said["may_be_read"] == "yes", said["may_be_quoted"] == "yes")
