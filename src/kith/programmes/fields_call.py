"""What each key about the call, eligibility and selection means."""

from __future__ import annotations

from collections.abc import Mapping

from kith.programmes.capabilities import Judged
from kith.programmes.field_words import KEY, LIST, WORDS, Key, Part

CALL_PARTS: Mapping[str, Part] = {
    "role.eligible": Part(
        "[[role.eligible]]",
        "One for each rule about who may apply. It is asked of the answers to the role's application.",
        (
            Key("key", KEY, "Its short name.", True),
            Key("holds", "condition", "What must hold, as in `years >= 2 and band == 'band_7'`.", True),
            Key(
                "says",
                WORDS,
                "The rule in words. People read it before they apply and if it is not met.",
                True,
            ),
        ),
    ),
    "call": Part(
        "[call]",
        "What the public page of a call says, beside the sides, places and dates, which it takes from the rest "
        "of the file. It goes with a stage `call`.",
        (
            Key("who", WORDS, "Who it is for.", True),
            Key("commitment", WORDS, "What it takes of them.", True),
            Key("managers", WORDS, "What their managers are asked, and what release means.", True),
        ),
    ),
    "selection": Part(
        "[selection]",
        "How applications are reviewed and places offered. It goes with a stage `selection`.",
        (
            Key(
                "criterion",
                "tables",
                "What applications are scored on. At least one for each side that applies.",
            ),
            Key("reviewers", "whole number", "How many people score each application. 2, if left out."),
            Key("hidden", LIST, "Questions of the applications whose answers reviewers never see."),
            Key("interview", "true or false", "Interview those on the shortlist. False, if left out."),
            Key("offer_days", "whole number", "How many days an offer stands. 14, if left out."),
            Key(
                "example",
                "tables",
                "Invented applications that reviewers score first, to compare how they judge.",
            ),
        ),
    ),
    "selection.criterion": Part(
        "[[selection.criterion]]",
        "One for each thing that is scored.",
        (
            Key("key", KEY, "Its short name.", True),
            Key("name", WORDS, "What it is called.", True),
            Key("looks_for", WORDS, "What a reviewer looks for.", True),
            Key("anchors", "tables", "The scores that can be given, from least to most. At least 3.", True),
            Key("weight", "whole number", "How much it counts beside the others. 1, if left out."),
            Key("items", LIST, "The questions of the application that it is judged on."),
            Key("at", LIST, "Where it is scored. On the application, if left out.", codes=Judged),
            Key("roles", LIST, "The sides it is for. Every side that applies, if left out."),
        ),
    ),
    "selection.criterion.anchors": Part(
        "[[selection.criterion.anchors]]",
        'One for each score, often written in one line: `{ points = 0, words = "…" }`.',
        (
            Key("points", "whole number", "The score. 0 or more.", True),
            Key("words", WORDS, "What an answer that earns it looks like.", True),
        ),
    ),
    "selection.example": Part(
        "[[selection.example]]",
        "One for each invented application.",
        (
            Key("key", KEY, "Its short name.", True),
            Key("role", KEY, "Whose application it is.", True),
            Key("title", WORDS, "What it is called. Say that it is invented.", True),
            Key("answers", "table", "An answer for each question, by the key of the question.", True),
            Key("note", WORDS, "What reviewers may read once they have scored it.", True),
        ),
    ),
}
"""The tables about how people get in, in the order of the reference."""
