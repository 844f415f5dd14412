"""A bundle worked out again from its own data, plan and seed, and held beside what it says."""

from __future__ import annotations

from collections.abc import Iterator

from kith.evaluation.bundle.analyses import CHANGE, Carried, worked_out
from kith.evaluation.bundle.comparing import TOLERANCE, differences, numbers_in
from kith.evaluation.bundle.released import NEEDS_LINES, derived
from kith.evaluation.bundle.report_again import report_differences, sections_again
from kith.evaluation.bundle.sections import sections_found
from kith.evaluation.bundle.types import Bundle, Rerun
from kith.evaluation.bundle.versions import versions
from kith.evaluation.change import analyse_change, data_hash
from kith.evaluation.result_json import Json, change_json
from kith.evaluation.types import Remark
from kith.foundation.messages import Translate, gettext_noop
from kith.publishing.model import Section

SAY = "evaluation.bundle.found"
RELEASED = "released"


def rerun(bundle: Bundle, *, translate: Translate = gettext_noop) -> Rerun:
    """Work everything out again with the same seed, and compare number by number.

    With the versions and the machine of the bundle every digit has to be the same; elsewhere whole numbers
    have to be equal and others within ``tolerance``. Where every line is in the bundle, the report's sections on
    change, on the questions of scales and on both sides are written anew and held beside those in
    ``report.json``, word by word.

    Parameters
    ----------
    translate
        Turns the catalogue's English into the report's language.

    Raises
    ------
    KithError
        When the plan cannot be carried out on the data.
    """
    exact = dict(bundle.versions) == versions()
    stated: Json = dict(bundle.results)
    again: dict[str, list[Section]] = {}
    found: dict[str, Json]
    if bundle.data is None:
        found = {RELEASED: derived(bundle.released, bundle.asked, bundle.plan)}
    else:
        result = analyse_change(bundle.data, bundle.plan, seed=bundle.seed)
        ready = {CHANGE: change_json(result, bundle.plan)}
        carried = Carried(bundle.data, bundle.plan, bundle.seed, bundle.answers)
        found = worked_out(carried, bundle.analyses, ready)
        if _is_of_these(bundle) and bundle.versions.get("kith") == versions()["kith"]:
            again = sections_again(bundle, result, translate)
    said = tuple(report_differences(bundle.report, again, exact=exact))
    wrong = {
        key: tuple(differences({key: bundle.results[key]}, {key: value}, exact=exact))
        for key, value in found.items()
    }
    return Rerun(
        numbers=numbers_in(stated),
        exact=exact,
        tolerance=0.0 if exact else TOLERANCE,
        differences=(*(one for each in wrong.values() for one in each), *said),
        remarks=tuple(_remarks(bundle)),
        sections=sections_found(bundle, again, said, wrong),
    )


def _is_of_these(bundle: Bundle) -> bool:
    """Whether the report was made from exactly the lines in the bundle."""
    inputs = bundle.report.provenance.inputs
    return bundle.data is not None and inputs.get("data") == data_hash(bundle.data)


def _remarks(bundle: Bundle) -> Iterator[Remark]:
    if bundle.data is None:
        yield Remark(f"{SAY}.needs_lines", {"names": ", ".join(NEEDS_LINES)})
        if not checks_hold(bundle):
            yield Remark(f"{SAY}.tables_disagree", {"checks": ", ".join(_broken(bundle))})
        return
    if bundle.without_lines:
        yield Remark(f"{SAY}.without_lines", {"count": bundle.without_lines})
    elif _is_of_these(bundle):
        yield Remark(f"{SAY}.report_fits")
    else:
        yield Remark(f"{SAY}.report_of_others")
    if bundle.frozen is not None:
        frozen = bundle.frozen
        yield Remark(f"{SAY}.frozen", {"hash": frozen.sha256, "day": frozen.frozen_on.isoformat()})


def checks_hold(bundle: Bundle) -> bool:
    """Whether the released tables agree in themselves."""
    return not list(_broken(bundle))


def _broken(bundle: Bundle) -> Iterator[str]:
    checks = derived(bundle.released, bundle.asked, bundle.plan)["checks"]
    for check in checks if isinstance(checks, list) else ():
        if isinstance(check, dict) and check["holds"] is not True:
            yield str(check["check"])
