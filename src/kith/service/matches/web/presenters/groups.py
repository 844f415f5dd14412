"""How a draft came out for groups of people, under what the organisation lets be shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from kith.programmes.capabilities import AttributeType
from kith.programmes.types import Attribute
from kith.publishing.disclosure import Withheld, speak
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.core.domain.policies import policy
from kith.service.matches import bridge_explaining
from kith.service.matches.models import MatchRun
from kith.service.matches.web.presenters.wording import language
from kith.service.ui.web.wording import number

GROUPING = (AttributeType.CATEGORY, AttributeType.GRADE)


def groups_part(run: MatchRun, by: str) -> dict[str, Any]:
    """What people may be grouped by, and the outcome by what was chosen.

    Equality answers are never among it: they stand apart from names, and no matching knows them.
    """
    known = [one for one in definition_of(run.cohort).attributes if _may_group(one)]
    chosen = next((one for one in known if one.key == by), None)
    labels = [(one.key, one.label.in_language(language()), one is chosen) for one in known]
    if chosen is None or not run.is_explainable:
        return {"by": labels if run.is_explainable else [], "grouped": None}
    return {"by": labels, "grouped": _grouped(run, chosen)}


def _may_group(attribute: Attribute) -> bool:
    return attribute.kind in GROUPING and attribute.asked_in is None


def _grouped(run: MatchRun, attribute: Attribute) -> dict[str, Any]:
    places = run.cohort.places.values_list("pk", "side", "attributes")
    group_of = {
        (side, str(pk)): str(known.get(attribute.key) or _("Not told"))
        for pk, side, known in places
        if side in attribute.roles
    }
    name = attribute.label.in_language(language())
    return outcome_table(
        name, lambda: bridge_explaining.by_group(run, group_of, policy(run.cohort.organisation))
    )


def outcome_table(name: str, find: Callable[[], Any]) -> dict[str, Any]:
    """The counts of ``find`` as a table; without rows where nobody of the draft has a group, which it raises."""
    caption = _("By: %(what)s") % {"what": name}
    try:
        found = find()
    except ValueError:
        return {"caption": caption, "heads": [], "rows": []}
    heads = [
        _("Group"),
        *(_columns()[column] for column in found.counts.columns),
        _("On average it suits them"),
    ]
    rows = [
        [name, *(_figure(cell) for cell in cells), _band(found.satisfaction.get(name))]
        for name, cells in zip(found.counts.rows, found.counts.cells, strict=True)
    ]
    return {"caption": caption, "heads": heads, "rows": rows}


def _columns() -> dict[str, str]:
    return {
        "first_wish": _("Got their first wish"),
        "matched": _("Matched"),
        "left_over": _("Left over"),
    }


def _figure(shown: int | Withheld) -> str:
    return speak(shown, _).reason if isinstance(shown, Withheld) else number(shown)


def _band(found: tuple[int, int] | Withheld | None) -> str:
    if found is None:
        return "–"
    if isinstance(found, Withheld):
        return speak(found, _).reason
    return _("%(low)s to %(high)s%%") % {"low": found[0], "high": found[1]}
