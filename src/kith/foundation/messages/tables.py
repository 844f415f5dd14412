"""Sentences about people's files."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "tables.empty_file": _("The file is empty. Save it again with a row of headings and at least one row of data."),
}
