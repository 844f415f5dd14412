"""The conditions and piped answers of an XLSForm in Kith's words; what is broken, and what has no counterpart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kith.foundation.faults import Faults, KithError
from kith.foundation.words import Text
from kith.questionnaires.cursor import Unreadable
from kith.questionnaires.declaration import nearest
from kith.questionnaires.exchange.from_xpath import Known, from_xpath, write_node
from kith.questionnaires.exchange.sheets import SheetRow
from kith.questionnaires.exchange.to_xpath import NoCounterpart, to_xpath
from kith.questionnaires.exchange.types import Loss
from kith.questionnaires.exchange.xlsform_columns import Columns
from kith.questionnaires.exchange.xlsform_words import unkept
from kith.questionnaires.exchange.xpath import Tree, parse_xpath, refs
from kith.questionnaires.expressions import MAX_LENGTH, Every, parse
from kith.questionnaires.types import Item

_REF = re.compile(r"\$\{\s*([^}\s]+)\s*\}")


@dataclass(slots=True)
class Names:
    """What ``${name}`` can mean in this form.

    ``known`` are the questions, ``rows`` where each stands, ``unseen`` the rows that ask nobody anything,
    ``aliases`` calculated rows that only show another question's label.
    """

    known: dict[str, Known]
    rows: dict[str, int]
    unseen: Mapping[str, SheetRow]
    aliases: dict[str, str] = field(default_factory=dict)

    @property
    def all(self) -> list[str]:
        return [*self.known, *self.unseen]


class Logic:
    """Reads conditions and pipes; faults and losses go where the caller said."""

    def __init__(self, columns: Columns, names: Names, faults: Faults, lost: list[Loss]) -> None:
        self._columns, self._names = columns, names
        self._faults, self._lost = faults, lost
        self._light = {
            known.key: Item(known.key, known.kind, Text.of("-"), may_decline=known.may_decline)
            for known in names.known.values()
        }
        self._asked = self._graph()

    def relevant(self, rows: Iterable[SheetRow], own: str = "") -> str | None:
        """The conditions of some rows as one; ``own`` is the question of the last, if it is one."""
        said = [one for row in rows if (one := self._condition(row, own))]
        if len(said) < 2:
            return said[0] if said else None
        joined = write_node(Every(tuple(parse(one).root for one in said)))
        return joined if len(joined) <= MAX_LENGTH else None

    def _condition(self, row: SheetRow, own: str) -> str | None:
        cell, kept = self._columns.get(row, "relevant"), self._columns.get(row, "kith_relevant")
        if kept and self.written(kept) == cell:
            return kept
        tree = self.tree(row, "relevant", own) if cell else None
        return self.said(tree, row, "relevant", own) if tree is not None else None

    def written(self, kept: str, own: str | None = None) -> str | None:
        """What Kith writes for a condition of its own: nothing where ODK has no words, None if it is none."""
        try:
            return to_xpath(parse(kept), self._light, own)
        except NoCounterpart:
            return ""
        except KithError:
            return None

    def tree(self, row: SheetRow, column: str, own: str) -> Tree | None:
        """The XPath in a cell as a tree, or None after noting what is broken in it."""
        cell, where = self._columns.get(row, column), self._columns.page.where(row.number, column)
        try:
            tree = parse_xpath(cell)
        except Unreadable as broken:
            self._faults.add(
                "exchange.xlsform.expression",
                where,
                source=cell[:80],
                at=broken.column,
                expected=broken.expected,
            )
            return None
        fine = [self._check(name, row, column, own) for name in dict.fromkeys(refs(tree))]
        return tree if all(fine) else None

    def said(self, tree: Tree, row: SheetRow, column: str, own: str) -> str | None:
        """The condition in Kith's words, or None after noting what has no counterpart."""
        try:
            said = write_node(from_xpath(tree, self._names.known, own))
        except NoCounterpart as refusal:
            self._lose("condition_in", row, column, part=refusal.what)
            return None
        if len(said) > MAX_LENGTH:
            self._lose("condition_in", row, column, part=said[:40] + "…")
            return None
        return said

    def piped(
        self, words: Mapping[str, str], kept: Mapping[str, str], row: SheetRow, column: str
    ) -> dict[str, str]:
        """The words with ODK's names turned into Kith's; what Kith kept wins where nobody has edited."""
        out = {}
        for tag, text in words.items():
            said = _REF.sub(lambda found: self._pipe(found[1], row, column), text)
            mine = unkept(kept.get(tag, ""))
            out[tag] = mine if mine and _bare(mine) == said.replace("$ {", "${") else said
        return out

    def _pipe(self, name: str, row: SheetRow, column: str) -> str:
        name = self._names.aliases.get(name, name)
        if name in self._names.known and self._check(name, row, column, ""):
            return f"${{{self._names.known[name].key}}}"
        if name in self._names.unseen:
            self._lose("pipe_unseen", row, column, name=name)
        elif name not in self._names.known:
            self._unknown(name, row, column)
        return "…"

    def _check(self, name: str, row: SheetRow, column: str, own: str) -> bool:
        where = self._columns.page.where(row.number, column)
        if name in self._names.unseen:
            return True  # from_xpath will refuse it, as a loss
        if name not in self._names.known:
            self._unknown(name, row, column)
            return False
        if name == own and column == "constraint":
            return True
        later = self._names.rows[name]
        if later < row.number:
            return True
        if name == own or (own and own in self._reached(name)):
            self._faults.add("exchange.xlsform.circular", where, name=own, other=name)
        else:
            self._faults.add("exchange.xlsform.asked_later", where, name=name, row=later)
        return False

    def _unknown(self, name: str, row: SheetRow, column: str) -> None:
        near = nearest(name, self._names.all)
        code = "unknown_name_nearest" if near else "unknown_name"
        where = self._columns.page.where(row.number, column)
        self._faults.add(f"exchange.xlsform.{code}", where, name=name[:60], nearest=near)

    def _graph(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for row in self._columns.page.rows:
            name = self._columns.get(row, "name")
            found.setdefault(name, set()).update(_REF.findall(self._columns.get(row, "relevant")))
        return found

    def _reached(self, name: str) -> set[str]:
        """Every question that decides, directly or not, whether ``name`` is asked."""
        seen: set[str] = set()
        waiting = [name]
        while waiting:
            for one in self._asked.get(waiting.pop(), set()) - seen:
                seen.add(one)
                waiting.append(one)
        return seen

    def _lose(self, code: str, row: SheetRow, column: str, **params: str) -> None:
        where = self._columns.page.where(row.number, column)
        self._lost.append(Loss(f"exchange.xlsform.{code}", where, params))


def _bare(words: str) -> str:
    """Words without what Kith says when there is no answer."""
    return re.sub(r"\$\{\s*([a-z][a-z0-9_]*)\s*(?:\|[^}]*)?\}", r"${\1}", words)
