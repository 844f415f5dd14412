"""What is wrong with facilities, posts, volumes and individual allowances."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kith.foundation.faults import Faults
from kith.workforce.wisn.checks_norms import is_amount, range_faults, sound_times
from kith.workforce.wisn.norms import applies, times_a_year, unit_hours

if TYPE_CHECKING:
    from kith.workforce.wisn.checks import Located


def places_faults(data: Located, faults: Faults) -> None:
    """Every fault of the places. A volume that is missing is a fault: it is never taken for nought."""
    _facilities(data, faults)
    _posts(data, faults)
    _volumes(data, faults)
    _missing_volumes(data, faults)
    _individual(data, faults)


def _cadres(data: Located) -> set[str]:
    return {time.cadre for _, time in data.working_times}


def _facilities(data: Located, faults: Faults) -> None:
    seen: set[str] = set()
    for where, facility in data.facilities:
        if facility.name in seen:
            faults.add("workforce.wisn.facility_twice", where, facility=facility.name)
        seen.add(facility.name)


def _posts(data: Located, faults: Faults) -> None:
    facilities = {facility.name for _, facility in data.facilities}
    known, seen = _cadres(data), set()
    if not data.posts:
        faults.add("workforce.wisn.no_posts")
    for where, post in data.posts:
        if post.facility not in facilities:
            faults.add("workforce.wisn.unknown_facility", where, facility=post.facility)
        if post.cadre not in known:
            faults.add(
                "workforce.wisn.unknown_cadre", where, cadre=post.cadre, known=", ".join(sorted(known))
            )
        if (post.facility, post.cadre) in seen:
            faults.add("workforce.wisn.post_twice", where, facility=post.facility, cadre=post.cadre)
        seen.add((post.facility, post.cadre))
        for staff in (post.current, post.funded):
            if staff is not None and not is_amount(staff):
                faults.add("workforce.wisn.staff_negative", where, value=staff)


def _volumes(data: Located, faults: Faults) -> None:
    posts = {(post.facility, post.cadre) for _, post in data.posts}
    types = {facility.name: facility.type for _, facility in data.facilities}
    standards: dict[tuple[str, str], set[str | None]] = {}
    for _, activity in data.activities:
        standards.setdefault((activity.cadre, activity.name), set()).add(activity.facility_type)
    seen: set[tuple[str, str, str]] = set()
    for where, volume in data.volumes:
        place = {"facility": volume.facility, "cadre": volume.cadre, "activity": volume.activity}
        of = standards.get((volume.cadre, volume.activity), set())
        if (volume.facility, volume.cadre) not in posts:
            faults.add("workforce.wisn.volume_without_post", where, **place)
        elif not any(applies(each, types.get(volume.facility)) for each in of):
            faults.add("workforce.wisn.volume_without_standard", where, **place)
        if (volume.facility, volume.cadre, volume.activity) in seen:
            faults.add("workforce.wisn.volume_twice", where, **place)
        seen.add((volume.facility, volume.cadre, volume.activity))
        if volume.amount is None:
            faults.add("workforce.wisn.volume_blank", where, **place)
            continue
        ends = [
            end for end in (volume.amount.value, volume.amount.low, volume.amount.high) if end is not None
        ]
        if not all(is_amount(end) for end in ends):
            faults.add("workforce.wisn.volume_negative", where, value=min(ends), **place)
        else:
            range_faults(volume.amount, where, faults, of=volume.activity)


def _missing_volumes(data: Located, faults: Faults) -> None:
    """Said at the post, for there is no row to point at."""
    types = {facility.name: facility.type for _, facility in data.facilities}
    given = {(volume.facility, volume.cadre, volume.activity) for _, volume in data.volumes}
    known = _cadres(data)
    by_cadre: dict[str, list[tuple[str, str | None]]] = {}
    for _, activity in data.activities:
        by_cadre.setdefault(activity.cadre, []).append((activity.name, activity.facility_type))
    for where, post in data.posts:
        if post.facility not in types or post.cadre not in known:
            continue
        wanted = [name for name, of in by_cadre.get(post.cadre, []) if applies(of, types[post.facility])]
        if not wanted:
            faults.add("workforce.wisn.no_activities", where, facility=post.facility, cadre=post.cadre)
        missing = [name for name in wanted if (post.facility, post.cadre, name) not in given]
        if missing:
            faults.add(
                "workforce.wisn.volume_missing", where,
                facility=post.facility, cadre=post.cadre, activities=", ".join(dict.fromkeys(missing)),
            )  # fmt: skip


def _individual(data: Located, faults: Faults) -> None:
    posts = {(post.facility, post.cadre) for _, post in data.posts}
    times, known = sound_times(data), _cadres(data)
    seen: set[tuple[str | None, str, str]] = set()
    for where, each in data.individual_allowances:
        if each.cadre not in known:
            faults.add(
                "workforce.wisn.unknown_cadre", where, cadre=each.cadre, known=", ".join(sorted(known))
            )
        elif each.facility is not None and (each.facility, each.cadre) not in posts:
            faults.add(
                "workforce.wisn.individual_without_post", where, facility=each.facility, cadre=each.cadre
            )
        key = (each.facility, each.cadre, each.name)
        if key in seen or (None, each.cadre, each.name) in seen:
            faults.add("workforce.wisn.allowance_twice", where, cadre=each.cadre, activity=each.name)
        seen.add(key)
        if not is_amount(each.staff) or not is_amount(each.amount):
            value = min(each.staff, each.amount)
            faults.add("workforce.wisn.allowance_negative", where, activity=each.name, value=value)
        elif each.period is None:
            faults.add(
                "workforce.wisn.no_period", where,
                activity=each.name, amount=each.amount, unit=each.unit.value,
            )  # fmt: skip
        elif each.cadre in times:
            time = times[each.cadre]
            hours = each.amount * unit_hours(each.unit, time) * times_a_year(each.period, time)
            if hours > time.hours:
                faults.add(
                    "workforce.wisn.individual_too_long", where,
                    activity=each.name, hours=round(hours), available=round(time.hours),
                )  # fmt: skip
