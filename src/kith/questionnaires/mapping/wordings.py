"""One answer in the several ways that tools word it."""

from __future__ import annotations

from kith.tables.naming import plain

_SAME = (
    (
        "strongly agree",
        "completely agree",
        "totally agree",
        "agree strongly",
        "agree completely",
        "fully agree",
    ),
    (
        "slightly agree",
        "somewhat agree",
        "tend to agree",
        "agree slightly",
        "agree somewhat",
        "agree a little",
    ),
    ("neither agree nor disagree", "neither disagree nor agree", "neutral", "neither", "undecided"),
    (
        *("slightly disagree", "somewhat disagree", "tend to disagree", "disagree slightly"),
        *("disagree somewhat", "disagree a little"),
    ),
    (
        *("strongly disagree", "completely disagree", "totally disagree", "disagree strongly"),
        *("disagree completely", "fully disagree"),
    ),
    ("always", "all of the time", "all the time", "every time"),
    ("often", "frequently", "most of the time", "a lot of the time"),
    ("sometimes", "some of the time", "occasionally", "now and then"),
    ("rarely", "seldom", "hardly ever", "a little of the time"),
    ("never", "none of the time", "not at any time"),
    ("very satisfied", "extremely satisfied", "completely satisfied"),
    ("neither satisfied nor dissatisfied", "neutral", "neither"),
    ("very dissatisfied", "extremely dissatisfied", "completely dissatisfied"),
    ("very confident", "extremely confident", "completely confident"),
    ("not at all confident", "not confident at all", "not confident"),
    ("very likely", "extremely likely"),
    ("very unlikely", "extremely unlikely"),
    ("yes", "y", "true", "checked", "selected", "ticked", "1", "是"),
    ("no", "n", "false", "unchecked", "not selected", "0", "否"),
)
WORDINGS: dict[str, frozenset[int]] = {}
for _number, _words in enumerate(_SAME):
    for _word in _words:
        WORDINGS[plain(_word)] = WORDINGS.get(plain(_word), frozenset()) | {_number}

YES = frozenset(map(plain, _SAME[-2])) | {"x", "是的"}
NO = frozenset(map(plain, _SAME[-1])) | {"不是"}
DECLINING = frozenset(
    map(
        plain,
        (
            *("prefer not to say", "prefer not to answer", "rather not say", "i prefer not to say"),
            *("i would rather not say", "i'd rather not say", "decline to answer", "declined"),
            *("prefer_not_to_say", "不愿透露", "不愿回答"),
        ),
    )
)


def same_wording(one: str, other: str) -> bool:
    """Whether two answers are known to mean the same.

    >>> same_wording("Completely agree", "strongly agree"), same_wording("Agree", "Strongly agree")
    (True, False)
    """
    a, b = plain(one), plain(other)
    return a == b or bool(WORDINGS.get(a, frozenset()) & WORDINGS.get(b, frozenset()))
