"""What those who did not answer could have done to a change: bounds, tipping points, and imputation."""

from kith.evaluation.missing.bounds import missing_answers
from kith.evaluation.missing.types import Imputed, MissingAnswers, Tip

__all__ = ["Imputed", "MissingAnswers", "Tip", "missing_answers"]
