"""An instrument as plain values: what is stored, hashed and read back by ``read.from_json``."""

from __future__ import annotations

from collections.abc import Iterable

from kith.foundation.words import Text
from kith.questionnaires.types import Instrument, Item, Page, ScaleDefinition

Plain = str | int | float | bool | list["Plain"] | dict[str, "Plain"]


def to_json(instrument: Instrument) -> dict[str, Plain]:
    """The instrument in the keys of an instrument file; reading it back gives an equal one."""
    return _tidy(
        format_version=instrument.format_version,
        instrument=_tidy(
            key=instrument.key,
            version=instrument.version,
            title=_words(instrument.title),
            intro=_words(instrument.intro),
            closing=_words(instrument.closing),
            minutes=instrument.minutes,
            languages=list(instrument.languages),
        ),
        rights=_tidy(
            owner=instrument.rights.owner,
            licence=instrument.rights.licence,
            citation=instrument.rights.citation,
            permission=instrument.rights.permission,
        ),
        page=[_page(page) for page in instrument.pages],
        scale=[_scale(scale) for scale in instrument.scales],
    )


def _page(page: Page) -> Plain:
    return _tidy(
        key=page.key,
        title=_words(page.title),
        intro=_words(page.intro),
        relevant=page.relevant.source if page.relevant else None,
        repeat=_tidy(count=page.repeat.count, max=page.repeat.maximum) if page.repeat else None,
        item=[_item(item) for item in page.items],
    )


def _item(item: Item) -> Plain:
    constraint = item.constraint
    return _tidy(
        key=item.key,
        kind=item.kind.value,
        label=_words(item.label),
        help=_words(item.help),
        required=item.required.value if item.kind.is_asked else None,  # words that are read are not answered
        points=[_tidy(value=p.value, label=_words(p.label)) for p in item.points],
        options=[_option(o.key, o.label, o.exclusive) for o in item.options],
        min=item.minimum,
        max=item.maximum,
        whole=item.whole or None,
        unit=_words(item.unit),
        max_length=item.max_length,
        earliest=item.earliest.isoformat() if item.earliest else None,
        latest=item.latest.isoformat() if item.latest else None,
        may_decline=item.may_decline or None,
        relevant=item.relevant.source if item.relevant else None,
        constraint=_tidy(holds=constraint.holds.source, message=_words(constraint.message))
        if constraint
        else None,
        accepts=[kind.value for kind in item.accepts],
    )


def _option(key: str, label: Text, exclusive: bool) -> Plain:
    return _tidy(key=key, label=_words(label), exclusive=exclusive or None)


def _scale(scale: ScaleDefinition) -> Plain:
    return _tidy(
        key=scale.key,
        name=_words(scale.name),
        items=list(scale.items),
        reversed=[key for key in scale.items if key in scale.reversed_items],
        rule=scale.rule.value,
        min_answered=scale.min_answered,
        higher_is="neither" if scale.higher_is_better is None else _better(scale.higher_is_better),
    )


def _better(higher: bool) -> str:
    return "better" if higher else "worse"


def _words(text: Text | None) -> Plain | None:
    return None if text is None else dict[str, Plain](text.to_json())


def _tidy(**values: object) -> dict[str, Plain]:
    """Leave out what is not there, so that a new optional key does not change old hashes."""
    return {key: _plain(value) for key, value in values.items() if value is not None and value != []}


def _plain(value: object) -> Plain:
    match value:
        case float() if value.is_integer():
            return int(value)  # 0 and 0.0 say the same, so they hash the same
        case bool() | str() | int() | float():
            return value
        case dict():
            return {str(key): _plain(part) for key, part in value.items()}
        case Iterable():
            return [_plain(part) for part in value]
    raise TypeError(type(value).__name__)
