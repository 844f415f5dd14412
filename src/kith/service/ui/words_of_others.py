"""Sentences of Django that its own Chinese catalogue lacks or says less well. Marked here, so that ours has them."""

from django.utils.translation import gettext_lazy, ngettext_lazy

PASSWORD_TOO_SHORT = ngettext_lazy(
    "This password is too short. It must contain at least %d character.",
    "This password is too short. It must contain at least %d characters.",
)
"""Django 5.2's catalogue still has the sentence with a named place for the number."""

ADDRESS_NOT_VALID = gettext_lazy("Enter a valid email address.")
"""Django's Chinese leaves "Email" in English."""
