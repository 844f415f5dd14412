from kith.service.matches.models.exercises import (
    Allotment,
    Exercise,
    ExerciseDecision,
    ExercisePublication,
    ExerciseRow,
    ExerciseRun,
    ExerciseTable,
)
from kith.service.matches.models.pairs import (
    Decision,
    MatchRun,
    NeverWith,
    Pair,
    Preferences,
    PreferencesQuestionnaire,
    Publication,
)
from kith.service.matches.models.rule_changes import RuleChange

__all__ = [
    "Allotment",
    "Decision",
    "Exercise",
    "ExerciseDecision",
    "ExercisePublication",
    "ExerciseRow",
    "ExerciseRun",
    "ExerciseTable",
    "MatchRun",
    "NeverWith",
    "Pair",
    "Preferences",
    "PreferencesQuestionnaire",
    "Publication",
    "RuleChange",
]
