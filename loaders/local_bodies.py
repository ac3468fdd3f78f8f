"""Towns, sub-districts, zones and the standing bodies that coordinate departments."""

from __future__ import annotations

import re

from loaders.agency_places import Seat
from loaders.departments import Function
from loaders.offices import Official
from ontology.divisions import short_name

_TOWN = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{1,12}?(?:镇|乡|苏木|街道))(?P<organ>人民政府|政府|办事处|办)?"
)
_ZONE_KIND = (
    r"(?:开发区|高新区|经开区|新区|园区|示范区|度假区|保税区|功能区|名胜区|产业园|工业园|科技城|科学城"
    r"|合作区|先行区|试验区|综试区|管理区|农高区|起步区|风景区)"
)
_ZONE = re.compile(rf"(?P<name>.*{_ZONE_KIND})(?P<organ>管委会|管理委员会|党工委、管委会)?")
#: The zone in front of the name of its department (高新区农业农村局).
ZONE_PREFIX = re.compile(rf".*?{_ZONE_KIND}(?=..)(?!管理|管委)")
_STANDING = re.compile(
    r".*?(?:联席会议|领导小组|协调小组|工作小组|推进组|专班|协调机制|指挥部|议事协调机构"
    r"|(?:水土保持|安全生产|生态环境保护|环境保护|河湖长制|减灾|防灾减灾救灾|食品安全|绿化|爱国卫生运动"
    r"|国土空间规划|推进|指导|议事|协调|工作)委员会).*"
)


_ZONE_SHORT = {"经开区": "经济技术开发区", "高新区": "高新技术产业开发区"}
_NAMED_ZONE = re.compile(
    r"(?P<name>.+?(?:(?P<short>经开区|高新区)|经济(?:技术)?开发区|高新技术产业开发区|工业城|产业城|(?:产业|工业)园区?|新区))"
    r"(?:管委会|管理委员会)?"
)

_CITY_ZONE = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,6}?)(?:经开区|经济开发区)(?:管委会|管理委员会)?"
)


def read_zone(name: str) -> str | None:
    """The full name of a committee for a zone named after its city, None for anything else.

    万州经开区管委会 -> 万州经济技术开发区管理委员会. The name is the whole one: no place in front.
    """
    match = _NAMED_ZONE.fullmatch(name)
    if not match:
        return None
    short = match["short"] or ""
    return match["name"].removesuffix(short) + _ZONE_SHORT.get(short, "") + "管理委员会"


def read_city_zone(city: str, name: str) -> str | None:
    """The full name of a zone with a name of its own: 松木经开区 -> 衡阳松木经济开发区管理委员会.

    The zones that the state has approved are named after places, those of provinces after
    what they will; the city's short name stands before these.
    """
    match = _CITY_ZONE.fullmatch(name)
    return f"{city}{match['name']}经济开发区管理委员会" if match else None


def read_standing(seat: Seat, rest: str) -> Official | None:
    """Leading groups, joint conferences and coordinating committees, with their offices."""
    if not _STANDING.fullmatch(rest):
        return None
    return Official(seat.front + rest, Function("F30"), "standing")


def read_local(seat: Seat, rest: str) -> Official | None:
    """Towns, sub-districts, zones: 茅坪镇 -> X茅坪镇人民政府, 高新区管委会 -> X高新区管理委员会."""
    zone = _ZONE.fullmatch(rest)
    if zone and zone["name"] in _ZONE_SHORT:
        # The one zone of its sort in a place bears the place's short name.
        name = short_name(seat.name) + _ZONE_SHORT[zone["name"]]
        return Official(f"{name}管理委员会", Function("F29"))
    if zone:
        return Official(f"{seat.front}{zone['name']}管理委员会", Function("F29"))
    town = _TOWN.fullmatch(rest)
    if town:
        organ = "办事处" if town["name"].endswith("街道") else "人民政府"
        return Official(f"{seat.front}{town['name']}{organ}", Function("F29"))
    return None
