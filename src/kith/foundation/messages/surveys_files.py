"""Sentences about files that are sent as answers."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    "surveys.file_too_large": _(
        "“{name}” has {megabytes} MB, and this question takes {most} MB at most. "
        "Make it smaller, such as by scanning in grey, and choose it again."
    ),
    "surveys.file_kind": _(
        "“{name}” cannot be taken: by its content it is not {takes}. Save it as that and choose it again."
    ),
}
