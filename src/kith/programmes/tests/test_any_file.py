"""Whatever is done to a file, the answer is a definition or sentences, never a traceback."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kith.foundation.messages import sentences
from kith.programmes import check
from kith.questionnaires.types import Instrument

VALUES = st.sampled_from(
    [
        "3",
        "-1",
        "true",
        "''",
        "'x'",
        "[]",
        "['a', 'a']",
        "{}",
        "{ a = 1 }",
        "[{}]",
        "[1]",
        "2027-01-01",
        "nan",
    ]
)


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_value_of_any_other_kind_is_answered_in_words(
    buddies: str, nights: dict[str, Instrument], data: st.DataObject
) -> None:
    lines = buddies.splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        key, equals, _value = lines[at].partition(" = ")
        if not equals or data.draw(st.booleans()):
            del lines[at]
        else:
            lines[at] = f"{key} = {data.draw(VALUES)}"
    faults = check("\n".join(lines), "changed.toml", nights)
    assert all(sentences(faults))
