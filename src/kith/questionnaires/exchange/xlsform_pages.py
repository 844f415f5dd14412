"""The pages of an XLSForm in the keys of an instrument file, and its scales."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kith.questionnaires.exchange.from_xpath import Known
from kith.questionnaires.exchange.places import key_of, placed
from kith.questionnaires.exchange.sheets import SheetRow
from kith.questionnaires.exchange.types import Loss, loss
from kith.questionnaires.exchange.xlsform_columns import Columns
from kith.questionnaires.exchange.xlsform_logic import Logic
from kith.questionnaires.exchange.xlsform_questions import Questions
from kith.questionnaires.exchange.xlsform_rows import PageDraft, Survey
from kith.questionnaires.exchange.xpath import Apply, Compared, Number, Ref, Tree
from kith.questionnaires.read import MOST_REPEATS
from kith.questionnaires.tree import Node


class PageReader:
    """Turns the pages of a survey into tables, in order."""

    def __init__(
        self,
        survey: Survey,
        questions: Questions,
        logic: Logic,
        known: Mapping[str, Known],
        languages: tuple[str, ...],
        lost: list[Loss],
    ) -> None:
        self._survey, self._questions, self._logic = survey, questions, logic
        self._known, self._languages, self._lost = known, languages, lost
        self._columns = survey.columns
        self._taken: set[str] = set()

    def pages(self) -> list[Node]:
        return [self._page(page) for page in self._survey.pages if page.items]

    def role(self, role: str) -> Node | None:
        """The words before or after the whole form."""
        row = self._survey.roles.get(role)
        return self._words(row, "label") if row else None

    def _page(self, page: PageDraft) -> Node:
        group = page.group
        at = self._columns.page.where((group or page.row).number)
        items = []
        for draft in page.items:
            known = self._known[draft.name]
            items.append(self._questions.item(draft, known, self._logic, self._languages))
            if draft.or_other:
                other = self._free(f"{known.key}_other", {one.key for one in self._known.values()})
                items.append(self._questions.other(draft, other, self._languages, known))
        relevant = self._logic.relevant(page.conditions)
        cells: dict[str, object] = {
            "key": self._key(page),
            "title": self._words(group, "label") if group and page.titled else None,
            "intro": self._words(page.intro, "label") if page.intro else None,
            "relevant": relevant,
            "repeat": self._repeat(group) if group and page.repeats else None,
            "item": items,
        }
        return placed(cells, at)

    def _key(self, page: PageDraft) -> str:
        if page.group is None or not page.titled:
            wanted = self._known[page.items[0].name].key
        else:
            name = self._columns.get(page.group, "name")
            wanted = self._columns.get(page.group, "kith_key") or (
                name if _is_key(name) else key_of(name, "page")
            )
        return self._free(wanted, set())

    def _free(self, wanted: str, others: set[str]) -> str:
        key, number = wanted, 2
        while key in self._taken or key in others:
            key, number = f"{wanted[:56]}_{number}", number + 1
        self._taken.add(key)
        return key

    def _words(self, row: SheetRow, column: str) -> Node | None:
        words = self._columns.words(row, column)
        if not words:
            return None
        said = self._logic.piped(words, self._columns.words(row, f"kith_{column}"), row, column)
        return placed(said, self._columns.page.where(row.number, column))

    def _repeat(self, group: SheetRow) -> Node | None:
        where = self._columns.page.where(group.number, "repeat_count")
        cell = self._columns.get(group, "repeat_count")
        tree = self._logic.tree(group, "repeat_count", "") if cell else None
        counted = _counted(tree) if tree is not None else None
        if counted is None or counted[0] not in self._known:
            if tree is not None or not cell:
                self._lost.append(loss("exchange.xlsform.repeat_uncounted", where))
            return None
        name, most = counted
        return placed({"count": self._known[name].key, "max": most}, where)


def _counted(tree: Tree) -> tuple[str, int] | None:
    """The question that counts a repeat, and the most times it is asked."""
    match tree:
        case Ref(name):
            return name, MOST_REPEATS
        case Apply("if", (Compared(Ref(name), ">", Number(most)), Number(same), Ref(again))) if (
            most == same and name == again and most.is_integer()
        ):
            return name, int(most)
    return None


def _is_key(name: str) -> bool:
    return key_of(name.replace("-", "_")) == name.replace("-", "_")


def scales_of(choices: Columns | None, rows: Sequence[SheetRow]) -> list[Node] | None:
    """The scales that Kith wrote in a list of choices of their own."""
    if choices is None or not rows:
        return None
    return [_scale(choices, row) for row in rows]


def _scale(choices: Columns, row: SheetRow) -> Node:
    at = choices.page.where(row.number)
    share = choices.get(row, "kith_min_answered")
    try:
        least: object = float(share) if share else None
    except ValueError:
        least = share  # the reader of instruments says what is wrong with it
    cells = {
        "key": choices.get(row, "name"),
        "name": choices.node(row, "label"),
        "items": choices.get(row, "kith_items").split(),
        "reversed": choices.get(row, "kith_reversed").split() or None,
        "rule": choices.get(row, "kith_rule") or None,
        "min_answered": placed(least, choices.page.where(row.number, "kith_min_answered")) if share else None,
        "higher_is": choices.get(row, "kith_higher_is") or None,
    }
    return placed(cells, at)
