"""Groups of bodies (各县（市、区）人民政府) and bodies named only in general (各有关部门、单位)."""

from __future__ import annotations

import re

from loaders.agency_places import Seat
from loaders.departments import Function, function_of
from loaders.offices import Official, offices

_TYPE = (
    r"(?:设区的?市|地级市|自治县|地区|开发区|功能区|产业园区|工业园区|园区|管理区|新区|特区|高新区|乡镇|镇街|街镇|街道|苏木"
    r"|[市县区旗州盟乡镇地])"
)
_TYPES = rf"{_TYPE}(?:[、（）和及与]*{_TYPE})*）?"
#: Behind 各 a farm or a committee is a kind of place, too; elsewhere 市场 is no 市 and 场.
_TYPES_OF_EACH = rf"{_TYPE}(?:[、（）和及与]*(?:{_TYPE}|场|管委会(?=）)))*）?"
_EACH = (
    r"(?:各(?:有关|相关)?|有关|相关|其他(?:有关|相关)?|所有|属地|(?:项目)?所在地的?"
    r"|沿[\u4e00-\u9fff]{1,4}各?)"
)
_OWN_ZONE = re.compile(
    r"[市县区旗州盟](?:开发区|功能区|(?:产业|工业)?园区|管理区|新区|特区|高新区)"
)
_MEMBERS = re.compile(r"(?P<of>.*(?:委|办|委员会))(?P<units>各?成员单位)")
_LEVELS = r"(?:[级]|[两二三四]级)"
_ORGAN = r"(?:人民政府|政府|党委|党工委|管委会|管理委员会|街道办事处|街道办|办事处|行政公署|行署)"
_WITH_TYPES = re.compile(
    rf"(?P<each>{_EACH})(?P<types>{_TYPES_OF_EACH})(?P<level>{_LEVELS})?(?P<tail>.*)"
)
_RANKS_FIRST = re.compile(rf"(?P<each>)(?P<types>{_TYPES})(?P<level>{_LEVELS})?(?P<tail>.*)")
_LOCAL_TYPES = {*"市州县区旗盟乡镇", "乡镇", "镇街", "街镇", "街道", "苏木"}
_EACH_OTHER = re.compile(rf"(?:各级|{_EACH})(?P<tail>.+)")
_GENERAL = re.compile(
    r"(?:部门|单位|企业|机构|主体|业主|法人|责任人|成员|人员|负责人|领导|干部|行业|组织|群众|个人|媒体"
    r"|社区|村民委员会|村委会|居委会|户|权人|茶企|农民)$|.的|^(?:合作社|银行|学校|医院)$"
)
_PARTY_AND_GOVERNMENT = re.compile(r"党委[和、]?(?:人民)?政府")
_BRACKETS = str.maketrans("〔〕()[]【】", "（）（）（）（）")
_RANKS = re.compile(r"地区|[市州县区旗盟]")
_NO_RANKS = re.compile(r"(?:开发|功能|园|管理|新|高新)区|设区的?(?=市)|地级(?=市)|自治(?=[县州旗])")
_ONLY_GENERAL_WORDS = re.compile(
    r"(?:市?[直级]|有关|相关|主管|行政|职能|责任|成员|牵头|配合|其他|部门|单位|[、和及各（）])+"
)


def read_group(seat: Seat, rest: str, by_rank: bool) -> Official | None:
    """A group or a body named in general; None for a single body.

    `by_rank` says that a rank stood before `rest` in the text (市直有关部门).
    """
    text = rest.translate(_BRACKETS)
    if _PARTY_AND_GOVERNMENT.match(text) and not by_rank:
        return Official(seat.front + text, Function("F29"), "group")
    if re.match(r"各?成员单位", text):
        return Official(seat.front + text, Function("F30"), "generic")
    members = _MEMBERS.fullmatch(text)
    known = offices("place").get(members["of"]) if members else None
    if members and known:
        full = seat.front + known[0] + members["units"]
        return Official(full, Function(known[1]), "standing")
    if by_rank and text.startswith("级") and _ONLY_GENERAL_WORDS.fullmatch(text[1:]):
        return Official(f"{seat.front}{seat.kind}{text}", Function("F99"), "generic")
    match = _WITH_TYPES.fullmatch(text) or (None if by_rank else _several(text) or _alone(text))
    if match:
        return _typed(seat, text, match)
    other = _EACH_OTHER.fullmatch(text)
    if other:
        return _each(seat, text, other["tail"])
    if _ONLY_GENERAL_WORDS.fullmatch(text) and _GENERAL.search(text):
        return Official(seat.front + text, Function("F99"), "generic")
    return None


def read_general(seat: Seat, rest: str) -> Official | None:
    """Bodies told by what they do and not by name: 生产建设单位, 项目业主."""
    if not _GENERAL.search(rest) or rest.endswith("协会"):
        return None
    return Official(seat.front + rest, Function("F99"), "generic")


def starts_group(written: str) -> bool:
    """Whether several ranks open the name, so that the first is no place (县（市、区）…)."""
    return bool(_several(written.translate(_BRACKETS)))


def _alone(text: str) -> re.Match[str] | None:
    """One rank that stands for all places of that rank: 街道办事处, 县人民政府 in a city's plan."""
    match = _RANKS_FIRST.fullmatch(text)
    if not match or match["types"] not in _LOCAL_TYPES:
        return None
    tail = match["tail"]
    if not tail:
        return match if match["level"] or len(match["types"]) > 1 else None
    if match["level"] or re.match(_ORGAN, tail):
        return match
    return match if _is_department(tail) else None


def _is_department(tail: str) -> bool:
    function = function_of(tail)
    known = function.notation != "F99" and not function.guessed
    return known and bool(re.search(r"(?:[局委站所]|部门)$", tail))


def _several(text: str) -> re.Match[str] | None:
    match = _RANKS_FIRST.fullmatch(text)
    if not match or len(re.findall(_TYPE, match["types"])) < 2:
        return None
    # Without a mark between the ranks a name may only look like it: 市乡村振兴局, 县工业园区管委会.
    tail = match["tail"]
    if _OWN_ZONE.fullmatch(match["types"]):
        return None
    marked = match["level"] or not tail or re.search(r"[、（]", match["types"])
    return match if marked or re.match(_ORGAN, tail) or _is_department(tail) else None


def _typed(seat: Seat, text: str, match: re.Match[str]) -> Official:
    """A group keeps its wording: 各区政府 are no other bodies than 各区人民政府, but so printed."""
    tail = match["tail"]
    # One rank alone stands for no group in print; its organ makes clear what it is.
    bare = not match["each"] and not tail and not match["level"]
    full = text + "办事处" if bare and match["types"].endswith("街道") else text
    if _ONLY_GENERAL_WORDS.fullmatch(tail) and tail:
        return Official(seat.front + full, Function("F99"), "generic")
    return Official(seat.front + full, _local_function(tail), "group")


def _local_function(tail: str) -> Function:
    """Governments of places are F29, their departments (人民政府水行政主管部门) what these are."""
    rest = tail.removeprefix("以上")
    organ = re.match(_ORGAN, rest)
    if not organ:
        return function_of(rest) if rest else Function("F29")
    department = function_of(rest[organ.end() :])
    return Function("F29") if department.guessed else department


def _each(seat: Seat, text: str, tail: str) -> Official:
    if re.match(_ORGAN, tail):
        return Official(seat.front + text, Function("F29"), "group")
    function = function_of(tail)
    if function.notation == "F99" and _GENERAL.search(tail):
        return Official(seat.front + text, Function("F99"), "generic")
    return Official(seat.front + text, function, "group")


def member_kinds(full: str) -> tuple[str, ...]:
    """Kinds of divisions (县, 市, 区, 旗, 州, 地区, 盟) whose governments a group covers.

    Empty for groups of towns, for open ones (各有关区) and for everything that is no group of
    governments.
    """
    start = full.rfind("各")
    if start < 0:
        return ()
    match = _WITH_TYPES.fullmatch(full[start:])
    if not match or match["each"] != "各" or match["level"]:
        return ()
    if match["tail"] and not re.match(_ORGAN, match["tail"]):
        return ()
    return tuple(dict.fromkeys(_RANKS.findall(_NO_RANKS.sub("", full[start:]))))
