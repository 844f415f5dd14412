"""A rules file of posts: the rules of every kind, and what stands under ``[posts]``."""

from __future__ import annotations

from collections.abc import Mapping

from kith.foundation.faults import Faults, KithError
from kith.matching.posts.types import SIDES, Linked, Settings, Ties, Unlisted
from kith.matching.reading import Locate, one_of, unknown_keys
from kith.matching.rules import FORMAT_VERSION, parse_rules
from kith.matching.types import Kind, RuleBook
from kith.tables.toml import load_toml

_TOP_KEYS = frozenset({"format_version", "kind", "attribute", "rule", "posts"})
_KEYS = frozenset({"unlisted", "ties", "linked", "by", "commitment", "salt"})
_CHOICES = {"unlisted": Unlisted, "ties": Ties, "linked": Linked}


def read_file(text: str | bytes, name: str) -> tuple[RuleBook, Settings]:
    """The rules and settings of a TOML file. Raises KithError with every fault, each with its line."""
    document = load_toml(text, name)
    data, locate = document.data, document.where
    faults = Faults()
    unknown_keys(data, _TOP_KEYS, faults, locate, "")
    version = data.get("format_version", FORMAT_VERSION)
    if version != FORMAT_VERSION:
        faults.add(
            "matching.rules.format_version",
            locate("format_version"),
            value=str(version),
            known=FORMAT_VERSION,
        )
    if data.get("kind", Kind.POSTS.value) != Kind.POSTS.value:
        faults.add("matching.posts.rules.kind", locate("kind"), value=str(data["kind"]))
    settings = _settings(data.get("posts", {}), faults, locate)
    book = RuleBook(())
    rules, attributes = data.get("rule", []), data.get("attribute", {})
    if not isinstance(rules, list):
        faults.add("matching.rules.rule_not_list", locate("rule"))
        rules = []
    if not isinstance(attributes, dict):
        faults.add("matching.rules.attribute_not_table", locate("attribute"))
        attributes = {}
    try:
        book = parse_rules(rules, attributes=attributes, sides=SIDES, locate=locate)
    except KithError as error:
        faults.extend(error.faults)
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
