"""Dates as people write them, from ISO days and the EDTF that the contract allows."""

import calendar
from typing import NamedTuple

NOT_KNOWN = "not known"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Bounds(NamedTuple):
    """First and last day (YYYY-MM-DD) of an interval; None where it is open."""

    first: str | None
    last: str | None


def say(edtf: str | None) -> str:
    """`2022-12-22` as 22 Dec 2022, `../2023-01` as until Jan 2023; None and what is no date as "not known"."""
    if not edtf or bounds(edtf) is None:
        return NOT_KNOWN
    about = "about " if edtf.endswith("~") else ""
    first, slash, last = edtf.rstrip("~").partition("/")
    if not slash:
        return about + _point(first)
    if first == "..":
        return f"{about}until {_point(last)}"
    return f"{about}from {_point(first)}" if last == ".." else f"{about}{_point(first)} to {_point(last)}"


def _point(point: str) -> str:
    year, *rest = point.rstrip("~").split("-")
    month = [_MONTHS[int(rest[0]) - 1]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *month, year])


def bounds(edtf: str | None) -> Bounds | None:
    """The days an interval reaches from and to; None where it cannot be read."""
    if not edtf:
        return None
    first, slash, last = edtf.rstrip("~").partition("/")
    ends = (first, last if slash else first)
    if any(end != ".." and not _is_point(end.rstrip("~")) for end in ends) or ends == ("..", ".."):
        return None
    return Bounds(*(None if end == ".." else _edge(end.rstrip("~"), late=late) for end, late in zip(ends, (False, True), strict=True)))


def _is_point(point: str) -> bool:
    parts = point.split("-")
    if not (1 <= len(parts) <= 3 and all(part.isascii() and part.isdigit() for part in parts) and len(parts[0]) == 4):
        return False
    months = len(parts) < 2 or 1 <= int(parts[1]) <= 12
    return months and (len(parts) < 3 or 1 <= int(parts[2]) <= _length(int(parts[0]), int(parts[1])))


def _length(year: int, month: int) -> int:
    return calendar.monthrange(max(year, 1), month)[1]


def _edge(point: str, *, late: bool) -> str:
    parts = point.split("-")
    month = int(parts[1]) if len(parts) > 1 else (12 if late else 1)
    day = int(parts[2]) if len(parts) > 2 else (_length(int(parts[0]), month) if late else 1)
    return f"{parts[0]}-{month:02d}-{day:02d}"
