"""A rules file of posts: the rules of every kind, and what stands under ``[posts]``."""

from __future__ import annotations

from collections.abc import Mapping

from kith.foundation.faults import Faults
from kith.matching.posts.types import SIDES, Linked, Settings, Ties, Unlisted
from kith.matching.reading import Locate, one_of, unknown_keys
from kith.matching.rulebook import RuleBook
from kith.matching.rules import read_rules_with
from kith.matching.types import Kind

_KEYS = frozenset({"unlisted", "ties", "linked", "by", "commitment", "salt"})
_CHOICES = {"unlisted": Unlisted, "ties": Ties, "linked": Linked}


def read_file(text: str | bytes, name: str) -> tuple[RuleBook, Settings]:
    """The rules and settings of a TOML file. Raises KithError with every fault, each with its line."""
    faults = Faults()
    book, document = read_rules_with(text, name, sides=SIDES, kind=Kind.POSTS, also={"posts"}, faults=faults)
    if "best_for" in document.data:
        faults.add("matching.posts.rules.best_for", document.where("best_for"))
    settings = _settings(document.data.get("posts", {}), faults, document.where)
    faults.raise_if_any()
    return book, settings


def _settings(table: object, faults: Faults, locate: Locate) -> Settings:
    if not isinstance(table, Mapping):
        faults.add("matching.posts.rules.posts_not_table", locate("posts"))
        return Settings()
    unknown_keys(table, _KEYS, faults, locate, "posts.")
    before = len(faults)
    for key, choices in _CHOICES.items():
        if key in table:
            one_of(table[key], choices, faults, locate(f"posts.{key}"), key)
    for key in ("by", "commitment", "salt"):
        if key in table and not isinstance(table[key], str):
            faults.add("matching.posts.rules.text_needed", locate(f"posts.{key}"), key=key)
    if len(faults) > before:
        return Settings()
    return Settings(
        unlisted=Unlisted(str(table.get("unlisted", Unlisted.NOT_OFFERED.value))),
        ties=Ties(str(table.get("ties", Ties.ONE_LOTTERY.value))),
        linked=Linked(str(table.get("linked", Linked.SAME_POST.value))),
        linked_by=table.get("by"),
        commitment=table.get("commitment"),
        salt=table.get("salt"),
    )
