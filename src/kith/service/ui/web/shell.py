"""What the frame of every page needs to know, whatever the page is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.utils.translation import get_language

from kith import __version__
from kith.service.ui.web.places import PlaceLink, places_for

LANGUAGE_NAMES = {"en": "English", "zh-hans": "简体中文"}
"""Each language in its own name, so that whoever landed in the wrong one can read the way out."""

LANGUAGE_TAGS = {"en": "en-GB", "zh-hans": "zh-Hans"}


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame's own facts. Names of views stay free for their pages."""

    language_tag: str
    other_languages: tuple[tuple[str, str, str], ...] = ()
    """Code, tag and own name of each language that this page is not in."""
    address: str = "/"
    person: Any = None
    places: tuple[PlaceLink, ...] = ()
    version: str = __version__
    is_development: bool = False
    notices: Iterable[Any] = field(default=())


def bare_shell() -> Shell:
    """For a page made without a request: the database or the session may be what failed."""
    return Shell(language_tag=_tag(get_language() or settings.LANGUAGE_CODE))


def _tag(language: str) -> str:
    return LANGUAGE_TAGS.get(language, language)


def page_shell(request: HttpRequest) -> dict[str, object]:
    """Context processor of every Jinja page rendered with a request."""
    language = get_language() or settings.LANGUAGE_CODE
    person = getattr(request, "user", None)
    is_known = person is not None and person.is_authenticated
    return {
        "shell": Shell(
            language_tag=_tag(language),
            other_languages=tuple(
                (code, LANGUAGE_TAGS[code], name) for code, name in LANGUAGE_NAMES.items() if code != language
            ),
            address=request.get_full_path() if request.method == "GET" else request.path,
            person=person if is_known else None,
            places=places_for(request) if is_known else (),
            is_development=settings.ENVIRONMENT == "development",
            notices=_Notices(request),
        )
    }


class _Notices:
    """The flash messages, taken only when a page really shows them."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    def __iter__(self) -> Any:
        return iter(get_messages(self._request))
