"""Column headings as people read them, and columns that belong to one question."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

LEAST_TICKED = 3
NUMBERED = re.compile(r"(?P<stem>[A-Za-z]{0,2}\d+)[a-z]{1,2}(?=[_\W]|$)")
OPTION = re.compile(r"(?P<stem>.+?)\s*(?:\[(?P<inside>[^\]]+)\]|:\s+(?P<after>.+)|\s[–—-]\s(?P<dash>.+))$")
CODE = re.compile(r"^[A-Za-z]{0,2}\d+[a-z]{0,2}_")
TYPE_ENDING = re.compile(r"_(cat|ind|txt|n|dttm|num|str|bool)$")


def readable(heading: str) -> str:
    """A heading without the marks of a data dictionary; a sentence stays as it is.

    >>> readable("q14a_mgr_cpd_supportive_cat"), readable("How often do you meet?")
    ('Mgr cpd supportive', 'How often do you meet?')
    """
    if " " in heading or "_" not in heading:
        return heading
    bare = TYPE_ENDING.sub("", CODE.sub("", heading)).replace("_", " ").strip()
    return bare[:1].upper() + bare[1:] or heading


def ticked_together(yes_no: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Yes-or-no columns that are the options of one question: name of the question to its columns.

    Columns belong together when their headings share a question number with a letter behind it
    (``q20a_...``, ``q20b_...``), or the words before an option in brackets, after a colon or a dash.

    Parameters
    ----------
    yes_no
        Headings of the columns that hold only yes and no, in the order of the file.
    """
    stems: dict[str, list[str]] = defaultdict(list)
    for heading in yes_no:
        found = NUMBERED.match(heading) or OPTION.match(heading)
        if found is not None:
            stems[found.group("stem")].append(heading)
    return {stem: tuple(columns) for stem, columns in stems.items() if len(columns) >= LEAST_TICKED}


def option_labels(columns: Iterable[str]) -> dict[str, str]:
    """Each option's own words: what is left of a heading when what all share is taken away.

    >>> option_labels(["q2a_seen_blogs_ind", "q2b_seen_radio_ind"])
    {'q2a_seen_blogs_ind': 'blogs', 'q2b_seen_radio_ind': 'radio'}
    """
    texts = {}
    for heading in columns:
        found = None if NUMBERED.match(heading) else OPTION.match(heading)
        option = found and (found.group("inside") or found.group("after") or found.group("dash"))
        texts[heading] = option or readable(heading)
    shared = _beginning(list(texts.values()))
    shared = shared[: shared.rfind(" ") + 1]
    return {heading: text[len(shared) :] or text for heading, text in texts.items()}


def shared_words(columns: Sequence[str]) -> str:
    """The words that the headings of one question share, as its label.

    >>> shared_words(["q2a_seen_news_blogs_ind", "q2b_seen_news_radio_ind"])
    'Seen news'
    """
    found = None if NUMBERED.match(columns[0]) else OPTION.match(columns[0])
    if found is not None:
        return found.group("stem")
    shared = _beginning([readable(heading) for heading in columns])
    return shared[: shared.rfind(" ")].strip() if " " in shared else shared


def _beginning(texts: Sequence[str]) -> str:
    """What all the texts begin with. The first and last in order differ earliest."""
    first, last = min(texts), max(texts)
    same = 0
    while same < min(len(first), len(last)) and first[same] == last[same]:
        same += 1
    return first[:same]
