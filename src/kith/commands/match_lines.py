"""What a run of any kind says on the screen: a page of plain sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kith.commands.match_kinds import Run
from kith.foundation.messages import words
from kith.matching.comparing import compare
from kith.matching.describe import spoken
from kith.matching.draft import Choice
from kith.matching.reproving import BETTER
from kith.matching.types import Objective, ObjectiveKey, Reason

WEAKEST_SHOWN = 3
LEFT_SHOWN = 10
"""Of thousands who are left over the first few stand on the screen; all stand in the CSV."""
NAMES_SHOWN = 9
"""People of one group."""
HASH_SHOWN = 12


class Speaker:
    """Rules, reasons and names of one run in words."""

    def __init__(self, made: Run) -> None:
        self.rules = {one.key: words(one.says.code, one.says.params) for one in made.rules}
        self._names = made.names
        people = {(one.side, one.id) for group in made.draft.groups for one in group.members}
        self._things = {id_: name for (side, id_), name in made.names.items() if (side, id_) not in people}

    def name(self, side: str, id_: str) -> str:
        """The name with the id, or the id alone where nobody gave a name."""
        known = self._names.get((side, id_))
        return f"{known} ({id_})" if known else id_

    def thing(self, id_: str | None) -> str | None:
        """The name of a post or project."""
        return self._things.get(id_ or "")

    def reason(self, reason: Reason) -> str:
        params: dict[str, object] = dict(reason.params)
        if params.get("rule") in self.rules:
            params["rule"] = f"“{self.rules[str(params['rule'])]}”"
        if isinstance(params.get("attribute"), str):
            params["attribute"] = spoken(str(params["attribute"]))
        return words(reason.code, params)


def lines(made: Run) -> Iterator[str]:
    """The page that stands on the screen after a run."""
    draft, say = made.draft, Speaker(made)
    if draft.stopped:
        yield "Stopped early: this is the best that was found until then."
    yield _counts(made)
    yield from _objectives(made)
    if draft.stability is not None:
        yield _stability(made)
    yield from map(say.reason, draft.notes)
    yield from _changed(made)
    yield from _weakest(made, say)
    yield from _left_over(made, say)
    yield from _prices(made, say)
    yield ""
    inputs = draft.provenance.inputs
    hashes = " · ".join(f"{key} {value[:HASH_SHOWN]}" for key, value in sorted(inputs.items(), reverse=True))
    yield f"Seed {draft.provenance.seed} · {hashes} · checked by separate code{_unshown(made)}."


def _unshown(made: Run) -> str:
    """What the check did not show again by itself."""
    words_of = {
        ObjectiveKey.BLOCKING: "no fewer can block",
        ObjectiveKey.MATCHED: "no more can be matched",
        ObjectiveKey.WORST: "no better weakest exists",
        ObjectiveKey.TOTAL: "no better total exists",
        ObjectiveKey.KEPT: "no more can stay",
        ObjectiveKey.LOTTERY: "the lottery's draw is right",
    }
    open_ = [
        words_of.get(ObjectiveKey(str(one.params["objective"])), "the rest is best")
        for one in made.unshown
        if one.code == BETTER
    ]
    bounds = any(one.code != BETTER for one in made.unshown)
    claims = " and ".join([f"that {one}" for one in open_] + ["the bound"] * bounds)
    plural = len(open_) + bounds > 1
    return f"; {claims} {'rest' if plural else 'rests'} on the solver's own proof" if claims else ""


def _counts(made: Run) -> str:
    placed = Counter(
        side for side, _ in dict.fromkeys((one.side, one.id) for g in made.draft.groups for one in g.members)
    )
    alone = Counter(one.side for one in made.draft.left_over if one.side != made.things)
    counts = [
        f"{placed[side]} of {placed[side] + alone[side]} {plural(side)}" for side in {**placed, **alone}
    ]
    most = made.draft.objective(ObjectiveKey.MATCHED)
    rest = "" if most is None else " No more can be." if most.proven else f" {_bound(most)}"
    return f"Matched: {' and '.join(counts) or 'nobody'}.{rest}"


def plural(side: str) -> str:
    """What the people of a side are called: a file's name stands as it is.

    >>> plural("person"), plural("people"), plural("applicant"), plural("managers")
    ('people', 'people', 'applicants', 'managers')
    """
    return "people" if side in {"person", "people"} else side if side.endswith("s") else f"{side}s"


def _bound(one: Objective) -> str:
    return "How many could be is not known." if one.bound is None else f"At most {one.bound} could be."


def _objectives(made: Run) -> Iterator[str]:
    draft = made.draft
    most = min((group.most for group in draft.groups if group.most), default=0)
    worst, total = draft.objective(ObjectiveKey.WORST), draft.objective(ObjectiveKey.TOTAL)
    if worst is not None and draft.groups:
        proof = ", as good as it can be." if worst.proven else f"{_gap(worst)}."
        of = f" of {most}" if made.things is None else ""  # a team's points are not a person's
        yield f"{_weakest_named(made)}: {worst.value}{of} points{proof}"
    if total is not None and draft.groups:
        yield f"All together: {total.value} points{', proven best' if total.proven else _gap(total)}."


def _weakest_named(made: Run) -> str:
    """Who was locked counts for nothing in what was raised, so that a locked pair may be weaker still."""
    locked = any(placed.locked for group in made.draft.groups for placed in group.members)
    return "Weakest that nobody locked" if locked else "Weakest"


def _gap(one: Objective) -> str:
    return (
        ", with no bound known"
        if one.gap is None
        else f", at most {100 * one.gap:.2g}% from the best that can be"
    )


def _stability(made: Run) -> str:
    found = made.draft.stability
    if found is None or found.stable:
        return "Stable: no two would both rather have each other."
    pairs = ", ".join(f"{one} and {other}" for one, other in found.blocking[:WEAKEST_SHOWN])
    return f"Not stable: {len(found.blocking)} would both rather have each other ({pairs})."


def _changed(made: Run) -> Iterator[str]:
    """How far this is from the result that was to be kept."""
    if made.before is not None:
        found = compare(made.before, made.draft)
        lost = f"lost {100 * found.lost:.2f}%" if found.lost >= 0 else f"won {-100 * found.lost:.2f}%"
        yield f"Beside the earlier result: {len(found.moved)} people changed, {lost} of the total."


def _weakest(made: Run, say: Speaker) -> Iterator[str]:
    shown = [group for group in made.draft.groups if group.most][:WEAKEST_SHOWN]
    if shown:
        yield ""
        yield "Weakest first"
    for group in shown:
        joined = " with " if len(group.members) == 2 and not group.about else ", "
        who = joined.join(say.name(one.side, one.id) for one in group.members[:NAMES_SHOWN])
        rest = len(group.members) - NAMES_SHOWN
        who += f" and {rest} more" if rest > 0 else ""
        about = f"{say.thing(group.about) or group.about}: " if group.about else ""
        yield f"  {about}{who}: {group.points} points"


def _left_over(made: Run, say: Speaker) -> Iterator[str]:
    people = [one for one in made.draft.left_over if one.side != made.things]
    things = [one for one in made.draft.left_over if one.side == made.things]
    for heading, found in (("Left over", people), (f"Without anybody: {plural(made.things or '')}", things)):
        if found:
            yield ""
            yield heading
        for one in found[:LEFT_SHOWN]:
            yield f"  {say.name(one.side, one.id)}" + (f", {one.side}" if made.things is None else "")
            for reason in one.reasons:
                yield f"    {say.reason(reason)}"
        if len(found) > LEFT_SHOWN:
            yield f"  and {len(found) - LEFT_SHOWN} more: they are in the CSV"


def _prices(made: Run, say: Speaker) -> Iterator[str]:
    """What each rule costs the others, and what putting the weakest first costs."""
    if made.prices and made.draft.groups:
        yield ""
        yield "What each rule costs the others"
        for price in made.prices:
            people = "person" if price.more == 1 else "people"
            more = f"; {price.more} more {people} without it" if price.more > 0 else ""
            about = "about " if price.estimate else ""
            yield f"  {say.rules.get(price.rule, price.rule)}: {about}{100 * price.share:.1f}%{more}"
    if made.choice is not None and made.draft.groups:
        yield _choice(made.choice)


def _choice(found: Choice) -> str:
    """What the order of the objectives costs: stability where there are posts, the weakest first elsewhere."""
    if found.fair_worst is None:
        return f"Stable: {found.fair_total} have a post. Without stability up to {found.most_total} could have one."
    if (found.fair_total, found.fair_worst) == (found.most_total, found.most_worst):
        return "Putting the weakest first costs nothing here: the best total has the same weakest."
    return (
        f"Putting the weakest first costs {100 * found.share:.1f}% of the total "
        f"({found.most_total} to {found.fair_total} points) and lifts it "
        f"from {found.most_worst} to {found.fair_worst}."
    )
