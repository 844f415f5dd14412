"""The tables of questionnaires, one module a subject."""

from kith.service.surveys.models.asking import Invitation, PseudonymKey, Response, Wave
from kith.service.surveys.models.elsewhere import (
    AnswersImport,
    KeptMapping,
    OfflineDelivery,
    PaperEntry,
    PaperSheet,
    SharedWave,
    UnlinkedAnswer,
)
from kith.service.surveys.models.files import ResponseFile
from kith.service.surveys.models.making import OwnInstrument, Questionnaire, QuestionnaireVersion
from kith.service.surveys.models.raters import Rater, RaterAnswer, WaveRaters

__all__ = [
    "AnswersImport",
    "Invitation",
    "KeptMapping",
    "OfflineDelivery",
    "OwnInstrument",
    "PaperEntry",
    "PaperSheet",
    "PseudonymKey",
    "Questionnaire",
    "QuestionnaireVersion",
    "Rater",
    "RaterAnswer",
    "Response",
    "ResponseFile",
    "SharedWave",
    "UnlinkedAnswer",
    "Wave",
    "WaveRaters",
]
