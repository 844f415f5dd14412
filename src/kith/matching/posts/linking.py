"""What linked applicants ask for together, made from what each of them chose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kith.matching.posts.types import NO_POST, Applicant, Linked, Post, Settings

NONE = -1
"""Stands for no post."""


def wishes_of(
    settings: Settings,
    applicants: Sequence[Applicant],
    posts: Sequence[Post],
    pair: tuple[int, int],
    lists: Sequence[Sequence[int]],
) -> tuple[tuple[int, int], ...]:
    """Pairs of posts, most wanted first.

    In the same post or region: all pairs of posts from the two lists that go together, by the sum of the two
    places in the lists, then the worse of the two, then the place in the list of the smaller id. Line by line: the first
    choice of each together, then the second... as in the lists of the NRMP; a pair with a post that somebody
    cannot have is left out.
    """
    one, other = pair
    if settings.linked is Linked.LINE_BY_LINE:
        number = {post.id: index for index, post in enumerate(posts)}
        number[NO_POST] = NONE
        can = [{*lists[index], NONE} for index in pair]
        lines = zip(applicants[one].choices, applicants[other].choices, strict=True)
        wanted = [(number[mine], number[theirs]) for mine, theirs in lines]
        return tuple(
            both
            for both in dict.fromkeys(wanted)
            if both[0] in can[0] and both[1] in can[1] and both != (NONE, NONE)
        )
    places = [{at: rank for rank, at in enumerate(_listed(applicants[index], posts))} for index in pair]
    together = _together(settings, posts, lists[one], lists[other])

    def wanted_first(both: tuple[int, int]) -> tuple[int, int, int]:
        mine, theirs = places[0][both[0]], places[1][both[1]]
        return mine + theirs, max(mine, theirs), mine

    return tuple(sorted(together, key=wanted_first))


def _listed(applicant: Applicant, posts: Sequence[Post]) -> list[int]:
    number = {post.id: index for index, post in enumerate(posts)}
    return [number[choice] for choice in dict.fromkeys(filter(None, applicant.choices))]


def _together(
    settings: Settings, posts: Sequence[Post], mine: Sequence[int], theirs: Sequence[int]
) -> Iterator[tuple[int, int]]:
    for one in mine:
        for other in theirs:
            if settings.linked is Linked.SAME_POST:
                fits = one == other
            else:
                key = settings.linked_by or ""
                value = posts[one].attributes.get(key)
                fits = value not in (None, "") and value == posts[other].attributes.get(key)
            if fits and (one != other or posts[one].places > 1):
                yield one, other
