"""Bodies of the party: its committees, their departments, discipline inspection, youth league."""

from __future__ import annotations

import re

from loaders.agency_places import Seat
from loaders.departments import Function, function_of
from loaders.offices import Official, government, offices

_DISCIPLINE = re.compile(
    r"(?:党委)?(?P<party>纪委|纪律检查委员会|纪检)?[、和]?(?P<state>监委|监察委员会|监察)?(?P<organ>机关|部门)?"
)
_PARTY = re.compile(r"(?:党委|委员会|委)(?P<office>.*)")
_PARTY_AND_GOVERNMENT = re.compile(r"[、和]?[省市县区州盟旗]?(?:人民)?政府")


def party_front(seat: Seat) -> str:
    """How the party's bodies of a place begin: 中共济南市委, 中共广西壮族自治区委员会."""
    if seat.kind == "自治区":
        return f"中共{seat.front}委员会"
    if seat.kind == "地区":
        return f"中共{seat.front.removesuffix('地区')}地委"
    return f"中共{seat.front}委"


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
    known_offices = offices("party")
    bare = known_offices.get(rest.removesuffix("门"))
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
    known = known_offices.get(office)
    if known:
        return Official(party_front(seat) + known[0], Function(known[1]))
    return Official(party_front(seat) + office, function_of(office))
