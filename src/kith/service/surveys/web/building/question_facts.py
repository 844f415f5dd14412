"""One question as a list of facts, each with a way to change it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kith.questionnaires.types import ItemKind
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.domain.permissions import may
from kith.service.people.models import Person
from kith.service.surveys.domain.building import drafts
from kith.service.surveys.domain.building.drafts import Draft, Part
from kith.service.surveys.domain.building.looking import Place, look
from kith.service.surveys.models import Questionnaire
from kith.service.surveys.web.building.pages import frame, overview
from kith.service.surveys.web.building.saying import (
    REQUIRED,
    condition_words,
    file_limits,
    kind_words,
    label_of,
    said,
)


def page_of(person: Person, questionnaire: Questionnaire, key: str) -> dict[str, Any]:
    draft = questionnaire.draft
    item = drafts.item_of(draft, key)
    may_change = may(person, P.WAVE_MANAGE, questionnaire, on="questionnaire")
    return frame(
        questionnaire,
        title=label_of(item, drafts.main_language(draft)),
        item=item,
        facts=_facts(questionnaire, item, may_change),
        item_faults=said(look(questionnaire).faults.get(Place("item", key), ())),
        may_change=may_change,
        back_href=overview(questionnaire, f"q-{key}"),
    )


def _facts(questionnaire: Questionnaire, item: Part, may_change: bool) -> list[Any]:
    draft = questionnaire.draft

    def change(name: str, hidden: str, *args: str) -> tuple[Any, ...]:
        if not may_change:
            return ()
        address = reverse(f"surveys:{name}", args=[questionnaire.pk, *(args or (item["key"],))])
        return ({"text": _("Change"), "href": address, "hidden": hidden},)

    facts: list[Any] = [(_("Kind"), kind_words(item["kind"]), *change("building_change", _("the question")))]
    if answers := answers_words(item, drafts.main_language(draft)):
        facts.append((_("Answers"), answers))
    if item["kind"] == ItemKind.FILE:
        facts.append(
            (_("What can be sent"), file_limits(item), *change("building_change", _("what can be sent")))
        )
    if item["kind"] != "statement":
        facts.append((_("Must it be answered?"), str(REQUIRED[item.get("required", "optional")])))
    when = change("building_when", _("when it is asked"), "question", item["key"])
    facts.append((_("When it is asked"), condition_words(draft, item.get("relevant")), *when))
    if item["kind"] != "statement":
        facts.append(
            (
                _("Rule for the answer"),
                _rule(draft, item),
                *change("building_rule", _("the rule for the answer")),
            )
        )
    facts.append((_("Name in the data"), item["key"]))
    return facts


def _rule(draft: Draft, item: Part) -> str:
    rule = item.get("constraint")
    if not rule:
        return _("None")
    message = drafts.words(rule.get("message"), drafts.main_language(draft))
    return _("%(rule)s. Otherwise it says: “%(message)s”") % {
        "rule": rule.get("holds", ""),
        "message": message,
    }


def answers_words(item: Part, language: str) -> str:
    """What can be answered, in short."""
    found = [
        drafts.words(one.get("label"), language)
        for group in ("points", "options")
        for one in item.get(group, ())
    ]
    if item.get("min") is not None or item.get("max") is not None:
        found.append(_limits(item))
    if item.get("may_decline"):
        found.append(_("Prefer not to say"))
    return "; ".join(found)


def _limits(item: Part) -> str:
    low, high = item.get("min"), item.get("max")
    if low is None:
        return _("at most %(most)s") % {"most": high}
    if high is None:
        return _("at least %(least)s") % {"least": low}
    return _("%(least)s to %(most)s") % {"least": low, "most": high}
