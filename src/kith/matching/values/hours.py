"""Weekly hours as people type them, as half-hours of the week in UTC.

A half-hour's code is its weekday (Monday is 1) and when it begins in UTC: ``1T09:00``. Codes sort as the week
runs, and the week runs round: Sunday night goes on into Monday.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from kith.matching.suggesting import nearest
from kith.matching.values.zones import zone as zone_of
from kith.tables.values import Unreadable

HALF_HOUR = 30
DAY = 24 * 60
WEEK = 7 * DAY
_LONGEST_NIGHT = 12 * 60
"""Hours past midnight are a night shift; “9-5” would be twenty hours, and means something else."""
_SURELY_MORNING = 7
"""“2-4” may be at night or in the afternoon; “9-11” is a morning."""
HALF_HOURS = WEEK // HALF_HOUR
"""Half-hours in a week: 336."""

_DAY_NAMES = (
    "mon monday 周一 星期一 礼拜一",
    "tue tues tuesday 周二 星期二 礼拜二",
    "wed weds wednesday 周三 星期三 礼拜三",
    "thu thur thurs thursday 周四 星期四 礼拜四",
    "fri friday 周五 星期五 礼拜五",
    "sat saturday 周六 星期六 礼拜六",
    "sun sunday 周日 周天 星期日 星期天 礼拜天",
)
_DAYS = {name: number for number, names in enumerate(_DAY_NAMES) for name in names.split()}
_GROUPS = {
    "daily": range(7),
    "everyday": range(7),
    "weekday": range(5),
    "weekdays": range(5),
    "weekend": (5, 6),
    "weekends": (5, 6),
}
_TIME = r"(\d{1,2})(?:\s*[:.：hH]\s*(\d{2}))?\s*([ap])?\.?(?:m\.?)?"
_RANGE = re.compile(rf"{_TIME}\s*(?:-|–|—|−|~|to|until|till|至|到)\s*{_TIME}", re.IGNORECASE)
_PIECES = re.compile(r"[;；\n]|[,，、](?=\s*[^\W\d])")
_A_DAY = "|".join(sorted((*_DAYS, *_GROUPS), key=len, reverse=True))
_DAYS_JOINED = re.compile(rf"((?:{_A_DAY})s?\.?)\s*(?:[,，、/&+]|\band\b|和)\s*(?=[^\W\d])", re.IGNORECASE)
_DASH = re.compile(r"\s*(?:-|–|—|−|\bto\b|至|到)\s*", re.IGNORECASE)


def code(index: int) -> str:
    """The code of a half-hour of the UTC week, 0 to 335, counted from Monday midnight.

    >>> code(0), code(18), code(335)
    ('1T00:00', '1T09:00', '7T23:30')
    """
    day, half = divmod(index % HALF_HOURS, DAY // HALF_HOUR)
    return f"{day + 1}T{half // 2:02}:{half % 2 * HALF_HOUR:02}"


def index(code_: str) -> int:
    """The half-hour of a code.

    Raises ValueError for what is no code.

    >>> index("7T23:30")
    335
    """
    found = re.fullmatch(r"([1-7])T([01]\d|2[0-3]):([03])0", code_)
    if found is None:
        raise ValueError(code_)
    day, hour, half = int(found[1]) - 1, int(found[2]), int(found[3]) // 3
    return day * 48 + hour * 2 + half


def is_code(text: str) -> bool:
    try:
        index(text)
    except ValueError:
        return False
    return True


def read_hours(text: str, zone: str, week_of: date) -> frozenset[str]:
    """The half-hours that lie wholly inside somebody's weekly hours.

    Parameters
    ----------
    text
        ``Mon 09:00-11:00; Wed, Fri 2pm-4:30pm``: days or ranges of days (``Mon-Fri``), then hours; more hours of
        the same days behind a comma. Hours that end before they begin run past midnight.
    zone
        The IANA zone that the hours are in.
    week_of
        The Monday of the week whose clocks decide the offset from UTC.

    Raises
    ------
    Unreadable
        For a time that does not exist, a day that is not known, hours without a day, an unknown zone.

    >>> sorted(read_hours("Mon 09:00-10:00", "Europe/London", date(2026, 7, 6)))
    ['1T08:00', '1T08:30']
    """
    known = zone_of(zone)
    days: tuple[int, ...] = ()
    spans: list[tuple[int, int]] = []
    for piece in filter(None, (one.strip() for one in _PIECES.split(_join_days(text)))):
        names, hours = _parted(piece)
        days = _days(names, piece) if names else days
        if not days:
            raise Unreadable("matching.people.hours_no_day", value=piece)
        for first, last in _ranges(hours, piece):
            spans.extend(_to_utc(day, first, last, known, week_of) for day in days)
    return _half_hours(spans)


def in_zone(codes: Iterable[str], zone: str, week_of: date) -> tuple[tuple[int, int, int], ...]:
    """Half-hours as somebody in ``zone`` sees them: (weekday, first minute, last minute) runs, in order.

    >>> in_zone({"1T08:00", "1T08:30"}, "Europe/London", date(2026, 7, 6))
    ((0, 540, 600),)
    """
    known = zone_of(zone)
    minutes = sorted(_local(index(one) * HALF_HOUR, known, week_of) for one in codes)
    runs: list[list[int]] = []
    for start in minutes:
        day, minute = divmod(start, DAY)
        if runs and runs[-1][0] == day and runs[-1][2] == minute:
            runs[-1][2] = minute + HALF_HOUR
        else:
            runs.append([day, minute, minute + HALF_HOUR])
    return tuple((day, first, last) for day, first, last in runs)


def _join_days(text: str) -> str:
    """“Mon, Wed 9-10”: a comma between two days joins them; it does not end a piece."""
    return _DAYS_JOINED.sub(r"\1 & ", text)


def _parted(piece: str) -> tuple[str, str]:
    found = re.search(r"\d", piece)
    at = found.start() if found else len(piece)
    return piece[:at].strip(" :：,"), piece[at:].strip()


def _days(names: str, piece: str) -> tuple[int, ...]:
    days: list[int] = []
    for part in re.split(r"\s*&\s*|\s+and\s+", names):
        ends = [one for one in _DASH.split(part.strip()) if one]
        numbers = [_day(one, piece) for one in ends]
        if len(numbers) == 2 and all(len(one) == 1 for one in numbers):
            (first,), (last,) = numbers
            days.extend((first + step) % 7 for step in range((last - first) % 7 + 1))
        else:
            days.extend(day for one in numbers for day in one)
    return tuple(dict.fromkeys(days))


def _day(name: str, piece: str) -> tuple[int, ...]:
    word = name.strip(" .").casefold()
    if word in _DAYS:
        return (_DAYS[word],)
    for group in (word, word.removesuffix("s"), word.replace(" ", "")):
        if group in _DAYS:
            return (_DAYS[group],)
        if group in _GROUPS:
            return tuple(_GROUPS[group])
    near = nearest(word, (*_DAYS, *_GROUPS))
    params = {"value": piece, "day": name.strip()}
    if near:
        raise Unreadable("matching.people.day_unknown_near", nearest=near, **params)
    raise Unreadable("matching.people.day_unknown", **params)


def _ranges(hours: str, piece: str) -> list[tuple[int, int]]:
    """Minutes of the day from and to; the end may lie past midnight."""
    found = []
    for part in filter(None, (one.strip() for one in re.split(r"[,，、&]|\band\b", hours))):
        match = _RANGE.fullmatch(part)
        if match is None:
            raise Unreadable("matching.people.hours_unreadable", value=piece)
        first_half, last_half = match[3], match[6]
        last = _minute(match[4], match[5], last_half, part)
        first = _minute(match[1], match[2], first_half or _same_half(match, last), part)
        if first == last:
            raise Unreadable("matching.people.hours_empty", value=part)
        if _is_bare(match) and 0 < int(match[1]) < _SURELY_MORNING:
            raise Unreadable("matching.people.hours_two_ways", value=part)
        if last < first and last + DAY - first > _LONGEST_NIGHT:
            raise Unreadable("matching.people.hours_past_midnight", value=part)
        found.append((first, last if last > first else last + DAY))
    if not found:
        raise Unreadable("matching.people.hours_unreadable", value=piece)
    return found


def _is_bare(match: re.Match[str]) -> bool:
    """“2-4”: neither minutes nor a half of the day on either side."""
    return not any(match[place] for place in (2, 3, 5, 6))


def _same_half(match: re.Match[str], last: int) -> str | None:
    """“2-4pm” means 2 pm, “11-1pm” means 11 am: the half of the day in which the first comes before the last."""
    if match[6] is None or int(match[1]) > 12 or int(match[1]) == 0:
        return None
    as_pm = (int(match[1]) % 12 + 12) * 60 + int(match[2] or 0)
    return "p" if match[6].lower() == "p" and as_pm < last else "a"


def _minute(hour: str, minute: str | None, half: str | None, piece: str) -> int:
    hours, minutes = int(hour), int(minute or 0)
    if half is not None:
        if not 1 <= hours <= 12:
            raise Unreadable("matching.people.time_of_day", value=piece)
        hours = hours % 12 + (12 if half.lower() == "p" else 0)
    if hours > 24 or minutes > 59 or (hours == 24 and minutes):
        raise Unreadable("matching.people.time_of_day", value=piece)
    return hours * 60 + minutes


def _to_utc(day: int, first: int, last: int, zone: ZoneInfo, week_of: date) -> tuple[int, int]:
    return _utc(day * DAY + first, zone, week_of), _utc(day * DAY + last, zone, week_of)


def _utc(minute: int, zone: ZoneInfo, week_of: date) -> int:
    """Minutes since Monday midnight on the clocks of ``zone``, as minutes since Monday midnight in UTC."""
    # Adding to a time of a zone moves the hands of its clocks, whatever they do in between.
    there = datetime(week_of.year, week_of.month, week_of.day, tzinfo=zone) + timedelta(minutes=minute)
    offset = there.utcoffset() or timedelta()
    return minute - round(offset.total_seconds() / 60)


def _local(minute: int, zone: ZoneInfo, week_of: date) -> int:
    there = datetime(week_of.year, week_of.month, week_of.day, tzinfo=ZoneInfo("UTC")) + timedelta(
        minutes=minute
    )
    offset = there.astimezone(zone).utcoffset() or timedelta()
    return (minute + round(offset.total_seconds() / 60)) % WEEK


def _half_hours(spans: Iterable[tuple[int, int]]) -> frozenset[str]:
    """The half-hours wholly inside the spans taken together; spans that touch are one."""
    joined: list[list[int]] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], last)
        else:
            joined.append([first, last])
    return frozenset(
        code(half) for first, last in joined for half in range(-(-first // HALF_HOUR), last // HALF_HOUR)
    )
