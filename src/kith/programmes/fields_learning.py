"""What each key about learning together means."""

from __future__ import annotations

from collections.abc import Mapping

from kith.programmes.field_words import KEY, LENGTH, LIST, TEXT, WORDS, Key, Part

LEARNING_PARTS: Mapping[str, Part] = {
    "shadowing": Part(
        "[shadowing]",
        "The rule that people read before one watches the other at work. It goes with an activity of kind "
        "`shadowing`.",
        (
            Key("may", WORDS, "What may be watched.", True),
            Key("may_not", WORDS, "What may not.", True),
            Key("patients", WORDS, "How patients' privacy is kept.", True),
        ),
    ),
    "prompt": Part(
        "[[prompt]]",
        "One for each question to reflect on. What people write belongs to them.",
        (
            Key("key", KEY, "Its short name.", True),
            Key("words", WORDS, "The question.", True),
            Key("after", LIST, "The activities after which it is asked. At any time, if left out."),
            Key("roles", LIST, "The sides that are asked it. All, if left out."),
        ),
    ),
    "mentor": Part(
        "[[mentor]]",
        "One for each kind of mentor. Without one, nobody has a mentor.",
        (
            Key("key", KEY, "Its short name.", True),
            Key("name", WORDS, "What people call this mentor.", True),
            Key("roles", LIST, "The sides that have one. All, if left out."),
            Key("expected", "table", "How often they talk. No expectation, if left out."),
            Key("nudge_after", LENGTH, "Remind the two after this long without a talk."),
            Key("description", WORDS, "What this mentor is for."),
        ),
    ),
    "mentor.expected": Part(
        "[mentor.expected]",
        "The report compares what was done with this.",
        (
            Key("times", "whole number", "How often, in the whole programme. At least 1."),
            Key("each", LENGTH, "How long each time."),
            Key("every", LENGTH, "How often it comes round."),
        ),
    ),
    "framework": Part(
        "[[framework]]",
        "A leadership framework of your organisation's own, or one that it holds a licence for. "
        "`kith programme frameworks` lists those that come with Kith.",
        (
            Key("key", KEY, "Its short name. Give a new version a new one.", True),
            Key("name", WORDS, "What it is called.", True),
            Key("version", TEXT, "Which version it is, as its owner says it.", True),
            Key("owner", TEXT, "Whose it is.", True),
            Key("source", TEXT, "Where its own text stands."),
            Key("dimension", "tables", "Its dimensions. At least one.", True),
        ),
    ),
    "framework.dimension": Part(
        "[[framework.dimension]]",
        "One for each dimension.",
        (
            Key("key", KEY, "Its short name.", True),
            Key("name", WORDS, "What it is called.", True),
            Key("gloss", WORDS, "A line about it."),
        ),
    ),
    "mapping": Part(
        "[[mapping]]",
        "One for each dimension that something in the programme works on. The report says by it which dimensions were "
        "worked on. It is your own judgement, not the framework owner's.",
        (
            Key("framework", KEY, "The framework's key.", True),
            Key("dimension", KEY, "The dimension's key.", True),
            Key("scales", LIST, "Scores of questionnaires that waves ask, by key."),
            Key("items", LIST, "Single questions of questionnaires that waves ask, by key."),
            Key("activities", LIST, "Activities, by key."),
            Key("prompts", LIST, "Questions to reflect on, by key."),
        ),
    ),
    "crosswalk": Part(
        "[[crosswalk]]",
        "How the dimensions of one framework answer to those of another, so that a report can be read by either.",
        (
            Key("from", KEY, "The framework that is read.", True),
            Key("to", KEY, "The framework that it is read as.", True),
            Key("source", TEXT, "Who says so, and where.", True),
            Key("note", WORDS, "What a reader should bear in mind."),
            Key("dimension", "tables", "One for each dimension that has an answer.", True),
        ),
    ),
    "crosswalk.dimension": Part(
        "[[crosswalk.dimension]]",
        "A dimension and what answers to it. One that nothing answers to is left out.",
        (
            Key("from", KEY, "The dimension that is read.", True),
            Key("to", LIST, "The dimensions that answer to it.", True),
        ),
    ),
    "portfolio": Part(
        "[portfolio]",
        "What a participant shows at the end, and the frameworks that it can be mapped to.",
        (
            Key(
                "frameworks",
                LIST,
                "Keys of frameworks that come with Kith, or of your own [[framework]], in this order.",
                True,
            ),
        ),
    ),
}
"""The tables about learning together, in the order of the reference."""
