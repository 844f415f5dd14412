"""What was computed, from what, with which version and seed."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kith
from kith.foundation.provenance import canonical_json, hash_bytes, hash_value, provenance

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


def test_what_is_recorded():
    made = provenance("matching.pairs", inputs={"left": "ab"}, seed=7, libraries=("scipy", "no-such-library"))
    assert made.to_json() == {
        "method": "matching.pairs",
        "inputs": {"left": "ab"},
        "seed": 7,
        "versions": {"kith": kith.__version__, "scipy": made.versions["scipy"]},
    }


def test_the_hash_of_nothing_is_the_known_one():
    assert hash_bytes(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_one_text_for_one_value():
    assert canonical_json({"b": [1, None], "a": "利"}) == '{"a":"利","b":[1,null]}'
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical_json(math.nan)


@given(st.dictionaries(st.text(max_size=4), values, max_size=5))
def test_the_order_of_keys_does_not_matter(value):
    assert hash_value(value) == hash_value(dict(reversed(value.items())))
