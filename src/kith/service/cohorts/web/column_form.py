"""Which column of the file holds which field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.service.ui.web.wording import said
from kith.tables.fields import Schema
from kith.tables.mapping import ColumnMapping, check_mapping
from kith.tables.types import Table

EXAMPLES = 3


class ColumnForm(forms.Form):
    """One choice a field; beside it, the first values of the column that was guessed."""

    def __init__(
        self,
        *args: Any,
        table: Table,
        schema: Schema,
        mapping: Mapping[str, str],
        language: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._table, self._schema = table, schema
        choices = [("", _("Not in this file"))] + [(column, column) for column in table.columns]
        for field in schema.fields:
            guess = mapping.get(field.key, "")
            label = field.label.in_language(language)
            self.fields[field.key] = forms.ChoiceField(
                label=label if field.required else _("%(label)s (if you have it)") % {"label": label},
                choices=choices,
                initial=guess,
                required=False,
                help_text=_examples(table, guess),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for fault in check_mapping(
            self._table, self._schema, ColumnMapping.chosen(self.mapping, self._table.columns)
        ):
            self.add_error(None, said(fault))
        return cleaned

    @property
    def mapping(self) -> dict[str, str]:
        return {key: column for key, column in self.cleaned_data.items() if column}


def _examples(table: Table, column: str) -> str:
    if not column:
        return ""
    values = [str(cell) for cell in table.column(column) if cell not in (None, "")][:EXAMPLES]
    return str(_("For example: %(values)s")) % {"values": " · ".join(values)} if values else ""
