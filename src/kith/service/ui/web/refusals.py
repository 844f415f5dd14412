"""An action refused inside a form view: the form says so, at the field it is about."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BaseForm
from django.utils.translation import gettext

from kith.foundation.faults import KithError
from kith.foundation.messages import sentence, words


def accepted(form: BaseForm, action: Callable[[], object]) -> bool:
    """Whether the form is in order and ``action`` was done. Where it was refused, the form says so."""
    if not form.is_valid():
        return False
    try:
        action()
    except KithError as refused:
        show_refusal(form, refused)
        return False
    return True


def show_refusal(form: BaseForm, refused: KithError) -> None:
    """Put every fault on the form: at the field that ``Where.key`` names, else above all fields."""
    for fault in refused.faults:
        if fault.where.key in form.fields:
            form.add_error(fault.where.key, words(fault.code, fault.params, gettext))
        else:
            form.add_error(NON_FIELD_ERRORS, sentence(fault, gettext))
