"""What compiling did that a reader should know."""

from __future__ import annotations

from types import MappingProxyType

from kith.foundation.faults import Fault, Parameter, Where


def note(code: str, **params: Parameter) -> Fault:
    return Fault(code, Where(), MappingProxyType(params))
