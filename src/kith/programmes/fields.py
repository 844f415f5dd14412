"""What each key of a definition file means: the words of the reference.

A test holds this beside the reader: a key that is read and not explained, or explained and not read,
fails it.
"""

from __future__ import annotations

from collections.abc import Mapping

from kith.matching.rulebook import BestFor
from kith.programmes.capabilities import (
    ActivityKind,
    AttributeType,
    Check,
    Clause,
    MatchKind,
    Moment,
    Requirement,
    Section,
    StageKey,
    Together,
    WaveRole,
)
from kith.programmes.field_words import KEY, LENGTH, LIST, TEXT, WORDS, Key, Part
from kith.programmes.fields_call import CALL_PARTS
from kith.programmes.fields_learning import LEARNING_PARTS
from kith.programmes.fields_raters import RATERS_PARTS

PARTS: Mapping[str, Part] = {
    "": Part(
        "The file",
        "The sections of the file. Only these stand at the top.",
        (
            Key("format_version", "whole number", "The version of this format: 1.", True),
            Key("programme", "table", "What the programme is called.", True),
            Key("role", "tables", "The sides of the programme."),
            Key("call", "table", "What the public page of a call says."),
            Key("selection", "table", "How applications are reviewed and people chosen."),
            Key("attribute", "tables", "What is known about the people."),
            Key("match", "table", "How they are brought together."),
            Key("agreement", "table", "What a pair agrees on."),
            Key("shadowing", "table", "What may be watched when one shadows the other."),
            Key("activity", "tables", "What people do, and how much of it is expected."),
            Key("prompt", "tables", "Questions to reflect on."),
            Key("mentor", "tables", "Kinds of mentor that people have."),
            Key("framework", "tables", "Leadership frameworks of your organisation's own."),
            Key("portfolio", "table", "What evidence can be mapped to."),
            Key("mapping", "tables", "What works on which dimension of a framework."),
            Key("crosswalk", "tables", "How the dimensions of two frameworks answer to each other."),
            Key("stage", "tables", "The stretches of a cohort's life."),
            Key("wave", "tables", "When which questionnaire is asked."),
            Key("slot", "tables", "Places for an organisation's own questionnaires."),
            Key("report", "table", "What stands in the report."),
            Key("variant", "tables", "Other ways of running the programme."),
        ),
    ),
    "programme": Part(
        "[programme]",
        "What the programme is called.",
        (
            Key("key", KEY, "Its short name, which never changes.", True),
            Key("name", WORDS, "Its name.", True),
            Key("summary", WORDS, "What it is, in a sentence or two.", True),
            Key("variants", LIST, "Keys of its variants, as a contents list. Each has a [[variant]]."),
        ),
    ),
    "role": Part(
        "[[role]]",
        "One for each side. What is asked of one side is asked of the other.",
        (
            Key("key", KEY, "The side's short name.", True),
            Key("name", WORDS, "What one person of the side is called.", True),
            Key("plural", WORDS, "What several are called. The name, if left out."),
            Key("places", "table", "How many people, as { min = 6, max = 40 }.", True),
            Key("preferences", KEY, "The questionnaire about their hopes."),
            Key("application", KEY, "The questionnaire with which they apply."),
            Key(
                "requires",
                LIST,
                "What must be in hand before a place is confirmed. A lead may waive it with a reason.",
                codes=Requirement,
            ),
            Key("eligible", "tables", "The rules about who may apply. Everybody may, if left out."),
            Key(
                "checks",
                LIST,
                "What is asked for and seen before a person who was chosen starts.",
                codes=Check,
            ),
        ),
    ),
    "role.places": Part(
        "[role.places]",
        "Both ends are included.",
        (
            Key("min", "whole number", "The fewest people it can run with. At least 1.", True),
            Key("max", "whole number", "The most people it can take.", True),
        ),
    ),
    **CALL_PARTS,
    "attribute": Part(
        "[[attribute]]",
        "One for each thing that is known about a person: a column of a people file, or an answer.",
        (
            Key("key", KEY, "Its short name, which rules use.", True),
            Key("label", WORDS, "What people see.", True),
            Key("kind", "code", "How it is written and compared.", True, AttributeType),
            Key("purpose", WORDS, "Why it is kept. The person reads this.", True),
            Key("roles", LIST, "The sides that have it. All, if left out."),
            Key("required", "true or false", "Refuse a person who does not have it. False, if left out."),
            Key("scale", LIST, "For a grade: its steps, lowest first."),
            Key("asked_in", KEY, "The questionnaire it is answered in. The people file, if left out."),
            Key("item", KEY, "The question in that questionnaire. The one of the same key, if left out."),
            Key("headings", LIST, "Other headings that spreadsheets use for it."),
        ),
    ),
    "match": Part(
        "[match]",
        "How people are brought together. Leave it out for a programme without a match.",
        (
            Key("kind", "code", "What is made.", True, MatchKind),
            Key(
                "sides",
                LIST,
                "For pairs the two roles, in the order in which lists show them; else the one role of the people.",
                True,
            ),
            Key("best_for", "code", "Which comes first: the weakest pair, or the sum of all.", codes=BestFor),
            Key("wishes", "whole number", "For pairs: how many people each may name, best first."),
            Key("sets", "table", "For sets: their sizes and their hour, as under `[sets]` of a rules file."),
            Key("posts", "table", "For posts: what decides, as under `[posts]` of a rules file."),
            Key("placements", "table", "For placements: as under `[placements]` of a rules file."),
            Key("rule", "tables", "The rules, in the words of a rules file for `kith match` of that kind."),
        ),
    ),
    "agreement": Part(
        "[agreement]",
        "What a pair agrees on before it starts.",
        (
            Key("clauses", LIST, "What the agreement covers, in this order.", True, Clause),
            Key(
                "review_after",
                LENGTH,
                "After how long the pair is asked to look at it again, if the two named no day. "
                "Never, if left out.",
            ),
        ),
    ),
    "activity": Part(
        "[[activity]]",
        "One for each thing people do.",
        (
            Key("key", KEY, "Its short name.", True),
            Key("kind", "code", "What it is.", True, ActivityKind),
            Key("name", WORDS, "What people call it.", True),
            Key("together", "code", "Who does it together. The pair, if left out.", codes=Together),
            Key("expected", "table", "How much of it is expected. No expectation, if left out."),
            Key("nudge_after", LENGTH, "Remind the people after this long without one."),
            Key("description", WORDS, "More about it."),
        ),
    ),
    "activity.expected": Part(
        "[activity.expected]",
        "The report compares what was done with this.",
        (
            Key("times", "whole number", "How often, in the whole programme. At least 1."),
            Key("each", LENGTH, "How long each time."),
            Key("every", LENGTH, "How often it comes round."),
        ),
    ),
    **LEARNING_PARTS,
    "stage": Part(
        "[[stage]]",
        "One for each stretch of a cohort's life, in order. A lead may move each cohort's own dates.",
        (
            Key(
                "key",
                "code",
                "Which it is. Each at most once; `running` must be there.",
                True,
                StageKey,
            ),
            Key("name", WORDS, "What it is called here. Its usual name, if left out."),
            Key(
                "starts",
                LENGTH,
                "When, from the cohort's first day; before it with a minus.",
                True,
            ),
            Key("lasts", LENGTH, "How long it lasts.", True),
        ),
    ),
    "wave": Part(
        "[[wave]]",
        "One for each time a questionnaire is asked. Before and after, every side of the match is asked.",
        (
            Key("key", KEY, "Its short name.", True),
            Key("name", WORDS, "What people see.", True),
            Key("measures", "code", "What it is to the measurement of change.", True, WaveRole),
            Key("questionnaire", KEY, "A questionnaire of Kith's, or a slot.", True),
            Key("roles", LIST, "The sides that are asked. All, if left out."),
            Key("opens", "table", "When it opens.", True),
            Key("closes", "table", "When it closes.", True),
            Key(
                "reminders",
                "list of lengths of time",
                "After opening, to those who have not answered.",
            ),
            Key("intro", WORDS, "Read before it, in place of the questionnaire's own. Needed by `then`."),
            Key("also", LIST, "Slots asked in the same sitting, if the organisation has filled them."),
            Key("raters", "table", "Others whom each person asks about themselves. Nobody, if left out."),
        ),
    ),
    **RATERS_PARTS,
    "wave.opens": Part(
        "[wave.opens] and [wave.closes]",
        "A moment told from a stage.",
        (
            Key("stage", "code", "The stage.", True, StageKey),
            Key("at", "code", "Which end of it. The start, if left out.", codes=Moment),
            Key("offset", LENGTH, "How long after it; before it with a minus. At once, if left out."),
        ),
    ),
    "slot": Part(
        "[[slot]]",
        "A place for a questionnaire that your organisation holds a licence for. Kith ships none of those.",
        (
            Key("key", KEY, "Its short name, which waves use.", True),
            Key("name", WORDS, "What it is called.", True),
            Key("note", WORDS, "What a lead should know about it."),
        ),
    ),
    "report": Part(
        "[report]",
        "What stands in the report.",
        (Key("sections", LIST, "Its sections, in this order.", True, Section),),
    ),
    "variant": Part(
        "[[variant]]",
        "Another way of running the programme. What it writes is laid over the programme: tables with the "
        "same key are merged, new ones are added, and any other value, the rules among them, takes the old "
        "one's place.",
        (
            Key("key", KEY, "Its short name.", True),
            Key("name", WORDS, "What it is called.", True),
            Key("summary", WORDS, "How it differs.", True),
            Key("source", TEXT, "Where it is described."),
            Key(
                "drop",
                LIST,
                'What it leaves out, as in ["activity.shadowing", "role.manager.eligible.grade", "call"].',
            ),
            Key("role", "tables", "Changes to roles."),
            Key("attribute", "tables", "Changes to attributes."),
            Key("call", "table", "Changes to the call."),
            Key("selection", "table", "Changes to the selection."),
            Key("match", "table", "Changes to the match."),
            Key("agreement", "table", "Changes to the agreement."),
            Key("shadowing", "table", "Changes to what may be watched."),
            Key("activity", "tables", "Changes to activities."),
            Key("prompt", "tables", "Changes to the questions to reflect on."),
            Key("mentor", "tables", "Changes to the kinds of mentor."),
            Key("framework", "tables", "Changes to your own frameworks."),
            Key("portfolio", "table", "Changes to the portfolio."),
            Key("mapping", "tables", "What works on which dimension, in place of the programme's."),
            Key("crosswalk", "tables", "Crosswalks, in place of the programme's."),
            Key("stage", "tables", "Changes to stages."),
            Key("wave", "tables", "Changes to waves."),
            Key("slot", "tables", "Changes to slots."),
            Key("report", "table", "Changes to the report."),
        ),
    ),
}
"""Every table of the file by its path, in the order of the reference."""
