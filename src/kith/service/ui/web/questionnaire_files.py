"""A question for a file on a screen: choosing one, what was sent before, and taking it away again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from kith.questionnaires.logic import Step
from kith.questionnaires.types import FileKind, Item
from kith.service.core.domain.uploads import Uploads

REMOVE = "remove-file-"
"""Before the name of a field; no key of an item has a hyphen."""
_ACCEPTS: Mapping[FileKind, tuple[str, ...]] = {
    FileKind.PDF: (".pdf",),
    FileKind.WORD: (".docx",),
    FileKind.PICTURE: (".png", ".jpg", ".jpeg"),
    FileKind.SPREADSHEET: (".xlsx", ".csv"),
    FileKind.TEXT: (".txt",),
}


def uploads_from(request: HttpRequest, step: Step) -> Uploads:
    """The files that a browser sent for this screen, and nothing else it may have sent."""
    names = [step.field(item) for item in step.page.items if item.is_file]
    return Uploads(
        {name: request.FILES[name] for name in names if name in request.FILES},  # type: ignore[misc]
        frozenset(name for name in names if request.POST.get(REMOVE + name)),
    )


def file_params(
    item: Item, params: Mapping[str, Any], label: str, hint: str, standing: str
) -> dict[str, Any]:
    """For ``ui/questionnaire.html``. ``standing`` is what was sent before, in words."""
    name = params["name"]
    return {
        **params,
        "id": name,
        "label": {"text": label, "size": "s"},
        "hint": {"text": f"{hint} {limits_words(item)}".strip()},
        "attributes": {"accept": ",".join(end for kind in item.file_kinds for end in _ACCEPTS[kind])},
        "standing": standing,
        "remove": {
            "name": REMOVE + name,
            "idPrefix": REMOVE + name,
            "items": [{"value": "1", "text": _("Remove this file")}],
        },
    }


def limits_words(item: Item) -> str:
    """What may be sent, before it is chosen."""
    kinds = {
        FileKind.PDF: "PDF",
        FileKind.WORD: "Word (DOCX)",
        FileKind.PICTURE: _("picture (PNG, JPEG)"),
        FileKind.SPREADSHEET: _("spreadsheet (XLSX, CSV)"),
        FileKind.TEXT: _("plain text (TXT)"),
    }
    said = ", ".join(kinds[kind] for kind in FileKind if kind in item.file_kinds)
    return _("%(kinds)s; %(most)s MB at most.") % {"kinds": said, "most": item.file_megabytes}


def no_file_words() -> str:
    return _(
        "This question asks for a file. A file cannot be sent here, and you do not need to send it: "
        "carry on with the other questions."
    )


def line_words() -> str:
    """On a page that a device keeps: a file is sent while there is a line."""
    return _(
        "This question asks for a file, and a file needs a line. Carry on with the other questions: they are kept. "
        "When there is a line, open your link again and add the file there."
    )
