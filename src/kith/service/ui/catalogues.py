"""The message catalogues: what is to be translated, what is translated, and what the service reads.

Babel does it, so that no gettext programs need to be installed. The template lives in memory and
the compiled catalogues (``.mo``) are made at set-up; only the translations (``.po``) are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings

from kith.service.config.settings.base import SERVICE

SOURCE = SERVICE.parent
MAPPING = SOURCE.parents[1] / "babel.cfg"
DOMAIN = "django"
LOCALES = ("zh_Hans",)
STAMP = datetime(2026, 1, 1, tzinfo=UTC)
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
"""What marks a sentence in Python and in templates."""


@dataclass(frozen=True, slots=True)
class Completeness:
    locale: str
    total: int
    missing: tuple[str, ...]
    """Sentences without a translation, or whose translation somebody must look at again."""


def catalogue_folder() -> Path:
    return Path(settings.LOCALE_PATHS[0])


def po_path(locale: str) -> Path:
    return catalogue_folder() / locale / "LC_MESSAGES" / f"{DOMAIN}.po"


def extract() -> Catalog:
    """Every marked sentence of the source, with where it stands."""
    with MAPPING.open() as config:
        methods, options = parse_mapping_cfg(config)  # type: ignore[no-untyped-call]
    catalogue = Catalog(project="Kith", charset="utf-8")
    found = extract_from_dir(SOURCE, methods, options, KEYWORDS, comment_tags=("Translators:",))
    for path, _line, messages, comments, context in found:
        # No line numbers: they would change the file with every edit above a sentence.
        catalogue.add(messages, locations=[(path, 0)], auto_comments=comments, context=context)
    return catalogue


def update(locale: str, template: Catalog) -> Path:
    """Bring a language's file up to the template: new sentences empty, lost ones dropped."""
    path = po_path(locale)
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = read(locale)
    kept.update(template, no_fuzzy_matching=True)
    kept.obsolete.clear()
    write(kept, path)
    return path


def write(catalogue: Catalog, path: Path) -> None:
    catalogue.header_comment = f"# {catalogue.locale_identifier} translations for Kith."
    catalogue.fuzzy = False
    # No date of the machine: the file changes only when a sentence does.
    catalogue.creation_date = catalogue.revision_date = STAMP
    catalogue.last_translator = catalogue.language_team = "Kith"
    catalogue.msgid_bugs_address = ""
    with path.open("wb") as file:
        write_po(file, catalogue, width=110, sort_output=True, ignore_obsolete=True, include_lineno=False)


def read(locale: str) -> Catalog:
    path = po_path(locale)
    if not path.exists():
        return Catalog(locale=locale, project="Kith", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def compile_locale(locale: str) -> Path:
    """Write what the service reads. Doubtful translations are left out: English is better than wrong."""
    target = po_path(locale).with_suffix(".mo")
    with target.open("wb") as file:
        write_mo(file, read(locale), use_fuzzy=False)
    return target


def completeness(locale: str, template: Catalog) -> Completeness:
    """What of ``template`` is not translated into ``locale`` yet."""
    known = read(locale)
    sentences = [message for message in template if message.id]
    missing = tuple(_said(message) for message in sentences if not _is_translated(known, message))
    return Completeness(locale, len(sentences), missing)


def _is_translated(known: Catalog, message: Message) -> bool:
    found = known.get(message.id, message.context)
    if found is None or found.fuzzy:
        return False
    return all(found.string) if isinstance(found.string, tuple | list) else bool(found.string)


def _said(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]
