"""Bodies with names of their own kind: the state's, companies, banks, 兵团 and tax offices."""

from __future__ import annotations

import re
from functools import cache

from loaders.agency_places import Places
from loaders.departments import function_of, is_enterprise, official_department
from loaders.extract.lexicon import table
from loaders.records import BodyName
from ontology.divisions import short_name

NATION = "000000"
_CENTRAL_BANK = re.compile(r"(?:中国)?(?:人民银行|人行)(?P<branch>.+)")
#: State banks by the short names they have in print; 农业发展银行 and the like stay as printed.
_BANKS = {
    "农发行": "中国农业发展银行",
    "国开行": "国家开发银行",
    "农行": "中国农业银行",
    "工行": "中国工商银行",
    "建行": "中国建设银行",
    "邮储银行": "中国邮政储蓄银行",
}
_BANK = re.compile(rf"(?P<where>.*?)(?P<short>{'|'.join(_BANKS)})(?P<branch>.*[支分]行)?")
_CORPS = re.compile(r"(?:新疆)?(?:生产建设)?兵团(?P<rest>.*)")
_CORPS_DIVISION = re.compile(r"第?[一二三四五六七八九十]+师(?:[\u4e00-\u9fff]{2,4}市)?")
_GRID = re.compile(r"国网(?P<rank>[省市县区])供电公司")
STATE_TAX = "国家税务总局"
_SOCIETY = re.compile(r"[学协商]会$|研究会$")
_XINJIANG = "650000"
_AS_PRINTED = re.compile(
    r"国家统计局.+队|国家金融监督管理总局.+局|水利部(?!门).+"
    r"|(?:黄河|长江|淮河|海河|珠江|松辽|太湖)(?!河务局).+(?:局|中心|委员会|[处院])"
    r"|(?:中国科学院|中科院).+|[\u4e00-\u9fff]{2,4}铁路局.*|中国铁路.+"
    r"|国家(?!税务总局.+税务局).+(?:局|署|委员会|院|中心)"
)


_COMMISSION = re.compile(r"(?:黄河|长江|淮河|海河|珠江|松辽)水利委员会.+")
#: Railways, waterways and research are no office of a place.
_NO_OFFICE = re.compile(r"铁路|航道|航务|科学院")


def read_national(name: str) -> BodyName | None:
    """Bodies of the state as a whole, and those whose printed form is already the full one."""
    known = _national_bodies().get(name)
    if known:
        return BodyName(known[0], known[1], "agency", known[2])
    if not _AS_PRINTED.fullmatch(name):
        return None
    if _NO_OFFICE.search(name):
        return BodyName(name, "F99", "agency", NATION)
    function = function_of(name.removeprefix("国家"))
    name = "水利部" + name if _COMMISSION.fullmatch(name) else name
    return BodyName(name, function.notation, "agency", NATION, function.guessed)


def read_corps(name: str) -> BodyName | None:
    """Bodies of 新疆生产建设兵团 and its divisions (师), which have no place of their own."""
    match = _CORPS.fullmatch(name)
    if not match:
        return None
    division = _CORPS_DIVISION.match(match["rest"])
    front = "新疆生产建设兵团" + (division[0] if division else "")
    rest = match["rest"].removeprefix(division[0] if division else "")
    if not rest:
        return BodyName(front, "F29", "agency", _XINJIANG)
    department, function = official_department(rest, _XINJIANG[:2])
    return BodyName(front + department, function.notation, "agency", _XINJIANG, function.guessed)


def read_bank(name: str, places: Places) -> BodyName | None:
    """人民银行市分行 -> 中国人民银行烟台市分行, 市农发行 -> 中国农业发展银行烟台市分行."""
    match = _CENTRAL_BANK.fullmatch(name)
    short = _BANK.fullmatch(name) if not match and "行" in name else None
    if match:
        bank, branch = "中国人民银行", match["branch"]
    elif short:
        bank, branch = _BANKS[short["short"]], short["where"] + (short["branch"] or "")
    else:
        return None
    placed = places.split(branch)
    where = placed.seat.name if placed.printed else ""
    if not placed.rest and where:
        where += "支行" if placed.seat.level == "county" else "分行"
    return BodyName(f"{bank}{where}{placed.rest}", "F99", "agency", placed.seat.code)


def read_enterprise(name: str, places: Places) -> BodyName | None:
    """Companies, banks and schools, which keep their printed name unless it begins with a rank."""
    if not is_enterprise(name) or _SOCIETY.search(name):
        return None
    placed = places.split(name)
    grid = _GRID.fullmatch(name)
    if grid and (local := places.split(grid["rank"])).printed:
        return BodyName(f"国网{local.seat.name}供电公司", "F99", "agency", local.seat.code)
    by_rank = placed.printed and not name.startswith(short_name(placed.seat.name))
    if by_rank:
        return BodyName(placed.seat.front + placed.rest, "F99", "agency", placed.seat.code)
    named_after_place = placed.printed or short_name(places.own.name) in name
    return BodyName(name, "F99", "agency", placed.seat.code if named_after_place else None)


def read_state_tax(name: str, places: Places) -> BodyName:
    """国家税务总局海阳市税务局 stays as printed; only a bare rank is spelt out."""
    placed = places.split(name.removeprefix(STATE_TAX))
    if placed.printed and placed.seat.name not in name:
        name = f"{STATE_TAX}{placed.seat.name}{placed.rest}"
    return BodyName(name, "F25", "agency", placed.seat.code)


@cache
def _national_bodies() -> dict[str, tuple[str, str, str]]:
    """Full name, function and division of bodies that only one place has, by printed name."""
    found: dict[str, tuple[str, str, str]] = {}
    for row in table("national_bodies"):
        body = (row["full"], row["function"], row["division"] or NATION)
        found[row["short"]] = body
        found.setdefault(row["full"], body)
    return found
