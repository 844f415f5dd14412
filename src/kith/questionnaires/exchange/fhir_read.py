"""A FHIR R4 Questionnaire as a questionnaire: every fault at once, and what Kith has no place for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.questionnaires.exchange.fhir_questions import (
    IGNORED,
    TYPES,
    kind_of,
    light_item,
    options_of,
    question,
    scale_of,
)
from kith.questionnaires.exchange.fhir_when import from_when, to_when
from kith.questionnaires.exchange.fhir_words import (
    HIDDEN,
    KITH,
    MANIEST,
    Json,
    extensions,
    tables,
    value_of,
    words,
)
from kith.questionnaires.exchange.fhir_write import PAGE
from kith.questionnaires.exchange.from_xpath import write_node
from kith.questionnaires.exchange.places import key_of, placed
from kith.questionnaires.exchange.to_xpath import NoCounterpart
from kith.questionnaires.exchange.types import Carried, Loss
from kith.questionnaires.exchange.xlsform_settings import NOT_SAID
from kith.questionnaires.expressions import Every, parse
from kith.questionnaires.read import MOST_REPEATS, read_tree
from kith.questionnaires.tree import Node
from kith.questionnaires.types import FORMAT_VERSION, Instrument, Item, ItemKind

Element = Mapping[str, object]
DEEPEST = 30
MOST_ITEMS = 20_000


@dataclass(slots=True)
class _Asked:
    element: Element
    where: Where
    key: str
    kind: ItemKind


@dataclass(slots=True)
class _Page:
    chain: tuple[tuple[Element, Where], ...]
    """The groups around it, the outermost first; empty for a question that stands alone."""
    titled: bool = True
    intro: Element | None = None
    asked: list[_Asked] = field(default_factory=list)


def read_questionnaire(data: object, name: str) -> Carried[Instrument]:
    """The questionnaire of a Questionnaire resource. Raises KithError with every fault."""
    if not isinstance(data, Mapping) or data.get("resourceType") != "Questionnaire":
        found = str(data.get("resourceType", "–"))[:40] if isinstance(data, Mapping) else "–"
        raise KithError(Fault("exchange.fhir.not_questionnaire", Where(file=name), {"found": found}))
    reader = _Reader(data, name)
    tree = reader.tree()
    try:
        instrument = read_tree(tree)
    except KithError as error:
        reader.faults.extend(error.faults)
        raise KithError(reader.faults) from None
    reader.faults.raise_if_any()
    return Carried(instrument, tuple(reader.lost))


class _Reader:
    def __init__(self, data: Element, name: str) -> None:
        self.faults, self.lost = Faults(), list[Loss]()
        self._data, self._name = data, name
        self._default = str(data.get("language") or "en").lower()
        self._own = extensions(data)
        self._pages: list[_Page] = []
        self._keys: dict[str, str] = {}
        self._light: dict[str, Item] = {}
        self._closing: Element | None = None
        self._seen = 0
        self._left: set[str] = set()

    def tree(self) -> Node:
        self._walk(self._data.get("item"), (), "item")
        pages = [self._page(page) for page in self._pages if page.asked]
        root = Where(file=self._name)
        about = {
            "key": self._key(),
            "version": str(self._data.get("version") or "1"),
            "title": words(self._data, "title", self._default) or self._stem,
            "intro": words(self._data, "description", self._default),
            "closing": words(self._closing, "text", self._default) if self._closing else None,
            "minutes": value_of(self._own, KITH + "minutes"),
            "languages": str(value_of(self._own, KITH + "languages") or self._default).split(),
        }
        scales = [scale_of(one, self._default) for one in self._own.get(KITH + "scale", ())]
        return placed(
            {
                "format_version": FORMAT_VERSION,
                "instrument": about,
                "rights": self._rights(),
                "page": pages,
                "scale": scales or None,
            },
            root,
        )

    @property
    def _stem(self) -> str:
        return self._name.rsplit("/", 1)[-1].split(".", 1)[0]

    def _key(self) -> str:
        for one in tables(self._data.get("identifier")):
            if one.get("system") == KITH + "key":
                return str(one.get("value"))
        return key_of(str(self._data.get("name") or self._data.get("id") or self._stem), "form")

    def _rights(self) -> Json:
        owner = value_of(self._own, KITH + "owner") or self._data.get("publisher")
        licence = value_of(self._own, KITH + "licence") or self._data.get("copyright")
        if not owner or not licence:
            self.lost.append(Loss("exchange.rights_not_said", Where(file=self._name)))
        return {
            "owner": owner or NOT_SAID,
            "licence": licence or NOT_SAID,
            "citation": value_of(self._own, KITH + "citation") or self._foreign_url(),
            "permission": value_of(self._own, KITH + "permission"),
        }

    def _foreign_url(self) -> str | None:
        url = self._data.get("url")
        return url if isinstance(url, str) and not url.startswith("urn:kith:") else None

    def _walk(self, items: object, chain: tuple[tuple[Element, Where], ...], path: str) -> None:
        """Pages in reading order; what stands in a group around groups makes pages of its own."""
        page: _Page | None = None
        first = True
        for index, element in enumerate(tables(items)):
            where = Where(file=self._name, key=f"{path}[{index}]")
            self._seen += 1
            if len(chain) > DEEPEST or self._seen > MOST_ITEMS:
                raise KithError(Fault("exchange.fhir.too_many", where, {"most": MOST_ITEMS, "deep": DEEPEST}))
            if self._is_left_out(element, where):
                self._left.add(str(element.get("linkId")))
                continue
            if element.get("type") == "group":
                self._walk(element.get("item"), (*chain, (element, where)), f"{path}[{index}].item")
                page = None
                continue
            if page is None or not chain:
                page = _Page(chain, titled=first)
                self._pages.append(page)
                first = False
            self._take(element, where, page)

    def _is_left_out(self, element: Element, where: Where) -> bool:
        if str(element.get("linkId")) == "form.closing":
            self._closing = element
            return True
        kind = str(element.get("type", ""))
        if kind not in TYPES and kind != "group":
            code = "type_dropped" if kind in IGNORED else "type_unknown"
            if kind in IGNORED:
                self._lose(code, where, type=kind)
            else:
                self.faults.add(f"exchange.fhir.{code}", where, type=kind[:40])
            return True
        if value_of(extensions(element), HIDDEN) is True:
            self._lose("hidden", where)
            return True
        return False

    def _take(self, element: Element, where: Where, page: _Page) -> None:
        link = str(element.get("linkId") or "")
        if not link:
            self.faults.add("exchange.fhir.no_link", where)
        if element.get("type") == "display" and link.startswith(PAGE) and link.endswith(".intro"):
            page.intro = element
            return
        inner = [one for one in tables(element.get("item")) if one.get("type") != "display"]
        kind = kind_of(element)
        if element.get("type") == "choice" and not options_of(element, self._data):
            self._lose("no_options", where, link=link)
            self._left.add(link)
            return
        key = self._new_key(link, where)
        self._light[link] = light_item(element, self._data, key, kind)
        page.asked.append(_Asked(element, where, key, kind))
        if inner:
            self._lose("nested", where, link=link)
            for index, one in enumerate(inner):
                below = Where(file=self._name, key=f"{where.key}.item[{index}]")
                if one.get("type") != "group" and not self._is_left_out(one, below):
                    self._take(one, below, page)

    def _new_key(self, link: str, where: Where) -> str:
        key = key_of(link)
        if key != link and link:
            stem, number = key, 2
            while key in self._keys.values():
                key, number = f"{stem[:56]}_{number}", number + 1
            if link not in self._keys:
                self.lost.append(Loss("exchange.renamed", where, {"old": link[:60], "new": key}))
        return self._keys.setdefault(link, key)

    def _page(self, page: _Page) -> Node:
        inner, at = page.chain[-1] if page.chain else (None, page.asked[0].where)
        own = extensions(inner)
        link = str(inner.get("linkId", "")) if inner else page.asked[0].key
        key = link.removeprefix(PAGE) if link.startswith(PAGE) else key_of(link, "page")
        if not page.titled and inner is not None:
            key = page.asked[0].key
        conditions = [self._relevant(element, where) for element, where in page.chain]
        repeat = None
        if inner is not None and inner.get("repeats") is True:
            repeat = self._repeat(own, at)
        cells = {
            "key": key,
            "title": words(inner, "text", self._default) if inner and page.titled else None,
            "intro": words(page.intro, "text", self._default) if page.intro else None,
            "relevant": _both([one for one in conditions if one]),
            "repeat": repeat,
            "item": [self._item(one) for one in page.asked],
        }
        return placed(cells, at)

    def _repeat(self, own: Mapping[str, list[Element]], where: Where) -> Json | None:
        count, most = value_of(own, KITH + "repeat"), value_of(own, MANIEST)
        if count is None:
            self._lose("repeat_uncounted", where)
            return None
        return {"count": count, "max": most if isinstance(most, int) else MOST_REPEATS}

    def _item(self, asked: _Asked) -> Node:
        relevant = self._relevant(asked.element, asked.where)
        cells, losses = question(asked.element, self._data, asked.kind, self._default)
        self.lost += [Loss(code, asked.where, params) for code, params in losses]
        return placed({"key": asked.key, **cells, "relevant": relevant}, asked.where)

    def _relevant(self, element: Element, where: Where) -> str | None:
        kept = value_of(extensions(element), KITH + "relevant")
        if isinstance(kept, str) and self._unchanged(kept, element):
            return kept
        for when in tables(element.get("enableWhen")):
            if str(when.get("question")) not in {*self._light, *self._left}:
                question = str(when.get("question"))[:60]
                self.faults.add("exchange.fhir.unknown_question", where, question=question)
                return None
        try:
            node = from_when(element, self._light)
        except NoCounterpart as refusal:
            self._lose("condition_in", where, part=refusal.what)
            return None
        return None if node is None else write_node(node)

    def _unchanged(self, kept: str, element: Element) -> bool:
        """Whether the conditions still are those that Kith wrote, so that nobody has edited them."""
        by_key = {item.key: item for item in self._light.values()}
        try:
            written: Json = to_when(parse(kept), by_key)
        except NoCounterpart:
            written = {}
        except KithError:
            return True  # the reader of instruments says what is wrong with it
        return all(element.get(key) == written.get(key) for key in ("enableWhen", "enableBehavior"))

    def _lose(self, code: str, where: Where, **params: str) -> None:
        self.lost.append(Loss(f"exchange.fhir.{code}", where, params))


def _both(conditions: list[str]) -> str | None:
    if len(conditions) < 2:
        return conditions[0] if conditions else None
    return write_node(Every(tuple(parse(one).root for one in conditions)))
