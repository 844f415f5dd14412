"""Do people who judge or code the same things agree, beyond what chance would make them?"""

from kith.evaluation.raters.analyse import analyse_raters
from kith.evaluation.raters.section import raters_report, raters_section
from kith.evaluation.raters.types import RatersData, RatersResult

__all__ = ["RatersData", "RatersResult", "analyse_raters", "raters_report", "raters_section"]
