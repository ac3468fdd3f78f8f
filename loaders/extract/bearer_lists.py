"""Lists of bearers cut into single ones: 发展改革、财政等部门 are two, 市、区两级水务部门 one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.extract.bearers import Span, ends_like_bearer
from loaders.extract.bodylist import CLOSERS, DISTRICT, OPENERS

_MANY = re.compile(
    r"等(?:有关|相关|主管|职能|成员|行业|市直|县直|省直|区直|重点|各|责任|驻[\u4e00-\u9fff]|国有)*(?:\d{0,2}个?)"
    r"(?:部门和单位|部门、单位|部门单位|单位和部门|部门|单位|企业|机构|地区|地|市县"
    r"|县区|县市|区县|区市|县|区|市|乡镇|部委|主体|组织|人员|媒体)?$"
)
_JOINT = re.compile(r"、|以及|及其(?=有关|相关)|[和及与]")
_ONLY_LEVELS = re.compile(
    r"(?:[、和及]|各|省|市|州|县|区|旗|盟|乡|镇|村|街道|自治[州县旗]|级|本级|两级"
    r"|三级|四级|功能区|开发区|（[^（）]*）)+$"
)
_ONE_PHRASE = re.compile(
    r"(?:党委[和及、](?:人民)?政府|单位和个人|单位或个人|部门和单位"
    r"|部门、单位|单位、部门|组织和个人|企业和个人(?=不))"
)

#: A division by name.
_DIVISION = re.compile(rf"[\u4e00-\u9fff]{{2,}}(?:[县市旗州盟]|[\u4e00-\u9fff]{DISTRICT})$")
#: 工业、交通等规划的编制部门: what stands before 等 is a list of things, not of bearers.
_OF_THINGS = re.compile(r"等[^、等]{1,12}的")
#: 方案编制、监测单位对各自成果负责: the sentence itself tells them apart.
_EACH = re.compile(r"(?:均|都|应当?|要|须)?对?各自|分别")
_SHARED = re.compile("(?<!主管)部门$")
_SECTOR = re.compile(r"(?:部门|法院|检察院?|公安|税务|银行|海关)$")


def single_bearers(text: str, start: int, end: int) -> Iterator[Span]:
    """The single bearers of a list, each as a span cut from the text as printed."""
    if _OF_THINGS.search(text, start, end):
        yield start, end
        return
    joined = re.search(
        r"等(?:有关|相关|主管)*(?:部门|单位|企业)(?P<joint>和|及|以及|、)", text[start:end]
    )
    if joined:
        yield from single_bearers(text, start, start + joined.start("joint"))
        yield from single_bearers(text, start + joined.end("joint"), end)
        return
    many = _MANY.search(text[start:end])
    if many and many.start() > 0:
        yield from _pieces(text, start, start + many.start())
        return
    pieces = list(_pieces(text, start, end))
    if len(pieces) < 2 or not (_separable(text, pieces) or _EACH.match(text, end)):
        yield start, end
        return
    *others, (begin, stop) = pieces
    yield from others
    # The word that the sectors share is printed once and belongs to none of them.
    shared = _SHARED.search(text, begin, stop)
    apart = shared and not any(ends_like_bearer(text[a:b]) for a, b in others)
    yield begin, shared.start() if shared and apart else stop


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut at 、 and conjunctions outside brackets; set phrases and levels stay in one piece."""
    begin, depth, at = start, 0, start
    while at < end:
        depth += (text[at] in OPENERS) - (text[at] in CLOSERS)
        joint = _JOINT.match(text, at, end) if depth == 0 else None
        if joint and at > begin and joint.end() < end and not _kept(text, begin, joint, end):
            yield begin, at
            begin = at = joint.end()
            continue
        at += 1
    yield begin, end


def _kept(text: str, begin: int, joint: re.Match[str], end: int) -> bool:
    """Whether a conjunction belongs to one name: 党委和政府, 自然资源和规划局, 市、县财政."""
    left, right = text[begin : joint.start()], text[joint.end() : end]
    if _ONE_PHRASE.search(left[-2:] + joint[0] + right[:4]):
        return True
    if _ONLY_LEVELS.fullmatch(left):
        return True
    return (joint[0] in "和及与" and not (_names_somebody(left) or len(left) <= 4)) or bool(
        joint[0] in "和与"
        and re.match(r"(?:改革|规划|草原|信息化|旅游|湖泊|城乡|技术|社会保障|移民)", right)
    )


def _names_somebody(words: str) -> bool:
    return ends_like_bearer(words) or bool(_DIVISION.search(words))


def _separable(text: str, pieces: list[Span]) -> bool:
    """Whether every piece names somebody by itself, or is a sector that the last one completes."""
    names = [text[a:b] for a, b in pieces]
    if all(_names_somebody(name) and not _ONLY_LEVELS.fullmatch(name) for name in names):
        return True
    if all(re.search(r"[市县区旗州](?:人民政府|政府)?$", name) for name in names):
        return not any(_ONLY_LEVELS.fullmatch(name) for name in names)
    last = names[-1]
    sectors = _SECTOR.search(last) and not re.match(r"各|有关|相关", last)
    return bool(sectors) and all(re.fullmatch(r"[\u4e00-\u9fff]{2,8}", n) for n in names[:-1])
