"""The NHS's ethnic category codes, and how the Workforce Race Equality Standard joins them."""

from __future__ import annotations

from kith.evaluation.funnel_types import Category, Told
from kith.foundation.messages import Translate, gettext_noop, words
from kith.foundation.words import FALLBACK_LANGUAGE, Text

KEY = "ethnic_category"
"""The characteristic that this wing takes for ethnic category unless it is told another."""

GROUPS = tuple("ABCDEFGHJKLMNPRS")
NOT_STATED = "Z"  # was asked and would not say
NOT_KNOWN = "99"  # nobody asked, or nobody wrote it down: not the same, so never counted together
WHITE = frozenset("ABC")
"""White British, White Irish, any other White background, as the standard counts them."""
BME = frozenset(GROUPS) - WHITE


def ethnic_categories(
    language: str = FALLBACK_LANGUAGE, translate: Translate = gettext_noop
) -> tuple[Category, ...]:
    """The 16 categories, Z (not stated) and 99 (not known), with their names in one language.

    References
    ----------
    NHS Data Dictionary, attribute ETHNIC CATEGORY CODE (16+1).
    """
    told = {NOT_STATED: Told.NOT_STATED, NOT_KNOWN: Told.NOT_KNOWN}
    return tuple(
        Category(
            code,
            Text.of(
                {
                    FALLBACK_LANGUAGE: words(f"evaluation.ethnic.{code}", {}),
                    **_other(code, language, translate),
                }
            ),
            told.get(code, Told.GROUP),
        )
        for code in (*GROUPS, NOT_STATED, NOT_KNOWN)
    )


def _other(code: str, language: str, translate: Translate) -> dict[str, str]:
    if language == FALLBACK_LANGUAGE:
        return {}
    return {language: words(f"evaluation.ethnic.{code}", {}, translate)}
