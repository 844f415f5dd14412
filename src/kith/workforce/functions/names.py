"""The twelve essential public-health functions, named in our own words, and an owner's own list in their place.

That there are twelve, and what each is about, follows WHO's roadmap of 2022 for the public-health workforce and the
unified list of Zhang et al. (2023), 10.3389/fpubh.2022.1107192. The names are ours. No official description is
shipped: who holds one, or has leave to use it, puts it into a file of their own.
"""

from __future__ import annotations

from collections.abc import Mapping

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.foundation.words import Text
from kith.tables.toml import load_toml
from kith.workforce.functions.occupations import OCCUPATIONS
from kith.workforce.functions.types import Function, Lists, Occupation

NAMES: Mapping[str, tuple[str, str]] = {
    "surveillance": ("Watching over health: surveillance and monitoring", "监测健康状况"),
    "emergencies": ("Preparing for and managing emergencies", "应急准备与处置"),
    "stewardship": ("Governing public health: law, policy, leadership", "公共卫生治理：法律、政策、领导"),
    "planning": ("Planning, financing and managing across sectors", "跨部门规划、筹资与管理"),
    "protection": ("Protecting from hazards", "防护健康危害"),
    "prevention": ("Preventing disease and finding it early", "疾病预防与早期发现"),
    "promotion": ("Promoting health", "促进健康"),
    "communities": ("Working with communities", "与社区共同行动"),
    "workforce": ("Building the public-health workforce", "建设公共卫生队伍"),
    "quality": ("Good and fair services", "服务的质量与公平"),
    "research": ("Research, evaluation and knowledge", "研究、评价与知识"),
    "supplies": ("Medicines, equipment and supplies for all", "药品、设备与物资的可及"),
}


def own_lists() -> Lists:
    """The twelve functions and the occupations that Kith ships."""
    functions = tuple(
        Function(key, Text.of({"en": english, "zh-Hans": chinese}))
        for key, (english, chinese) in NAMES.items()
    )
    return Lists(functions, OCCUPATIONS)


def read_lists(content: bytes, name: str) -> Lists:
    """An owner's lists: ``[[function]] key, name, text`` take the twelve's place, ``[[occupation]] code, name`` are added.

    Raises
    ------
    KithError
        With every fault: no functions and no occupations, a key or name that is missing or twice, a code that is not
        four digits.
    """
    data = load_toml(content, name=name).data
    faults = Faults()
    functions = tuple(
        Function(key, Text.of(said), Text.of(text) if text else None)
        for key, said, text in _entries(data, "function", "key", name, faults)
    )
    occupations = {
        code: Occupation(code, Text.of(said))
        for code, said, _ in _entries(data, "occupation", "code", name, faults)
    }
    for code in occupations:
        if len(code) != 4 or not code.isdigit():
            faults.add("workforce.functions.not_a_code", Where(file=name, key="occupation"), value=code)
    if not functions and not occupations and not faults:
        raise KithError(Fault("workforce.functions.empty_list", Where(file=name)))
    faults.raise_if_any()
    return Lists(functions or own_lists().functions, {**OCCUPATIONS, **occupations})


def _entries(
    data: Mapping[str, object], kind: str, key: str, name: str, faults: Faults
) -> list[tuple[str, str, str]]:
    given = data.get(kind, [])
    found: list[tuple[str, str, str]] = []
    for place, each in enumerate(given if isinstance(given, list) else [given]):
        where = Where(file=name, key=f"{kind}[{place}]")
        held = each if isinstance(each, dict) else {}
        known, said, text = (str(held.get(part, "")).strip() for part in (key, "name", "text"))
        if not known or not said:
            faults.add("workforce.functions.list_incomplete", where, key=key)
        elif any(known == other for other, _, _ in found):
            faults.add("workforce.functions.list_twice", where, key=known)
        else:
            found.append((known, said, text))
    return found
