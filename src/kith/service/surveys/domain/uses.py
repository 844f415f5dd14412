"""What may be done with somebody's answers: three uses, each with its own yes or no and its own words.

They are asked for once a cohort, before the first screen, and again when the words have changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from uuid import UUID

from kith.foundation.words import Text
from kith.service.people.domain import consents
from kith.service.people.domain.consents import ELSEWHERE, Wording, current_wording, register_wording
from kith.service.people.models import Consent


class Use(StrEnum):
    """Each value is also the purpose that the person's answer is kept under."""

    REPORT = "surveys.report"
    LINES = "surveys.lines"
    QUOTES = "surveys.quotes"

    @property
    def field(self) -> str:
        """What a form, and a fault, call it."""
        return self.name.lower()


_WORDINGS = (
    Wording(
        Use.REPORT,
        "1",
        Text.of(
            {
                "en": "May we use your answers in the report of this programme?",
                "zh-Hans": "我们可以把您的回答用在本项目的报告里吗？",
            }
        ),
        Text.of(
            {
                "en": (
                    "They are counted together with everybody else’s. Small groups are never shown. "
                    "If you say no, we ask you nothing more, and no report uses what you may have sent."
                ),
                "zh-Hans": (
                    "您的回答会与其他人的合在一起计算，人数太少的组不会显示。"
                    "如果您不同意，我们就不再向您提问，任何报告也不会使用您已经提交的回答。"
                ),
            }
        ),
        is_confidential=True,
    ),
    Wording(
        Use.LINES,
        "1",
        Text.of(
            {
                "en": "May the evaluator read your answers on a line of their own, under a pseudonym?",
                "zh-Hans": "评估人员可以用化名逐行阅读您的回答吗？",
            }
        ),
        Text.of(
            {
                "en": (
                    "The evaluator sees how single people changed, and no names. "
                    "The people who run the programme never see single answers. If you say no, you are counted only."
                ),
                "zh-Hans": (
                    "评估人员看到的是每个人的变化，看不到姓名。管理项目的人永远看不到单个回答。"
                    "如果您不同意，您的回答只用于计数。"
                ),
            }
        ),
        is_confidential=True,
    ),
    Wording(
        Use.QUOTES,
        "1",
        Text.of(
            {
                "en": "May what you write in your own words be quoted without your name?",
                "zh-Hans": "您用自己的话写的内容，可以不署名引用吗？",
            }
        ),
        Text.of(
            {
                "en": (
                    "A quotation says only which side you are on. "
                    "Write nothing that would tell who you or somebody else is."
                ),
                "zh-Hans": "引用时只说明您属于哪一方。请不要写能让人认出您或别人的内容。",
            }
        ),
        is_confidential=True,
    ),
)


def register_uses() -> None:
    for wording in _WORDINGS:
        register_wording(wording)


def said_to_uses(person_id: UUID, cohort_id: UUID) -> Mapping[Use, Consent]:
    """What somebody says now; a use that they were not asked about is not in it."""
    found = {Use(row.purpose): row for row in consents.said_in(Use, cohort_id, person_id=person_id)}
    return {use: found[use] for use in Use if use in found}


def said_in(cohort_id: UUID) -> Mapping[UUID, Mapping[Use, Consent]]:
    """The same for everybody in the cohort who was asked, by person."""
    found: dict[UUID, dict[Use, Consent]] = {}
    for row in consents.said_in(Use, cohort_id):
        found.setdefault(row.person_id, {})[Use(row.purpose)] = row
    return found


def must_be_asked(said: Mapping[Use, Consent]) -> bool:
    """Whether an answer is missing, or was given to words that have changed since.

    Who said no to the report is not asked about the rest: nothing of theirs is kept.
    """
    report = said.get(Use.REPORT)
    asked = (Use.REPORT,) if report is not None and not report.is_given else tuple(Use)
    return any(
        use not in said or said[use].wording_version not in {ELSEWHERE, current_wording(use).version}
        for use in asked
    )


def permissions(said: Mapping[Use, Consent]) -> dict[str, bool]:
    """The same as a response keeps it, so that a report needs to know no person."""
    given = {use: use in said and said[use].is_given for use in Use}
    return {
        "may_be_reported": given[Use.REPORT],
        "may_be_read": given[Use.REPORT] and given[Use.LINES],
        "may_be_quoted": given[Use.REPORT] and given[Use.QUOTES],
    }


def who_refused(cohort_id: UUID) -> frozenset[UUID]:
    """People of the cohort who said no to any use: they are asked, and not reminded."""
    rows = Consent.objects.filter(purpose=Use.REPORT, cohort_id=cohort_id, is_given=False, withdrawn_at=None)
    return frozenset(rows.values_list("person_id", flat=True))
