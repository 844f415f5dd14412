"""What the pages about an agreement say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kith.programmes.capabilities import Clause
from kith.service.learning.domain.relating import agreement_history as history
from kith.service.learning.domain.relating.text_changes import Change, changes
from kith.service.learning.domain.relating.writing import Draft, Own, Words, shared_clauses
from kith.service.learning.models import AgreementVersion
from kith.service.learning.web.parts import Seen
from kith.service.learning.web.relating import clause_words
from kith.service.ui.web.cells import link
from kith.service.ui.web.wording import day, moment

Said = list[tuple[str, str]]


def people_of(seen: Seen, *, by_name: bool = False) -> dict[UUID, str]:
    """By person: "you" first, then the others. ``by_name``: on paper nobody is "you", and all stand by name."""
    others = {one.person_id: one.person.name for one in seen.others}
    if by_name:
        everybody = {**others, seen.me.person_id: seen.person.name}
        return dict(sorted(everybody.items(), key=lambda one: (one[1], one[0])))
    return {seen.me.person_id: _("You"), **others}


def said_in(
    seen: Seen, words: Words, own: Mapping[UUID, Own], *, with_empty: bool = False, by_name: bool = False
) -> Said:
    """Everything a version says, in the order of the definition: heading and text."""
    found: Said = []
    names = people_of(seen, by_name=by_name)
    for person_id in [*names, *(one for one in own if one not in names)]:
        part = own.get(person_id, Own())
        is_me = person_id == seen.me.person_id and not by_name
        found += _own(names.get(person_id), part, is_me=is_me)
    titles = clause_words.titles()
    for clause in shared_clauses(seen.definition):
        found.append((titles[clause.value], words.clauses.get(clause.value, "")))
    found.append((_("Your ground rules"), words.ground_rules))
    if Clause.REVIEW_DATE in seen.definition.clauses:
        said = day(words.review_on) if words.review_on else ""
        found.append((_("When you look at it again"), said))
    return found if with_empty else [(heading, text) for heading, text in found if text]


def _own(name: str | None, part: Own, *, is_me: bool) -> Said:
    if is_me:
        return [(_("Your goals"), part.goals), (_("What you bring"), part.brings)]
    called = {"name": name or _("Somebody who has left")}
    return [
        (_("Goals of %(name)s") % called, part.goals),
        (_("What %(name)s brings") % called, part.brings),
    ]


def own_in(version: AgreementVersion) -> dict[UUID, Own]:
    return {part.person_id: Own(part.goals, part.brings) for part in version.parts.all()}


def words_in(version: AgreementVersion) -> Words:
    return Words(version.clauses, version.ground_rules, version.review_on)


def facts_of(said: Said) -> list[tuple[str, SafeString | str]]:
    """For ``facts``: what is not written yet says so."""
    return [(heading, lines(text) if text else _("Not written yet")) for heading, text in said]


def lines(text: str) -> SafeString:
    """The text with its line breaks."""
    return format_html_join(SafeString("<br>"), "{}", ((line,) for line in text.split("\n")))


def changed_between(
    seen: Seen, before: AgreementVersion, after: AgreementVersion
) -> list[tuple[str, SafeString]]:
    """Each heading whose words changed, with what was removed and added."""
    old = dict(said_in(seen, words_in(before), own_in(before), with_empty=True))
    new = dict(said_in(seen, words_in(after), own_in(after), with_empty=True))
    return [
        (heading, changed(old.get(heading, ""), new.get(heading, "")))
        for heading in dict.fromkeys([*old, *new])
        if old.get(heading, "") != new.get(heading, "")
    ]


def changed(before: str, after: str) -> SafeString:
    """Read aloud, each change says what it is: colour and a line through it are not heard."""
    return format_html_join("", "{}", ((piece,) for piece in _pieces(before, after)))


def _pieces(before: str, after: str) -> Iterator[SafeString]:
    heard = {Change.ADDED: _("added:"), Change.REMOVED: _("removed:")}
    marks = {Change.ADDED: "ins", Change.REMOVED: "del"}
    for piece in changes(before, after):
        if piece.change is Change.SAME:
            yield lines(piece.text)
            continue
        mark = SafeString(marks[piece.change])
        yield format_html(
            '<{}><span class="nhsuk-u-visually-hidden"> [{} </span>{}'
            '<span class="nhsuk-u-visually-hidden">] </span></{}>',
            mark, heard[piece.change], lines(piece.text), mark,
        )  # fmt: skip


def standing_of(seen: Seen, version: AgreementVersion, known: history.History) -> str:
    """In force, waiting for whom, or what came after it."""
    if version == known.in_force:
        return _("In force")
    if version == known.newest:
        return waiting_for(seen, version)
    return _("Replaced")


def waiting_for(seen: Seen, version: AgreementVersion) -> str:
    names = people_of(seen)
    unsigned = [name for person_id, name in names.items() if not history.has_signed(version, person_id)]
    if seen.me.person_id in names and names[seen.me.person_id] in unsigned:
        return _("Waits for your signature")
    return _("Waits for the signature of %(name)s") % {"name": ", ".join(unsigned)}


def version_rows(seen: Seen, known: history.History) -> list[list[Any]]:
    """The versions as a table: which, by whom, when, and how it stands."""
    names = people_of(seen)
    rows = []
    for version in known.versions:
        address = reverse("learning:agreement_version", args=[seen.relationship.pk, version.number])
        by = names.get(version.proposed_by_id) if version.proposed_by_id else None
        rows.append(
            [
                link(address, _("Version %(number)s") % {"number": version.number}),
                by or _("Somebody who has left"),
                moment(version.proposed_at, seen.person.time_zone) if version.proposed_at else "",
                standing_of(seen, version, known),
            ]
        )
    return rows


def signatures(seen: Seen, version: AgreementVersion, *, by_name: bool = False) -> list[tuple[str, str]]:
    """Who has signed, and when."""
    names = people_of(seen, by_name=by_name)
    when = {part.person_id: part.signed_at for part in version.parts.all()}
    found = []
    for person_id, name in names.items():
        at = when.get(person_id)
        found.append((name, moment(at, seen.person.time_zone) if at else _("Not signed yet")))
    return found


def overview(seen: Seen, known: history.History, draft: Draft) -> dict[str, Any]:
    """The page of the agreement: what to do now, what is being written, and every version."""
    newest = known.newest
    is_unsigned = newest is not None and not history.has_signed(newest, seen.me.person_id)
    shown = said_in(seen, draft.words, draft.own, with_empty=True) if draft.is_begun else []
    return {
        "draft": draft,
        "to_sign": newest if newest is not None and is_unsigned and seen.is_open else None,
        "in_force": known.in_force,
        "newest": newest,
        "written": facts_of([one for one in shown if one[1]]),
        "missing": [heading for heading, text in shown if not text],
        "next_step": _next_step(seen, draft) if draft.is_begun or newest is None else "",
        "versions": version_rows(seen, known),
        "proposer": people_of(seen).get(newest.proposed_by_id) if newest and newest.proposed_by_id else None,
    }


def _next_step(seen: Seen, draft: Draft) -> str:
    """What the reader does next: their own goals, the shared words, or propose what is there."""
    if draft.own.get(seen.me.person_id, Own()) == Own():
        return "own"
    words = draft.words
    return "propose" if any([*words.clauses.values(), words.ground_rules, words.review_on]) else "words"
