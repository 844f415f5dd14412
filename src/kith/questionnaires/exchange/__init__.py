"""Questionnaires and answers in and out of other tools' formats, with a list of what cannot be carried.

``read_form(content, name)`` and ``write_form(instrument, format)`` are the two doors.
"""

from kith.questionnaires.exchange.forms import format_of, read_form, write_form
from kith.questionnaires.exchange.types import Carried, Format, Loss

__all__ = ["Carried", "Format", "Loss", "format_of", "read_form", "write_form"]
