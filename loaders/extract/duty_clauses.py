"""One clause of a sentence and the duties it states: by its subject, by 由, by a verb that makes
somebody act, by a responsibility that is pressed home, by permission or prohibition."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from loaders.extract.bearers import (
    Span,
    ends_like_bearer,
    is_bearer,
    named_at,
    names_somebody,
    party_of,
    subject,
)
from loaders.extract.bodylist import CLOSERS, OPENERS
from loaders.extract.duty_acts import (
    Clause,
    Said,
    by_agent,
    by_cause,
    by_charge,
    by_permission,
    by_seat,
    by_set_up,
    noun_of,
    opening,
)

#: 要, 应, 须, 不得 ... where they are verbs of their own and not parts of words.
MODAL = re.compile(
    r"(?=[不严禁可有应必务均须要需])(?:(?P<must_not>不得"
    r"|(?<!公告)(?<!划定)(?<!公布)(?<!确定)(?:严禁"
    r"|禁止)(?![^，；。]{0,14}(?:范围|清单|区域|名录)$)|不准|不允许|不应当?)"
    r"|(?P<may>可以|(?<![许不认])可(?!持续|行|能|靠|控|研|视|再|追溯|操作|复制|推广|量化|见|观"
    r"|比|燃|信|耕|查|读|溯|循环|降解|谓|达|考核|感|用于|借鉴|学习|利用)|有权)"
    r"|(?P<must>应当|应该|必须|务必|均?须|(?<![响适供对相反效回感因顺本])应(?!急|用"
    r"|对(?![^，；。]{2,24}(?:进行|开展|实行|实施|予以|逐|采取|落实|加强|负责))|答"
    r"|(?P<all>[^，；。、]{1,2})尽(?P=all)|税|邀|变|征|运|届|力|有的|聘|付|纳|当前|急)"
    r"|(?<![主重需必摘简只首纪概])要(?![求素点件害务闻职领道塞紧旨么])|需要?(?=在|将"
    r"|按|向|对|于|依法|严格|建立|落实|提供|提交|编制|履行|及时|切实|加强|做好)))"
)
_OPEN, _CLOSE = OPENERS + "《“", CLOSERS + "》”"
_BETWEEN_MARKS = re.compile(r"[^，；：]+")
_BRACKET = re.compile(f"[{re.escape(_OPEN + _CLOSE)}]")
_MARK = re.compile(f"[，；：{re.escape(_OPEN + _CLOSE)}]")
_FIRST = re.compile(
    r"(?:为|是|作为)[^，；。、]{0,14}?(?:第一责任人|责任主体|责任人|第一责任主体"
    r"|实施主体|直接责任人|总负责人)"
)
#: 各部门批准的项目全部纳入清单: the sentence is about the thing, not about who approves it.
_OF_A_THING = re.compile(
    r"[^，；的]{1,20}的[^，；]{2,18}(?:全部|均|都|一律|要|应|须|不得)"
    r"|(?:一律|均|都)?(?:被|予以)?(?:列入|纳入|计入)[^，；]{0,16}(?:名单|库|档案)"
    r"|[^，；]{0,20}率(?:不低于|达到|超过|稳定|保持|力争|均)"
)
_LEVEL = r"(?:(?:[省市州县区旗盟乡镇村]|街道|自治区|（[^（）]{1,16}）)(?:[、和]?)){1,6}级?"
_LEVEL_ACT = (
    r"(?:负总责|总负责|抓总|统筹|协调|推进|主抓|抓落实|(?:具体|负责)?(?:落实|实施)|主责"
    r"|负责|组织|指导|推动)"
)
#: How a clause goes on whose subject stands before the comma.
_GOES_ON = re.compile(r"(?:在|于|对|按|自|从|根据|应|要|须|必须|不得|均|都|应当|可|\w{1,3}年?内)")
_SHARED = re.compile(rf"{_LEVEL}{_LEVEL_ACT}(?:[、，]{_LEVEL}{_LEVEL_ACT}){{1,4}}")
_SHARE = re.compile(rf"(?P<who>{_LEVEL}){_LEVEL_ACT}")
#: How a clause without a bearer's name begins that may yet speak of one: of the clause before.
_GOES_BACK = re.compile(
    r"(?:依法|依规|也|还|并|按规定|经批准|经同意)*[允可]|(?:统一|具体|全面)?负责|统筹|承担"
)
#: A condition that names another party: 对列入名单的, 治理面积超过500亩的.
_OTHERS = re.compile(r"[对凡][^，]*(?:的|单位|企业|主体|地区|[者人户])$|(?!未)[^，]+的$")
_CARRIES_ON = re.compile(
    r"(?:并|且|但|也|同时|未经[^，；。]{1,14}?|擅自|[^，；。]{1,10}(?:期间?|时|前|后"
    r"|内|中))*(?=不得|不准|可以|可(?!持续)"
    r"|有权)"
)


def clauses_of(text: str, start: int, end: int) -> list[Clause]:
    """A sentence cut at commas, semicolons and colons outside brackets and quotation marks."""
    if _BRACKET.search(text, start, end) is None:
        return [Clause(*piece.span()) for piece in _BETWEEN_MARKS.finditer(text, start, end)]
    found: list[Clause] = []
    depth, begin = 0, start
    for mark in _MARK.finditer(text, start, end):
        char, at = mark[0], mark.start()
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0:
            if at > begin:
                found.append(Clause(begin, at))
            begin = at + 1
    if begin < end:
        found.append(Clause(begin, end))
    return found


def read_clause(
    text: str,
    clauses: list[Clause],
    number: int,
    holder: Said | None,
    is_place: Callable[[str], bool],
) -> Iterator[Said]:
    """The duties that a clause states; `holder` is what the sentence's last subject owes."""
    clause = clauses[number]
    before = clauses[number - 1] if number else None
    modal = _modal(text, clause)
    if modal is None and not (
        names_somebody(text, clause.start, clause.end) or _GOES_BACK.match(text, clause.start)
    ):
        return
    if _is_case(text, clauses, number):
        return
    found = list(_by_subject(text, clause, before, modal, is_place))
    if not found:
        found = [*by_permission(text, clause, before)] or [*by_set_up(text, clauses, number)]
        found = found or [*by_seat(text, clause, before)]
    if not found and holder is None:
        found = [*by_cause(text, clause), *by_charge(text, clause)]
    if not found:
        found = list(by_agent(text, clause, before))
    yield from found
    if modal is not None and not any(one.bearer for one in found):
        yield from _unborne(text, clause, before, holder, modal)


def _is_case(text: str, clauses: list[Clause], number: int) -> bool:
    """Whether a clause only says in which case the next one holds: X未取得批准的，不得…."""
    start, end = clauses[number]
    case = text[end - 1] == "的" and text[end : end + 1] == "，" and number + 1 < len(clauses)
    return case and text.find("是", start, end) < 0


def _modal(text: str, clause: Clause) -> re.Match[str] | None:
    """The clause's first modal verb outside brackets and quotation marks."""
    if MODAL.search(text, clause.start, clause.end) is None:
        return None
    for found in islice(MODAL.finditer(text, clause.start, clause.end), 4):
        before = text[clause.start : found.start()]
        marks = _MARK.findall(before)
        if sum(mark in _OPEN for mark in marks) == sum(mark in _CLOSE for mark in marks):
            return found
    return None


def _by_subject(
    text: str,
    clause: Clause,
    before: Clause | None,
    modal: re.Match[str] | None,
    is_place: Callable[[str], bool],
) -> Iterator[Said]:
    shared = _SHARED.search(text, clause.start, min(clause.end, clause.start + 60))
    if shared:
        start = clause.start
        for share in _SHARE.finditer(text, *shared.span()):
            yield Said(clause, start, share.span("who"), "must", "duties.shared")
            start = share.end() + 1
        return
    named = _named(text, clause, before, modal, is_place)
    if named is None:
        return
    who, modality, rule = named
    start, condition = opening(text, clause, before)
    start = min(start, who[0])
    yield Said(clause, start, who, modality, rule, holds=True, condition=condition)


def _named(
    text: str,
    clause: Clause,
    before: Clause | None,
    modal: re.Match[str] | None,
    is_place: Callable[[str], bool],
) -> tuple[Span, str, str] | None:
    """A clause's subject, its modality and the rule: before 要, before a verb, a clause ahead."""
    modality = (modal.lastgroup if modal else None) or "must"
    start, end = clause
    if modal:
        who = subject(text, start, end, modal_at=modal.start(), is_place=is_place)
        if who:
            return who, modality, "duties.modal"
    who = subject(text, start, end, modal_at=None, is_place=is_place)
    if who and not _OF_A_THING.match(text, who[1], end):
        return who, "must", "duties.subject"
    if who := _first_responsible(text, clause):
        return who, "must", "duties.first_responsible"
    if modal is None or before is None or text[before.end] != "，":
        return None
    if who := _set_off(text, clause, before, modal):
        return who, modality, "duties.set_off"
    if text[before.end - 1] == "的" and _GOES_ON.match(text, start, modal.end()):
        who = party_of(text, before.start, before.end)
    return (who, modality, "duties.in_case") if who else None


def _set_off(text: str, clause: Clause, before: Clause, modal: re.Match[str]) -> Span | None:
    """X，在报批前应当…: a bearer that is a clause by itself, set off by a comma."""
    if not _GOES_ON.match(text, clause.start, modal.start() + 1):
        return None
    words = text[before.start : before.end]
    relative = "的" in words
    verbal = re.search(r"[是为]" if relative else r"[是为要应]", words)
    if verbal or not ends_like_bearer(words) or not is_bearer(words, relative=relative):
        return None
    span = before.start, before.end
    return noun_of(text, *span) if modal.lastgroup == "may" else span


def _first_responsible(text: str, clause: Clause) -> Span | None:
    """X是第一责任人: the words before 是 when they name a body or a person."""
    words = text[clause.start : clause.end]
    if not ("责任" in words or "主体" in words or "负责人" in words):
        return None
    found = _FIRST.search(text, clause.start, clause.end)
    if found is None:
        return None
    who = named_at(text, clause.start, found.start())
    return who if who and who[1] == found.start() else None


def _carries_on(
    text: str, clause: Clause, before: Clause | None, holder: Said, modal: re.Match[str]
) -> bool:
    """Whether a clause goes on with the sentence's subject: 并不得, 汛期不得, 也可以."""
    words = text[before.start : before.end] if before else ""
    if modal.lastgroup == "must":
        cases = holder.rule == "duties.in_case" and words.endswith("的")
        return cases and clause.start == modal.start()
    carried = _CARRIES_ON.match(text, clause.start, clause.end)
    if carried is None or carried.end() != modal.start() or _OTHERS.match(words):
        return False
    return before is None or not _turns_to_a_thing(text, before)


def _turns_to_a_thing(text: str, clause: Clause) -> bool:
    """征收补偿费，补偿费专项用于…: it takes up the last words before it and is about them."""
    start = clause.start
    last = text[max(0, start - 11) : start - 1]
    return any(text.startswith(last[-size:], start) for size in range(3, len(last) + 1))


def _unborne(
    text: str,
    clause: Clause,
    before: Clause | None,
    holder: Said | None,
    modal: re.Match[str],
) -> Iterator[Said]:
    """Prohibitions, 应 and 须 without a bearer of their own; 不得 and 可以 may carry one on."""
    group = modal.lastgroup or "must"
    start, condition = opening(text, clause, before)
    if holder is not None:
        if _carries_on(text, clause, before, holder, modal):
            first = holder.start if condition is None else start
            yield Said(
                clause, first, holder.bearer, group, "duties.carried_on", condition=condition
            )
        elif group == "must_not":
            yield Said(clause, start, None, "must_not", "duties.forbidden", condition=condition)
        return
    if group == "must_not" or modal[0] in ("应当", "应该", "应", "须", "均须", "必须"):
        yield Said(clause, start, None, group, "duties.forbidden", condition=condition)
