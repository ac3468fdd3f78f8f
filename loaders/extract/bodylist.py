"""Lists of bodies as clauses print them: cut into single bodies, each with its place in the view.

Knows brackets inside names (各县（市、区）人民政府), shared suffixes (甲县、乙县人民政府), groups
spread over several words (各县、市、区人民政府), conjunctions that belong to a name
(自然资源和规划局) and open ends (等部门).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

OPENERS = "（〔[【"
CLOSERS = "）〕]】"
#: How a district's name ends; an area by its use (灌区, 保护区) is none.
DISTRICT = r"(?<![灌库山牧矿林片景社治护防城地])区"
BRACKET = re.compile(f"[{re.escape(OPENERS + CLOSERS)}]")
#: What the name of a body ends in; what a list element must end in to count as one.
BODY_END = re.compile(
    r"(?:局|委|厅|办|部|院|署|会|政府|中心|公司|集团|站|处|[支大总]?队|社|银行|[分支]行|组|单位|部门|科协|协|厂|机关|企业"
    r"|街道|镇街|[镇乡县区市旗州盟]|所|校|大学|学院|团|联|馆|台|主体|业主|党委|党组|科|股|室|司|段|场|园|林场|基地|库管处"
    r"|河长|林长|责任人|主管|主任|协调小组|指挥部|新区|垦区|兵团|师|农场|办公厅|市委|专班|海关)"
    r"(?:（[^（）]{1,24}）|〔[^〔〕]{1,24}〕)?$"
)
_NOT_BODY = re.compile(
    r"[。；：！？“”《》]|^(?:其中|以上|如|即|含|包括|不含|除|以下|下同)|[的了是]|水土流失(?!防治|治理)|设施|不得|应当|必须|\d{4}年|同时|责任$"
)
_OPEN_END = re.compile(
    r"等(?:有关|相关|市直|市级|县直|省直|区直|职能|行业|成员|主管|责任)*"
    r"(?:部门和单位|部门、单位|部门单位|部门|单位|\d{0,2}个?(?:部门|单位)|地|地区|市|县|区)?$"
)
#: An open end that a further body follows: …局等部门和各县（市、区）人民政府.
_OPEN_INSIDE = re.compile(
    r"(?<=.{2})等(?:有关|相关|市直|县直)?(?:部门|单位)(?:以及|[和及与])(?!单位|部门|机构)"
)
_CONJUNCTION = re.compile(r"以及|[和及与]")
_NO_BODY_AHEAD = re.compile(r"(?:人民)?政府|单位|部门|党|所属|园区")
_TYPES = "地市|区市|市州|市|州|地区|盟|县|区|旗|乡|镇|乡镇|街道|开发区|新区|园区|功能区|苏木"
_TYPE_ONLY = re.compile(
    rf"(?:各|有关|相关|各有关|各相关|全市各)?(?:{_TYPES})(?:、(?:{_TYPES}))*"
    r"(?:[（〔][^）〕]{1,24}[）〕])?(?:级|两级|三级)?$"
)
#: A dash, a slash or 无 in a table's cell names nobody.
_NAMES_SOMETHING = re.compile(r"(?!无$)[*★▲※☆●]?[^—\-/－·*]*[\u4e00-\u9fffA-Za-z]")
_GROUP = re.compile(r"^(?:各|有关|相关|其他|全市|全县|全省|沿线|区域内)")
#: What goes on a group without 各 of its own: 各乡镇人民政府、街道办事处.
_REST_OF_GROUP = frozenset({"单位", "部门", "街道办事处", "街道办", "街道"})
_PLACE_ONLY = re.compile(r"[\u4e00-\u9fff]{1,12}(?:[市县区旗州盟镇乡]|街道|开发区)$")
#: The ranks that bare names share with the name that closes their list: 甲、乙、丙县政府.
_SHARED_RANK = re.compile(
    r"[\u4e00-\u9fff]{2,3}(?P<ending>[县市区旗](?:（[^（）]{1,6}）)?(?:人民)?政府)$"
)
#: 郑州 has no rank, 延边州 has one.
_BARE_PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,3}(?<![局委厅办部会县市区旗镇乡])(?<![\u4e00-\u9fff]{2}[州盟])$"
)
_SHARED_GOVERNMENT = re.compile(r"(?:人民政府|政府|管委会|管理委员会|街道办事处|水务局|水利局)$")
_DEPARTMENT_END = re.compile(r"[局委厅办部]$")


class Listed(NamedTuple):
    """One body of a list: `text[start:end]`, `suffix` the shared ending it was printed without."""

    written: str
    start: int
    end: int
    suffix: str = ""


def looks_like_body(name: str) -> bool:
    """Whether an element of a list has the form of a body's name."""
    return bool(2 <= len(name) <= 34 and BODY_END.search(name) and not _NOT_BODY.search(name))


def depth_at(text: str, start: int, end: int) -> int:
    """How many brackets `text[start:end]` leaves open; negative where it closes more."""
    if BRACKET.search(text, start, end) is None:
        return 0
    piece = text[start:end]
    return sum(piece.count(char) for char in OPENERS) - sum(piece.count(char) for char in CLOSERS)


@cache
def _marks(separators: str) -> re.Pattern[str]:
    """Brackets and separators, the only characters that cutting a list looks at."""
    return re.compile(f"[{re.escape(OPENERS + CLOSERS + separators)}]")


def split_depth(text: str, start: int, end: int, separators: str) -> list[tuple[int, int]]:
    """Cut `text[start:end]` at separators that stand outside every bracket."""
    pieces, depth, begin = [], 0, start
    for match in _marks(separators).finditer(text, start, end):
        char = match[0]
        if char in OPENERS:
            depth += 1
        elif char in CLOSERS:
            depth = max(0, depth - 1)
        elif depth == 0:
            pieces.append((begin, match.start()))
            begin = match.end()
    pieces.append((begin, end))
    return [(a, b) for a, b in pieces if text[a:b].strip()]


def split_bodies(text: str, start: int, end: int) -> tuple[list[Listed], bool]:
    """The bodies of a list and whether it is left open by 等."""
    spans: list[tuple[int, int]] = []
    open_ended = False
    for first, last in split_depth(text, start, end, "、，/ "):
        inner = _OPEN_INSIDE.search(text, first, last)
        if inner:
            open_ended = True
            spans.append((first, inner.start()))
            first = inner.end()
        cut = _OPEN_END.search(text[first:last])
        if cut and cut.start() > 0:
            open_ended = True
            last = first + cut.start()
        elif cut:
            open_ended = True
            continue
        if not _NAMES_SOMETHING.match(text[first:last]):
            continue
        spans.extend(_conjoined(text, first, last))
    return _with_suffixes(text, _merge_groups(text, spans)), open_ended


def _conjoined(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """Cut at 和, 及, 以及, 与 where what stands before is a whole body already."""
    for match in _CONJUNCTION.finditer(text[first:last]):
        left = text[first : first + match.start()]
        right = text[first + match.end() : last]
        if _NO_BODY_AHEAD.match(right):
            continue
        whole = looks_like_body(left) and not re.search(r"党委$|[市县区]$", left)
        right_body = looks_like_body(right) or _GROUP.match(right)
        if whole and not left.endswith("部") and right_body:
            rest = first + match.end()
            return [(first, first + match.start()), *_conjoined(text, rest, last)]
    return [(first, last)]


def _merge_groups(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put the words of one group back together: 各县 | 市 | 区人民政府."""
    merged: list[tuple[int, int]] = []
    for first, last in spans:
        word = text[first:last]
        if merged and first - merged[-1][1] == 1:
            before = text[merged[-1][0] : merged[-1][1]]
            bare = _TYPE_ONLY.match(before) and len(word) <= 16 and _level_word(word)
            if bare or (_GROUP.match(before) and word in _REST_OF_GROUP):
                merged[-1] = (merged[-1][0], last)
                continue
        merged.append((first, last))
    return merged


def _level_word(word: str) -> bool:
    """Whether a word goes on a group that began with a bare level (各市 | 县（市、区）人民政府)."""
    bare = re.sub(r"[（〔][^（）〔〕]*[）〕]", "", word)
    government = re.fullmatch(
        rf"(?:{_TYPES})(?:级|两级|三级)?(?:人民政府|政府|党委|管委会|有关部门|相关部门|党委和政府|党委政府)?",
        bare,
    )
    return bool(government) or bool(re.match(rf"(?:{_TYPES})(?:级|两级|三级)", bare))


def _with_suffixes(text: str, spans: list[tuple[int, int]]) -> list[Listed]:
    """Give elements printed without their ending the ending of the element that closes the run."""
    listed: list[Listed] = []
    suffix = ranked = ""
    for first, last in reversed(spans):
        word = text[first:last]
        government = _SHARED_GOVERNMENT.search(word)
        if government and not _GROUP.match(word):
            suffix, rank = government[0], _SHARED_RANK.fullmatch(word)
            ranked = rank["ending"] if rank else ""
            listed.append(Listed(word, first, last))
        elif ranked and _BARE_PLACE.fullmatch(word):
            listed.append(Listed(word, first, last, ranked))
        elif (suffix and _PLACE_ONLY.match(word) and not _GROUP.match(word)) or (
            not BODY_END.search(word) and _DEPARTMENT_END.search(suffix)
        ):
            listed.append(Listed(word, first, last, suffix))
        else:
            department = _DEPARTMENT_END.search(word)
            suffix = department[0] if department else ""
            listed.append(Listed(word, first, last))
    return listed[::-1]
