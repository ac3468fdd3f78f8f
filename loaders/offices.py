"""Bodies that are no departments: governments, party organs, courts, tax offices, zones, towns.

Each reader takes a seat and what stands behind the place, and gives the body's full name, its
function and kind, or None where the name is not of its sort.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from loaders.agency_places import Seat
from loaders.departments import Function, function_of
from loaders.extract.lexicon import table
from loaders.jurisdictions import is_municipality


@dataclass(frozen=True, slots=True)
class Official:
    """A body's full name, function and kind (agency | group | standing | generic)."""

    full: str
    function: Function
    kind: str = "agency"


_DISCIPLINE = re.compile(
    r"(?:党委)?(?P<party>纪委|纪律检查委员会|纪检)?[、和]?(?P<state>监委|监察委员会|监察)?(?P<organ>机关|部门)?"
)
_GOVERNMENT = re.compile(r"(?:人民)?政府(?P<office>.*)|(?:行署|行政公署)(?P<of_area>.*)")
_PARTY = re.compile(r"(?:党委|委员会|委)(?P<office>.*)")
_PARTY_AND_GOVERNMENT = re.compile(r"[、和]?[省市县区州盟旗]?(?:人民)?政府")
_COURT = re.compile(r"(?:(?P<rank>中级|高级)?人民)?法院|(?P<short>[中高])院")
_PROSECUTION = re.compile(r"(?:人民)?检察院|检察(?:机关|部门)?")
_TAX = re.compile(r"税务(?:局|机关|部门)?")
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
    r"|国土空间规划|推进|指导|议事|协调|工作)委员会(?!办公室$)"
    r"|(?:水土保持|安全生产|生态环境保护|环境保护|河湖长制|减灾|推进|指导|协调|工作)委员会).*"
)


def party_front(seat: Seat) -> str:
    """How the party's bodies of a place begin: 中共济南市委, 中共广西壮族自治区委员会."""
    if seat.kind == "自治区":
        return f"中共{seat.front}委员会"
    if seat.kind == "地区":
        return f"中共{seat.front.removesuffix('地区')}地委"
    return f"中共{seat.front}委"


def government(seat: Seat) -> str:
    """The full name of a place's government; prefectures and leagues have 行政公署."""
    area = seat.kind in ("盟", "地区")
    return seat.front + ("行政公署" if area else "人民政府")


def read_discipline(seat: Seat, rest: str) -> Official | None:
    """纪委监委机关 -> 中共X纪律检查委员会X监察委员会机关."""
    bare = rest.replace(seat.name, "").replace(seat.kind, "")
    match = _DISCIPLINE.fullmatch(bare)
    if not match or not (match["party"] or match["state"]):
        return None
    names = []
    if match["party"]:
        names.append(f"中共{seat.front}纪律检查委员会")
    if match["state"]:
        names.append(f"{seat.front}监察委员会")
    return Official("".join(names) + ("机关" if match["organ"] else ""), Function("F14"))


def read_party(seat: Seat, rest: str) -> Official | None:
    """委组织部, 组织部, 委网信办 -> 中共X委组织部 …; 团委 -> 共青团X委员会."""
    if rest in ("团委", "共青团"):
        return Official(f"共青团{seat.front}委员会", Function("F99"))
    offices = _offices("party")
    bare = offices.get(rest.removesuffix("门"))
    if bare and bare[2]:
        return Official(party_front(seat) + bare[0], Function(bare[1]))
    match = _PARTY.fullmatch(rest)
    if not match:
        return None
    office = match["office"]
    committee = party_front(seat).removesuffix("委员会").removesuffix("委") + "委员会"
    if not office:
        return Official(committee, Function("F99"))
    if _PARTY_AND_GOVERNMENT.fullmatch(office.replace(seat.name, "")):
        return Official(f"{committee}、{government(seat)}", Function("F29"))
    known = offices.get(office)
    if known:
        return Official(party_front(seat) + known[0], Function(known[1]))
    return Official(party_front(seat) + office, function_of(office))


def read_government(seat: Seat, rest: str) -> Official | None:
    """Nothing, 政府, 政府督查室, 国资委 -> X人民政府, X人民政府督查室, X人民政府国有资产…."""
    if not rest:
        return Official(government(seat), Function("F29"))
    offices = _offices("government")
    bare = offices.get(rest)
    if bare and bare[2]:
        return Official(government(seat) + bare[0], Function(bare[1]))
    match = _GOVERNMENT.fullmatch(rest)
    if not match:
        return None
    office = match["office"] or match["of_area"] or ""
    if not office:
        return Official(government(seat), Function("F29"))
    if office == "办":
        province = seat.level == "province"
        return Official(government(seat) + ("办公厅" if province else "办公室"), Function("F99"))
    known = offices.get(office)
    if known:
        return Official(government(seat) + known[0], Function(known[1]))
    placed = _offices("place").get(office)
    if placed:
        return Official(seat.front + placed[0], Function(placed[1]))
    if re.search(r"[局委厅]$", office):
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
        return Official(f"{seat.front}人民检察院", Function("F13"))
    if _TAX.fullmatch(rest):
        district = seat.kind == "区" or is_municipality(seat.code)
        name = seat.front if district else seat.name
        return Official(f"国家税务总局{name}税务局", Function("F25"))
    return None


def read_special(seat: Seat, rest: str) -> Official | None:
    """Offices and people's organisations with customary short names: 河长办, 妇联, 供销社."""
    known = _offices("place").get(rest)
    if not known:
        return None
    kind = "standing" if known[1] == "F30" else "agency"
    return Official(seat.front + known[0], Function(known[1]), kind)


def read_standing(seat: Seat, rest: str) -> Official | None:
    """Leading groups, joint conferences and coordinating committees, with their offices."""
    if not _STANDING.fullmatch(rest):
        return None
    return Official(seat.front + rest, Function("F30"), "standing")


def read_local(seat: Seat, rest: str) -> Official | None:
    """Towns, sub-districts, zones: 茅坪镇 -> X茅坪镇人民政府, 高新区管委会 -> X高新区管理委员会."""
    zone = _ZONE.fullmatch(rest)
    if zone:
        return Official(f"{seat.front}{zone['name']}管理委员会", Function("F29"))
    town = _TOWN.fullmatch(rest)
    if town:
        organ = "办事处" if town["name"].endswith("街道") else "人民政府"
        return Official(f"{seat.front}{town['name']}{organ}", Function("F29"))
    return None


@cache
def _offices(base: str) -> dict[str, tuple[str, str, bool]]:
    """Full name, function and whether it may stand without 委 or 政府, by the short name."""
    rows = [row for row in table("special_offices") if row["base"] == base]
    found = {r["short"]: (r["full"], r["function"], r["bare"] == "yes") for r in rows}
    for office in tuple(found.values()):
        found.setdefault(office[0], office)
    return found
