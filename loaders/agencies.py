"""Bodies by their written names: full official name, kind, function and place.

A plan writes 市发展改革委, 县法院 or 各县（市、区）政府; the graph needs the one full name that the
body has in its city, the same for every short form, and a function that makes bodies of
different cities comparable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from loaders.agency_groups import member_kinds, read_general, read_group, starts_group
from loaders.agency_places import Placed, Places, Seat
from loaders.departments import Function, function_of, official_department, stem_of
from loaders.fixed_names import (
    STATE_TAX,
    read_bank,
    read_corps,
    read_enterprise,
    read_national,
    read_state_tax,
)
from loaders.jurisdictions import Jurisdiction, jurisdiction_of
from loaders.local_bodies import ZONE_PREFIX, read_city_zone, read_local, read_standing, read_zone
from loaders.offices import Official, read_government, read_justice, read_special
from loaders.party_bodies import read_discipline, read_party
from loaders.records import BodyName
from loaders.sectors import read_sector
from ontology.divisions import Divisions, short_name

__all__ = ["Jurisdiction", "Registry", "jurisdiction_of", "member_kinds"]

_SPACE = re.compile(r"\s+")
_OPEN_END = re.compile(r"(?<=.{2})等(?:有关|相关)?(?:部门和单位|部门|单位)?$")
_REMARK = re.compile(r"(?<=[局委厅办部会心室])[（〔(][^（）〔〕()]{2,24}[）〕)]$")
_RANK = re.compile(r"^(?:自治区|[省市县区州旗盟])(?![场政])")
_YOUTH_LEAGUE = re.compile(r"(?:共青团|团)(?P<place>.+?)(?:党委|委员会|委)$")
_AREA_COMMITTEE = re.compile(r"^(?P<area>[\u4e00-\u9fff]{2,4})?地委")
_PARTY_PREFIX = re.compile(r"中共(?!中央)(?=.{2})|中国共产党(?!中央)(?=.{2})")
_OF_GOVERNMENT = re.compile(r"^(?:人民)?政府(?=.)")
#: Bodies of the state in a place, which carry its short name.
_OF_THE_STATE = re.compile(r"^(?:海事|海关|航道|铁路)")
_SHORT_OFFICE = re.compile(r"[\u4e00-\u9fff]{3}(?<!街道)(?<!事)办$")
_HOUSES = {"局": "局", "厅": "厅", "委": "委员会", "中心": "中心", "处": "处"}
_INSIDE = re.compile(r"(?:本|我)?(?P<unit>局|厅|委|中心|处)(?P<office>[\u4e00-\u9fff、]{2,20})")
_SEVERAL_INSIDE = re.compile(r"各|相关|有关|所属|直属|下属")
_BRANCH = re.compile(r"(?P<department>.+?)(?:(?P<unit>局|委员会|委)(?P<place>.*))?分局")
_COMMITTEES = ("管委会", "管理委员会")
_ENVIRONMENT = "生态环境局"
#: Reserves are named after their province, not after the city they lie in.
_RESERVE = re.compile(r".+(?:国家级|省级)自然保护区.*(?:局|处|中心|所|站|委员会)")
#: Gauging the rivers is the province's: its branches bear the place's short name.
_WATER_SURVEY = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,4})水文(?P<branch>局|分局)")

_READERS = (
    read_discipline,
    read_party,
    read_government,
    read_justice,
    read_special,
    read_standing,
    read_local,
)


class Registry:
    """Resolves the bodies that one document names; the same name always gives the same body."""

    def __init__(
        self,
        jurisdiction: Jurisdiction | None,
        divisions: Divisions,
        year: int | None = None,
        known: Iterable[BodyName] = (),
        house: BodyName | None = None,
    ) -> None:
        """Take the document's place and year.

        `house` is the department whose own plan this is: 局办公室 is an office of it.

        `known` are bodies the document names elsewhere: where running text says only 水利部门,
        the one with that function is meant. Without a jurisdiction names stay as printed.
        """
        self._places = Places(jurisdiction, divisions, year) if jurisdiction else None
        self._known = tuple(known)
        self._house = house
        self._resolved: dict[tuple[str, str], BodyName] = {}

    def resolve(self, written: str, suffix: str = "") -> BodyName:
        """The body printed as `written`; `suffix` is an ending it shares with its list (甲县)."""
        key = written, suffix
        found = self._resolved.get(key)
        if found is None:
            found = self._resolved[key] = self._resolve(_clean(written, suffix))
        return found

    def _resolve(self, name: str) -> BodyName:
        special = read_national(name) or (_part_of(self._house, name) if self._house else None)
        if special:
            return special
        if self._places is None:
            _, function = official_department(_RANK.sub("", name), "")
            return BodyName(name, function.notation, "agency", None, function.guessed)
        return (
            read_corps(name)
            or read_bank(name, self._places)
            or read_enterprise(name, self._places)
            or _public(_unwrapped(name), self._places, self._known)
        )


def _part_of(house: BodyName, name: str) -> BodyName | None:
    """An office inside the issuing department: 局水政监察大队, 本局办公室, 委机关各处室."""
    match = _INSIDE.fullmatch(name)
    if not match or not house.full.endswith(_HOUSES[match["unit"]]):
        return None
    kind = "generic" if _SEVERAL_INSIDE.search(match["office"]) else "agency"
    return BodyName(house.full + match["office"], house.function, kind, house.division_code)


def _clean(written: str, suffix: str) -> str:
    """The name without blanks and remarks in brackets, with the ending it shares."""
    name = _SPACE.sub("", written)
    name = _REMARK.sub("", _OPEN_END.sub("", name)) or name
    return name if not suffix or name.endswith(suffix) else name + suffix


def _public(name: str, places: Places, known: tuple[BodyName, ...]) -> BodyName:
    """Public bodies and groups: the first reader that knows the sort of name decides."""
    if name.startswith(STATE_TAX):
        return read_state_tax(name, places)
    if "自然保护区" in name and _RESERVE.fullmatch(name) and not _RANK.match(name):
        return _reserve(name, places)
    several = starts_group(name)
    placed = Placed(places.own, name, printed=False) if several else places.split(name)
    if not placed.printed and name.startswith(places.short):
        named = _named_after(name, places)
        if isinstance(named, BodyName):
            return named
        placed = named
    elif not placed.printed and not several:
        foreign = _named_elsewhere(name, places)
        if isinstance(foreign, BodyName):
            return foreign
        placed = foreign or places.bare(name) or placed
    seat, rest = placed.seat, placed.rest
    by_rank = placed.printed and not name.startswith(short_name(seat.name))
    official = read_group(seat, rest, by_rank)
    for reader in _READERS:
        official = official or reader(seat, rest)
    if official is None:
        branch = _branch(placed, places)
        if branch:
            return branch
        rest = _OF_GOVERNMENT.sub("", rest)
        official = read_sector(seat, rest, known) or read_general(seat, rest)
    official = official or _department(seat, rest)
    function = official.function
    return BodyName(official.full, function.notation, official.kind, seat.code, function.guessed)


def _named_after(name: str, places: Places) -> Placed | BodyName:
    """A name with the place's short name in it: departments are the place's, others keep it.

    烟台水利局 is 烟台市水利局, while 汉中水文中心 and 济南黄河河务局 are names of their own, and
    so do zones (烟台经济技术开发区管理委员会) and what the state runs there (广元海事局).
    """
    own = places.own
    rest = name.removeprefix(places.short)
    zone = read_zone(name)
    if zone:
        return BodyName(zone, "F29", "agency", own.code)
    if read_local(own, name):
        return Placed(own, name, printed=False)
    survey = _survey(name, places)
    if survey:
        return survey
    if rest == _ENVIRONMENT and own.level == "county" and places.above:
        # A county's own bureau would bear its rank; this one is the city's (泉州市安溪生态环境局).
        above = places.above
        return BodyName(above.front + name, "F03", "agency", above.code)
    if _OF_THE_STATE.search(rest):
        return BodyName(name, function_of(rest).notation, "agency", own.code)
    if stem_of(rest[:-1], rest[-1:], own.province_code[:2]):
        return Placed(own, rest, printed=True)
    function = function_of(rest)
    if name.endswith(_COMMITTEES) and function.guessed:
        return BodyName(_committee(name), "F29", "agency", own.code)
    return BodyName(name, function.notation, "agency", own.code, function.guessed)


def _committee(name: str) -> str:
    return name.removesuffix("管委会").removesuffix("管理委员会") + "管理委员会"


def _named_elsewhere(name: str, places: Places) -> BodyName | Placed | None:
    """Names with a front of their own, which take no place before it.

    The province's or city's short name (云南楚雄公路局; but 云南水利厅 is 云南省水利厅), the
    zones of a city with names of their own (衡阳松木经济开发区).
    """
    own = places.own
    survey = _survey(name, places)
    if survey:
        return survey
    above = next((short for short in places.higher if name.startswith(short)), "")
    rest = name.removeprefix(above)
    if above and stem_of(rest[:-1], rest[-1:], own.province_code[:2]):
        return Placed(places.higher[above], rest, printed=True)
    full = None
    if above and rest:
        full = read_zone(name) or name
    elif own.level != "province":
        full = read_city_zone(places.short, name)
    if full is None:
        return None
    function = Function("F29") if full.endswith("区管理委员会") else function_of(rest)
    return BodyName(full, function.notation, "agency", own.code, function.guessed)


def _reserve(name: str, places: Places) -> BodyName:
    """唐家河国家级自然保护区管理处 -> 四川唐家河国家级自然保护区管理处."""
    placed = places.split(name)
    province = short_name(places.own.province)
    if not placed.printed and not name.startswith(province):
        name = province + name
    return BodyName(name, "F05", "agency", placed.seat.code)


def _survey(name: str, places: Places) -> BodyName | None:
    """朝阳水文局 -> 辽宁省朝阳水文局, 梅州水文分局 -> 广东省水文局梅州水文分局."""
    match = _WATER_SURVEY.fullmatch(name)
    if not match:
        return None
    own = places.own
    office = "水文局" if match["branch"] == "分局" else ""
    return BodyName(own.province + office + name, "F23", "agency", own.code)


def _unwrapped(name: str) -> str:
    """The name with place first: 中共济南市委组织部 -> 济南市委组织部, 团市委 -> 市团委."""
    league = _YOUTH_LEAGUE.fullmatch(name)
    if league:
        return league["place"] + "团委"
    name = _PARTY_PREFIX.sub("", name, count=1) if _PARTY_PREFIX.match(name) else name
    return _AREA_COMMITTEE.sub(r"\g<area>地区委", name)


def _branch(placed: Placed, places: Places) -> BodyName | None:
    """County branches of a city's department: 市生态环境局秭归县分局, 县生态环境分局."""
    match = _BRANCH.fullmatch(placed.rest)
    if not match:
        return None
    seat, where, department = placed.seat, match["place"], match["department"]
    own = places.own
    short = short_name(own.name)
    if seat.code == own.code and own.level == "county" and places.above:
        if where and not where.startswith(short):
            return None
        if not match["unit"]:  # 公安房山分局
            department = department.removesuffix(short) or department
        seat = places.above
        where = where or (own.name if own.kind == "县" else short)
    elif not where:
        return None
    department, function = official_department(
        department + (match["unit"] or "局"), seat.province_code[:2]
    )
    full = f"{seat.front}{department}{where}分局"
    return BodyName(full, function.notation, "agency", seat.code, function.guessed)


def _department(seat: Seat, rest: str) -> Official:
    """Departments and institutions; other committees named 管委会 govern a piece of land."""
    zone = ZONE_PREFIX.match(rest)
    front = seat.front + (zone[0] if zone else "")
    name, function = official_department(
        rest[len(zone[0]) if zone else 0 :], seat.province_code[:2]
    )
    if _SHORT_OFFICE.search(name):
        name += "公室"
    if rest.endswith(_COMMITTEES):
        name = _committee(name)
        function = Function("F29") if function.guessed else function
    return Official(front + name, function)
