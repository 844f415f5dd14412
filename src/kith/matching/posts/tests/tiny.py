"""Tiny problems, and every answer to each, from the definitions alone."""

import itertools

from hypothesis import strategies as st

from kith.matching.posts.types import Applicant, Linked, Post, PostsProblem, Settings

POSTS = ("p", "q", "r")


@st.composite
def problems(draw, most=4, fewest=False, private=False):
    """Up to ``most`` applicants and three posts, marks with many ties, now and then ranks."""
    applicants = tuple(
        Applicant(f"a{n}", tuple(draw(st.permutations(POSTS))[: draw(st.integers(0, 3))]))
        for n in range(draw(st.integers(0, most)))
    )
    ids = [one.id for one in applicants]
    posts = []
    for id_ in POSTS:
        places = draw(st.integers(0, 2))
        ranks = draw(st.none() | st.permutations(ids)) if ids else None
        marks = None if ranks is not None else {one: float(draw(st.integers(0, 2))) for one in ids}
        needs = draw(st.integers(0, places)) if fewest else 0
        posts.append(Post(id_, places, needs, ranks=ranks and tuple(ranks), marks=marks))
    asked = (
        draw(st.sets(st.tuples(st.sampled_from(ids), st.sampled_from(POSTS)), max_size=2))
        if ids and private
        else ()
    )
    return PostsProblem(applicants, tuple(posts), never_with=tuple(sorted(asked)))


@st.composite
def linked_problems(draw):
    """Two single applicants and a couple at three posts."""
    linked = draw(st.sampled_from(Linked))
    size = draw(st.integers(1, 3))
    lists = [tuple(draw(st.permutations(POSTS))[:size]) for _ in range(4)]
    with_ = {"a0": "a1", "a1": "a0"}
    applicants = tuple(Applicant(f"a{n}", one, linked_with=with_.get(f"a{n}")) for n, one in enumerate(lists))
    posts = tuple(
        Post(id_, draw(st.integers(1, 2)), ranks=tuple(draw(st.permutations([one.id for one in applicants]))))
        for id_ in POSTS
    )
    by = None
    if linked is Linked.SAME_VALUE:
        by = "region"
        posts = tuple(
            Post(one.id, one.places, attributes={"region": draw(st.sampled_from("ns"))}, ranks=one.ranks)
            for one in posts
        )
    return PostsProblem(applicants, posts, settings=Settings(linked=linked, linked_by=by))


def every_answer(problem, may):
    """Every way to give applicants a post that they listed and ``may`` have, within the places."""
    options = [[None, *(at for at in one.choices if may(one.id, at))] for one in problem.applicants]
    places = {post.id: post.places for post in problem.posts}
    for chosen in itertools.product(*options):
        if all(chosen.count(at) <= number for at, number in places.items()):
            yield {one.id: at for one, at in zip(problem.applicants, chosen, strict=True) if at}


def before(choices, has):
    """What stands before ``has`` in a list; all of it where that is not there."""
    return choices[: choices.index(has)] if has in choices else choices


def blocks(problem, post_of, stands, may):
    """(applicant, post) who would both rather have each other. ``stands(a, p)``: the smaller the better."""
    found = []
    for one in problem.applicants:
        for at in before(one.choices, post_of.get(one.id)):
            held = [other for other, has in post_of.items() if has == at]
            places = next(post.places for post in problem.posts if post.id == at)
            if may(one.id, at) and (
                len(held) < places or any(stands(one.id, at) < stands(other, at) for other in held)
            ):
                found.append((one.id, at))
    return sorted(found)
