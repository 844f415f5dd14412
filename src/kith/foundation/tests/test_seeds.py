"""Randomness that can be done again, whoever stands first in the file."""

from hypothesis import given
from hypothesis import strategies as st

from kith.foundation.seeds import generator, lottery_number


def test_the_stream_of_a_seed_and_purpose_is_fixed():
    """These numbers are kept in people's results: a change here changes their pairs."""
    assert generator(7, "bootstrap").integers(0, 1000, 5).tolist() == [373, 68, 836, 572, 525]
    assert lottery_number(7, "person-1") == 8605066631622259102


def test_purposes_and_seeds_do_not_share_a_stream():
    first = generator(7, "bootstrap").integers(0, 2**60)
    assert generator(7, "bootstrap").integers(0, 2**60) == first
    assert generator(8, "bootstrap").integers(0, 2**60) != first
    assert generator(7, "matching").integers(0, 2**60) != first


def test_parts_are_kept_apart():
    assert lottery_number(1, "ab", "c") != lottery_number(1, "a", "bc")
    assert lottery_number(1, "2") != lottery_number(12)


@given(st.integers(), st.lists(st.text(max_size=5), unique=True, min_size=2, max_size=30))
def test_a_number_belongs_to_its_person_not_to_the_order(seed, people):
    numbers = {person: lottery_number(seed, person) for person in people}
    assert all(0 <= number < 2**64 for number in numbers.values())
    assert numbers == {person: lottery_number(seed, person) for person in reversed(people)}
    assert len(set(numbers.values())) == len(people)
