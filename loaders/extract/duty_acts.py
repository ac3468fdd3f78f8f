"""Duties without a subject of their own: who is made to act, held responsible, allowed, charged.

督促X…, 压实X责任, 由X公布, 允许X取得, 成立X领导小组，负责…: the bearer stands behind a verb or 由.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from loaders.extract.bearers import FOLLOWS, Span, named_at
from loaders.extract.lexicon import words
from loaders.extract.wordtree import any_of

_CAUSE = re.compile(
    r"(?:进一步|切实|积极|依法|定期|严格|全面|大力|持续|加强|强化|及时|并|同时|主动"
    r"|有效|层层|监管并|检查、|、)*"
    rf"(?P<verb>{any_of(words('duty_verbs', 'verb', 'cause'))})(?:、?(?:督促"
    rf"|指导|监督|推动))?(?P<at>)"
)
_NOT_ACTING = re.compile(
    r"专家|群众|农民(?!专业合作|合作)|村民(?!委员会|小组)|社会|公众|志愿者|学生|市民|居民|技术力量|社会资本|资本"
    r"|学员|代表|人员|成果|力量|成员(?!单位)"
)
_CHARGE = re.compile(
    r"(?:进一步|切实|积极|依法|严格|全面|层层|持续|着力|坚决|逐级|压紧|并|和)*"
    rf"(?P<verb>{any_of(words('duty_verbs', 'verb', 'charge'))})(?:好|了)?"
)
_CHARGED = re.compile(
    r"(?P<what>[^，；。]{0,26}?(?:责任|职责|义务)(?!制|书|状|清单|体系|追究|范围"
    r"|分工|单位|部门|主体|人|倒查|划分|考核|田))"
)
#: 属地责任和部门监管责任: the first of two responsibilities names nobody.
_OTHER_CHARGE = re.compile(r"[^，；]{2,12}(?:责任|职责)(?:[、和及与]|以及)")
_JOINT = re.compile(r"、|以及|[和及与]")
_MANY = re.compile(r"等(?:有关|相关|各)*(?:部门|单位|企业|机构|主体|地区|地)?")
_BY = re.compile(r"(?<![自理缘经])由(?!于|此|来|上|下而|点)")
_BY_NOT = re.compile(
    r"[^，；]{0,10}的(?!情况|要求)|(?:任|担任|兼任|组成|召集|解释|主持|为主|构成"
    r"|承包给|参加的)"
)
_ALLOW = re.compile(r"(?:依法|依规|也|还|并|按规定)*允许")
_MAY = re.compile(r"(?:经批准|经同意)?可以?(?!持续|行|能|控|研|视|再)")
_FOR = re.compile(r"(?:凡|同时|此外)?对(?:于)?(?P<who>[^，；。]{2,60})$")
_SET_UP = re.compile(
    r"(?:成立|组建|设立"
    r"|建立)[^。；]{0,200}?(?P<who>(?:[\u4e00-\u9fff]{2,14})(?:领导小组|工作专班"
    r"|指挥部|委员会|协调小组|专班|工作组|联席会议))$"
)
_SEAT = re.compile(r"(?P<who>[\u4e00-\u9fff]{0,20}办公室)设在")
_CHAIRED = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{0,20}?(?:领导小组|委员会|指挥部|联席会议|专班|协调小组))"
    r"由[^，；。]{2,30}任[^，；。]{0,2}(?:召集人|组长|主任|指挥长|总指挥)$"
)
_TASKED = re.compile(r"(?:统一|具体|全面)?负责(?!人|同志)|统筹|承担")
_PARTY_ACTS = re.compile(
    r"依法|依规|按照?|通过|在|利用|采取|优先|自主|取得|享受|使用|从事|将|以|发展|承包|承接|流转|申请|申报|经营|开展|实施(?!主体)"
)
_PARTY = re.compile(
    r"(?:主体|单位|企业|个人|农户|大户|合作社|组织|者|户|人|公司|机构|群众|农民|农场|林场|牧场|资本|地区|县|区)$"
)
_CONDITION = re.compile(
    r"(?:[^，；]{2,60}(?:的|时|后|前|情形)|(?:对|凡|如|若|因|为)[^，；]{2,60})$"
)


class Clause(NamedTuple):
    """A stretch of a sentence between commas, outside brackets and quotation marks."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Said:
    """A duty as one clause states it.

    `bearer` is the whole list of bearers, None for nobody; `holds` says that it is a subject
    that later clauses of the sentence carry on; `condition` is a clause that goes before.
    """

    clause: Clause
    start: int
    bearer: Span | None
    modality: str
    rule: str
    holds: bool = False
    condition: Span | None = None


def opening(text: str, clause: Clause, before: Clause | None) -> tuple[int, Span | None]:
    """Where a duty's words begin: with the condition that goes before, if there is one."""
    if before is not None and _CONDITION.match(text[before.start : before.end]):
        return before.start, (before.start, before.end)
    return clause.start, None


def by_permission(text: str, clause: Clause, before: Clause | None) -> Iterator[Said]:
    """允许X…, or 对…的X，允许… and 对…的X，可…: X may."""
    allowed = _ALLOW.match(text, clause.start, clause.end)
    may = _MAY.match(text, clause.start, clause.end)
    if allowed is None and may is None:
        return
    who = _allowed_party(text, allowed.end(), clause.end) if allowed else None
    start, condition = opening(text, clause, before)
    party = _FOR.match(text[before.start : before.end]) if before else None
    if who is None and party and before:
        first, last = before.start + party.start("who"), before.start + party.end("who")
        condition = (first, last)
        named = noun_of(text, first, last)
        who = named if allowed or _PARTY.search(text[slice(*named)]) else None
    if who:
        yield Said(clause, start, who, "may", "duties.allowed", condition=condition)


def noun_of(text: str, first: int, last: int) -> Span:
    """A party without the words that describe it: 治理面积达到500亩的经营主体 -> 经营主体."""
    own = text.rfind("的", first, last)
    return (own + 1, last) if 0 <= own < last - 1 else (first, last)


def _allowed_party(text: str, start: int, end: int) -> Span | None:
    """允许X依法取得…: X with the words that describe it."""
    for found in _PARTY_ACTS.finditer(text, start, end):
        if _PARTY.search(text[start : found.start()]):
            return start, found.start()
    return None


def by_set_up(text: str, clauses: list[Clause], number: int) -> Iterator[Said]:
    """成立…领导小组，负责…: the body just set up owes the work."""
    clause = clauses[number]
    if not number or not _TASKED.match(text, clause.start, clause.end):
        return
    last = clauses[number - 1].end
    first = max(clauses[0].start, last - 240)
    made = _SET_UP.search(text[first:last])
    if made:
        own = text.rfind("的", first, last) + 1
        span = (max(first + made.start("who"), own), last)
        yield Said(clause, first, span, "must", "duties.set_up", holds=True)


def by_seat(text: str, clause: Clause, before: Clause | None) -> Iterator[Said]:
    """X办公室设在Y，承担日常工作, X联席会议由Z任召集人，负责…: X owes the work."""
    if before is None or not _TASKED.match(text, clause.start, clause.end):
        return
    seat = _SEAT.match(text, before.start, before.end)
    if seat is None:
        seat = _CHAIRED.match(text, before.start, before.end)
    if seat:
        yield Said(clause, before.start, seat.span("who"), "must", "duties.seat", holds=True)


def by_cause(text: str, clause: Clause) -> Iterator[Said]:
    """督促X落实, 推动X建立: X must."""
    made = _CAUSE.match(text, clause.start, clause.end)
    if made is None:
        return
    who = named_at(text, made.end(), clause.end)
    if who is None or _NOT_ACTING.search(text, who[0], who[1]):
        return
    who = _with_many(text, who, clause.end)
    rest = text[who[1] : clause.end]
    if len(rest) >= 3 and (FOLLOWS.match(rest) or not re.match(r"的|间|之间|内|、|和|与|对", rest)):
        yield Said(clause, clause.start, who, "must", "duties.made_to_act")


def _with_many(text: str, who: Span, end: int) -> Span:
    many = _MANY.match(text, who[1], end)
    return (who[0], many.end()) if many else who


def by_charge(text: str, clause: Clause) -> Iterator[Said]:
    """压实X责任和Y责任: X and Y must."""
    verb = _CHARGE.match(text, clause.start, clause.end)
    at = verb.end() if verb else None
    while at is not None:
        who = named_at(text, at, clause.end)
        if who and (other := _OTHER_CHARGE.match(text, *who)):
            who = other.end(), who[1]
        who = _with_many(text, who, clause.end) if who else None
        charged = _CHARGED.match(text, who[1], clause.end) if who else None
        if who is None or charged is None or _not_charged(text, who, charged):
            return
        yield Said(clause, clause.start, who, "must", "duties.charged")
        joint = _JOINT.match(text, charged.end(), clause.end)
        at = joint.end() if joint else None


def _not_charged(text: str, who: Span, charged: re.Match[str]) -> bool:
    name, what = text[who[0] : who[1]], charged["what"]
    return bool(
        name == "主体"
        or re.search(r"领导$|[的对与]", name)
        or re.match(r"制|间|的?(?:考核|追究|评价)|领导责任", what)
        or re.search(r"考核|评价|追究", what)
        or re.match(r"[^，；。]{0,4}(?:追究|考核)", text[charged.end() : charged.end() + 4])
    )


def by_agent(text: str, clause: Clause, before: Clause | None) -> Iterator[Said]:
    """由X公布名录, 考核办法由X另行制定: X behind 由, when a verb follows that is X's to do."""
    for by in _BY.finditer(text, clause.start, clause.end):
        who = named_at(text, by.end(), clause.end)
        if who is None:
            continue
        who = _with_many(text, who, clause.end)
        rest = text[who[1] : clause.end]
        if len(rest) < 2 or _BY_NOT.match(rest):
            continue
        start, condition = opening(text, clause, before)
        yield Said(clause, start, who, "must", "duties.by_agent", condition=condition)
        return
