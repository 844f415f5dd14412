"""From a design to what it can show."""

from __future__ import annotations

from kith.evaluation.advice.asking import agreement_answers, reliability_answers, time_answers
from kith.evaluation.advice.changing import change_answers, then_answers
from kith.evaluation.advice.comparing import pooled_answers, sides_answers, subgroup_answers
from kith.evaluation.advice.design_checks import check_design
from kith.evaluation.advice.power import SEED
from kith.evaluation.advice.types import Advice, Design, Groups
from kith.evaluation.types import Remark
from kith.foundation.provenance import hash_value, provenance

METHOD = "kith.evaluation.advice"


def advise(design: Design) -> Advice:
    """Which analysis each question can carry, why, what is refused, and what would be enough.

    Nothing here looks at an answer: advice is for before any is opened. The same design gives the same
    advice; studies that are simulated have a fixed seed.

    Raises
    ------
    KithError
        With everything in the design that is out of range.

    >>> from kith.evaluation.advice.types import Measure, SideSize
    >>> from kith.foundation.words import Text
    >>> five = advise(Design((SideSize("", 5),), (Measure("skill", Text.of("Skill"), items=4),)))
    >>> answer = five.answers[0]
    >>> answer.analysis.value, answer.smallest_p, answer.enough
    ('counts', 0.0625, 6)
    >>> [remark.code for remark in answer.refused]
    ['evaluation.advice.refused.no_test_people', 'evaluation.advice.refused.no_range']
    """
    check_design(design)
    answers = (
        *change_answers(design),
        *then_answers(design),
        *sides_answers(design),
        *subgroup_answers(design),
        *pooled_answers(design),
        *reliability_answers(design),
        *agreement_answers(design),
        *time_answers(design),
    )
    return Advice(
        design,
        answers,
        tuple(_remarks(design)),
        provenance(
            METHOD,
            inputs={"design": hash_value(repr(design))},
            seed=SEED,
            libraries=("numpy", "scipy"),
        ),
    )


def _remarks(design: Design) -> list[Remark]:
    remarks = [Remark("evaluation.never.cause"), Remark("evaluation.never.regression")]
    if design.groups is Groups.INDEPENDENT:
        remarks.insert(0, Remark("evaluation.advice.different_people"))
    if design.primary is None and len(design.outcomes) > 1:
        remarks.insert(0, Remark("evaluation.advice.no_primary", {"outcomes": len(design.outcomes)}))
    remarks.append(Remark("evaluation.advice.before_answers"))
    return remarks
