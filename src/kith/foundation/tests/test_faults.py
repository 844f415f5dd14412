"""Faults are collected, placed and raised once."""

import dataclasses

import pytest

from kith.foundation.faults import Fault, Faults, KithError, Where


def test_faults_are_collected_in_order_and_raised_once():
    faults = Faults()
    faults.add("tables.empty_file", file="a.csv")
    faults.add("tables.not_whole", Where(row=3, column="Age"), value="2.5")
    faults.extend([Fault("tables.damaged")])
    assert len(faults) == 3
    assert faults
    with pytest.raises(KithError) as refused:
        faults.raise_if_any()
    assert refused.value.faults == (
        Fault("tables.empty_file", Where(file="a.csv"), {}),
        Fault("tables.not_whole", Where(row=3, column="Age"), {"value": "2.5"}),
        Fault("tables.damaged"),
    )
    assert str(refused.value) == "tables.empty_file; tables.not_whole; tables.damaged"


def test_no_fault_no_error():
    faults = Faults()
    faults.raise_if_any()
    assert not faults
    assert list(faults) == []


def test_looking_does_not_change_what_is_looked_at():
    faults = Faults()
    faults.add("a")
    for _ in faults:
        faults.add("b")
    assert [fault.code for fault in faults] == ["a", "b"]


def test_one_fault_is_enough_for_an_error_and_none_is_a_bug():
    fault = Fault("tables.damaged")
    assert KithError(fault).faults == (fault,)
    with pytest.raises(ValueError, match="at least one"):
        KithError([])


def test_a_fault_cannot_be_changed():
    faults = Faults()
    faults.add("tables.not_whole", value=2.5)
    (fault,) = faults
    with pytest.raises(dataclasses.FrozenInstanceError):
        fault.code = "other"
    with pytest.raises(TypeError):
        fault.params["value"] = 3
