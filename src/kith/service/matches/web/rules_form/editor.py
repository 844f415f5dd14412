"""The rules of one file as small forms, one a rule; each button sends all of them, so none needs a script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from kith.foundation.faults import Fault
from kith.foundation.messages import catalogue, words
from kith.service.matches.domain.rule_words import RuleWord, Vocabulary
from kith.service.matches.web.rules_form.tables import FIELDS, Boxes, read_boxes, table_of, write_toml

MOST_RULES = 60
LONGEST_BOX = 1000
_AT_RULE = re.compile(r"rule\[(\d+)\](?:\.(.+))?")
_IN_A_FORM = {
    code: f"matches.{code.removeprefix('matching.')}"
    for code in (
        "matching.rules.attribute_needed",
        "matching.rules.limit_needed",
        "matching.rules.limit_not_number",
        "matching.rules.limit_not_whole",
        "matching.rules.must_or_prefer",
        "matching.rules.twice",
        "matching.rules.weight_needed",
        "matching.rules.wrong_kind",
    )
} | {"programmes.attribute_of_other_side": "matches.rules.other_side"}
"""Sentences that speak of the file's own words have a sister for those who never see the file."""

_LIMITS: Mapping[str, Any] = {
    "at_least": lazy("At least"),
    "enough": lazy("How many are enough"),
    "within": lazy("At most apart"),
    "first": lazy("How many wishes count"),
    "at_most": lazy("At most"),
}
"""What the words of the file are called in a form."""


def phrase(word: RuleWord, said: Mapping[str, str] | None = None) -> str:
    """The rule with what is ``said`` already, and gaps: “must share … (at least …)”."""
    found = {name: value for name, value in (said or {}).items() if value}
    code = f"{word.code}.with" if "facing" in found else word.code
    gaps = dict.fromkeys(("on", "facing", "limit", "side"), "…")
    return capfirst(words(code if code in catalogue() else word.code, gaps | found, _))


class RuleFields(forms.Form):
    """One rule. Only the boxes that its word has a use for; nothing is required here, as the file's reader judges."""

    def __init__(self, *, vocabulary: Vocabulary, number: int, boxes: Boxes) -> None:
        prefix = f"rule-{number}"
        super().__init__({f"{prefix}-{name}": value for name, value in boxes.items()}, prefix=prefix)
        self.number = number
        self.word = vocabulary.word(boxes["word"])
        self.boxes = boxes
        self.known: dict[str, dict[str, str]] = {}
        self.fields["word"] = forms.ChoiceField(
            label=_("Rule"), choices=_word_choices(vocabulary, boxes["word"]), required=False
        )
        if self.word is not None:
            self._add_boxes(self.word, vocabulary)
        if boxes["rest"]:
            self.fields["rest"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def _add_boxes(self, word: RuleWord, vocabulary: Vocabulary) -> None:
        first, last = vocabulary.sides[0], vocabulary.sides[-1]
        if word.attributes:
            label = _("Look at") if word.attributes < len(vocabulary.sides) else first.name
            known = [("", _("Choose")), *first.attributes]
            self._add_list("on", label, known)
        if word.attributes > 1:
            known = [("", _("The same")), *last.attributes]
            self._add_list("with", last.name, known)
        if word.limit:
            self.fields["limit"] = _number(_LIMITS.get(word.limit, word.limit.replace("_", " ").capitalize()))
        if word.has_weight:
            self.fields["weight"] = _number(_("Weight"))
        if word.has_side:
            sides = [("", _("Both sides")), *((side.key, side.name) for side in vocabulary.sides)]
            self.fields["side"] = _choice(_("Whose wishes"), sides)

    def _add_list(self, box: str, label: str, known: list[tuple[str, str]]) -> None:
        choices = _with_current(known, self.boxes[box])
        self.known[box] = dict(choices)
        self.fields[box] = _choice(label, choices)

    @property
    def id(self) -> str:
        return f"rule-{self.number}"

    @property
    def says(self) -> str:
        """Its legend: what the rule says, with gaps where something is chosen below."""
        spoken = _("Rule %(number)s") % {"number": self.number + 1}
        if self.word is None:
            return spoken
        said = {name: self._chosen(box) for name, box in (("on", "on"), ("facing", "with"))}
        return f"{spoken}: {phrase(self.word, {**said, 'limit': self.boxes['limit']})}"

    def _chosen(self, box: str) -> str:
        """What is chosen in a list, as it stands inside a sentence."""
        label = self.known.get(box, {}).get(self.boxes[box], self.boxes[box]) if box in self.fields else ""
        return label[:1].lower() + label[1:] if self.boxes[box] else ""

    def at(self, path: str | None) -> str:
        """The box that a fault at ``path`` is about."""
        if path in self.fields:
            return str(path)
        if self.word is None or path is None:
            return "word"
        return {self.word.limit: "limit", self.word.strength: "word" if self.word.verb else "on"}.get(
            path, "word"
        )


def _choice(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False)


def _number(label: Any) -> forms.CharField:
    """Typed as text: a limit may have its unit, such as 2 hours or 30 km."""
    return forms.CharField(label=label, required=False, max_length=30)


def _with_current(known: list[tuple[str, str]], current: str) -> list[tuple[str, str]]:
    """What the file names and nobody knows stays to be seen, and is refused by name."""
    return known if current in dict(known) else [*known, (current, current)]


def _word_choices(vocabulary: Vocabulary, current: str) -> list[tuple[str, str]]:
    empty = [("", _("Choose a rule"))] if vocabulary.word(current) is None else []
    return [*empty, *((word.key, phrase(word)) for word in vocabulary.words)]


class RulesEditor:
    """The rules of one file. ``forms`` has one form a rule."""

    def __init__(self, vocabulary: Vocabulary, head: Mapping[str, object], rules: list[Boxes]) -> None:
        self.vocabulary = vocabulary
        self.is_save = False
        self._head = head
        self._rules = rules
        self._make_forms()

    @classmethod
    def of(cls, vocabulary: Vocabulary, toml: str) -> RulesEditor:
        """The rules of a file. Raises KithError where it is no TOML."""
        return cls(vocabulary, *read_boxes(vocabulary, toml))

    @classmethod
    def posted(cls, vocabulary: Vocabulary, toml: str, data: Mapping[str, str]) -> RulesEditor:
        """What came back, the pressed button's work done. What no box shows is kept as ``toml`` has it."""
        head, _before = read_boxes(vocabulary, toml)
        said = data.get("rules", "")
        count = min(int(said), MOST_RULES) if said.isdecimal() and len(said) < 4 else 0
        rules = [
            {name: str(data.get(f"rule-{number}-{name}", ""))[:LONGEST_BOX].strip() for name in FIELDS}
            for number in range(count)
        ]
        editor = cls(vocabulary, head, rules)
        editor._press(data.get("do", ""), data.get("new", ""))
        return editor

    def _press(self, button: str, new: str) -> None:
        action, _colon, said = button.partition(":")
        number = int(said) if said.isdecimal() and len(said) < 4 else -1
        if action == "add" and len(self._rules) < MOST_RULES:
            self._rules.append({**dict.fromkeys(FIELDS, ""), "word": new})
        elif action == "remove" and 0 <= number < len(self._rules):
            del self._rules[number]
        elif action in {"up", "down"}:
            self._move(number, number + (1 if action == "down" else -1))
        else:
            self.is_save = True
        self._make_forms()

    def _move(self, number: int, to: int) -> None:
        if min(number, to) >= 0 and max(number, to) < len(self._rules):
            self._rules[number], self._rules[to] = self._rules[to], self._rules[number]

    def _make_forms(self) -> None:
        self.forms = [
            RuleFields(vocabulary=self.vocabulary, number=number, boxes=boxes)
            for number, boxes in enumerate(self._rules)
        ]

    @property
    def new(self) -> forms.Form:
        """The list from which a rule is added."""
        form = forms.Form()
        form.fields["new"] = _choice(_("Add a rule"), _word_choices(self.vocabulary, ""))
        return form

    @property
    def is_full(self) -> bool:
        return len(self._rules) >= MOST_RULES

    @property
    def toml(self) -> str:
        """The file that the form says, whatever is wrong with it."""
        return write_toml(self._head, [table_of(form.word, form.boxes) for form in self.forms])

    def show(self, faults: Iterable[Fault]) -> list[Fault]:
        """Put each fault beside the box that it is about; those that are about no rule come back."""
        others = []
        for fault in faults:
            found = _AT_RULE.fullmatch(fault.where.key or "")
            if found is None or int(found[1]) >= len(self.forms):
                others.append(fault)
                continue
            form = self.forms[int(found[1])]
            code = _IN_A_FORM.get(fault.code, fault.code)
            said = _("Rule %(number)s") % {"number": form.number + 1}
            form.add_error(form.at(found[2]), f"{said}: {words(code, fault.params, _)}")
        return others
