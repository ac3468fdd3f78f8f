"""Governments, courts, tax offices and the offices that have customary short names.

Each reader takes a seat and what stands behind the place, and gives the body's full name, its
function and kind, or None where the name is not of its sort.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from loaders.agency_places import Seat
from loaders.departments import Function, function_of
from loaders.extract.lexicon import table
from loaders.jurisdictions import is_municipality


class Official(NamedTuple):
    """A body's full name, function and kind (agency | group | standing | generic)."""

    full: str
    function: Function
    kind: str = "agency"


_GOVERNMENT = re.compile(r"(?:人民)?政府(?P<office>.*)|(?:行署|行政公署)(?P<of_area>.*)")
#: Whose districts name the 国资委 after the district, not after its government.
_CHONGQING = "500000"
_COURT = re.compile(r"(?:(?P<rank>中级|高级)?(?:人民)?)法院|(?P<short>[中高])院")
_PROSECUTION = re.compile(r"(?:人民)?检察院|检察(?:机关|部门)?|(?:人民)?检察院?分院")
_TAX = re.compile(r"税务(?:局|机关|部门)?")


def government(seat: Seat) -> str:
    """The full name of a place's government; prefectures and leagues have 行政公署."""
    area = seat.kind in ("盟", "地区")
    return seat.front + ("行政公署" if area else "人民政府")


def read_government(seat: Seat, rest: str) -> Official | None:
    """Nothing, 政府, 政府督查室, 国资委 -> X人民政府, X人民政府督查室, X人民政府国有资产…."""
    bare = offices("government").get(rest)
    if bare and bare[2]:
        of_place = seat.province_code == _CHONGQING and seat.level == "county"
        front = seat.front if of_place else government(seat)
        return Official(front + bare[0], Function(bare[1]))
    match = _GOVERNMENT.fullmatch(rest)
    office = (match["office"] or match["of_area"]) if match else rest
    if not office:
        return Official(government(seat), Function("F29"))
    return _government_office(seat, office) if match else None


def _government_office(seat: Seat, office: str) -> Official | None:
    """What stands behind 政府; None for departments, which do without it (市政府水利局)."""
    if office == "办":
        office = "办公厅" if seat.level == "province" else "办公室"
    known = offices("government").get(office)
    if known:
        return Official(government(seat) + known[0], Function(known[1]))
    placed = offices("place").get(office)
    if placed:
        return Official(seat.front + placed[0], Function(placed[1]))
    if re.search(r"[局委厅]$|主管部门$", office):
        return None
    return Official(government(seat) + office, function_of(office))


def read_justice(seat: Seat, rest: str) -> Official | None:
    """法院, 检察院, 税务局: one office per place, its court named after the place's level."""
    match = _COURT.fullmatch(rest)
    if match:
        own = {"province": "高级", "prefecture": "中级", "county": ""}[seat.level]
        rank = {"中": "中级", "高": "高级", None: match["rank"] or own}[match["short"]]
        return Official(f"{seat.front}{rank}人民法院", Function("F12"))
    if _PROSECUTION.fullmatch(rest):
        return Official(_prosecution(seat), Function("F13"))
    if _TAX.fullmatch(rest):
        district = seat.kind == "区" or is_municipality(seat.code)
        name = seat.front if district else seat.name
        return Official(f"国家税务总局{name}税务局", Function("F25"))
    return None


def _prosecution(seat: Seat) -> str:
    """Prefectures (地区) and leagues have a branch of the province's office."""
    if seat.kind not in ("地区", "盟"):
        return f"{seat.front}人民检察院"
    return f"{seat.province}人民检察院{seat.name.removesuffix('地区')}分院"


def read_special(seat: Seat, rest: str) -> Official | None:
    """Offices and people's organisations with customary short names: 河长办, 妇联, 供销社."""
    known = offices("place").get(rest)
    if not known:
        return None
    kind = "standing" if known[1] == "F30" else "agency"
    return Official(seat.front + known[0], Function(known[1]), kind)


@cache
def offices(base: str) -> dict[str, tuple[str, str, bool]]:
    """Full name, function and whether it may stand without 委 or 政府, by the short name."""
    rows = [row for row in table("special_offices") if row["base"] == base]
    found = {r["short"]: (r["full"], r["function"], r["bare"] == "yes") for r in rows}
    for office in tuple(found.values()):
        found.setdefault(office[0], office)
    return found
