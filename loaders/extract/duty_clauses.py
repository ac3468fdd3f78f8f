"""One clause of a sentence and the duties it states: by its subject, by 由, by a verb that makes
somebody act, by a responsibility that is pressed home, by permission or prohibition."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from loaders.extract.bearers import FOLLOWS, Span, named_at, subject
from loaders.extract.bodylist import CLOSERS, OPENERS
from loaders.extract.lexicon import alternatives, words

#: 要, 应, 须, 不得 ... where they are verbs of their own and not parts of words.
MODAL = re.compile(
    r"(?=[不严禁可有应必务均须要需])(?:(?P<must_not>不得"
    r"|(?<!公告)(?<!划定)(?<!公布)(?<!确定)(?:严禁"
    r"|禁止)(?![^，；。]{0,14}(?:范围|清单|区域|名录)$)|不准|不允许|不应当?)"
    r"|(?P<may>可以|(?<![许不认])可(?=依法|按|优先|根据|向|在|享受|申请|自行|委托"
    r"|采取|采用|将|直接|凭|由)|有权)"
    r"|(?P<must>应当|应该|必须|务必|均?须|(?<![响适供对相反效回感因顺本])应(?!急|用"
    r"|对|答|收尽收|税|邀|变|征|运|届|力|有的|聘|付|纳|当前|急)"
    r"|(?<![主重需必摘简只首纪概])要(?![求素点件害务闻职领道塞紧旨么])|需要?(?=在|将"
    r"|按|向|对|于|依法|严格|建立|落实|提供|提交|编制|履行|及时|切实|加强|做好)))"
)
_OPEN, _CLOSE = OPENERS + "《“", CLOSERS + "》”"
_MARK = re.compile(f"[，；：{re.escape(_OPEN + _CLOSE)}]")
_CAUSE = re.compile(
    r"(?:进一步|切实|积极|依法|定期|严格|全面|大力|持续|加强|强化|及时|并|同时|主动"
    r"|有效|层层|监管并|检查、|、)*"
    rf"(?P<verb>{alternatives(words('duty_verbs', 'verb', 'cause'))})(?:、?(?:督促"
    rf"|指导|监督|推动))?(?P<at>)"
)
_NOT_ACTING = re.compile(
    r"专家|群众|农民|村民|社会|公众|志愿者|学生|市民|居民|技术力量|社会资本|资本"
    r"|学员|代表|人员|成果|力量|成员(?!单位)"
)
_CHARGE = re.compile(
    r"(?:进一步|切实|积极|依法|严格|全面|层层|持续|着力|坚决|逐级|压紧|并|和)*"
    rf"(?P<verb>{alternatives(words('duty_verbs', 'verb', 'charge'))})(?:好|了)?"
)
_CHARGED = re.compile(
    r"(?P<what>[^，；。]{0,26}?(?:责任|职责|义务)(?!制|书|状|清单|体系|追究|范围"
    r"|分工|单位|部门|主体|人|倒查|划分|考核|田))"
)
_JOINT = re.compile(r"、|以及|[和及与]")
_FIRST = re.compile(
    r"(?:为|是|作为)[^，；。、]{0,14}?(?:第一责任人|责任主体|责任人|第一责任主体"
    r"|实施主体|直接责任人|总负责人)"
)
_BY = re.compile(r"(?<![自理缘经])由(?!于|此|来|上|下而|点)")
_BY_NOT = re.compile(
    r"[^，；]{0,10}的(?!情况|要求)|(?:任|担任|兼任|组成|召集|解释|主持|为主|构成"
    r"|承包给|参加的)"
)
#: 各部门批准的项目全部纳入清单: the sentence is about the thing, not about who approves it.
_OF_A_THING = re.compile(r"[^，；的]{1,20}的[^，；]{2,18}(?:全部|均|都|一律|要|应|须|不得)")
_SHARED = re.compile(
    r"(?P<a>(?:[省市州县区旗盟乡镇村]|（[^（）]*）"
    r"|自治区)+)负总责[、，](?P<b>(?:[省市州县区旗盟乡镇村、]|（[^（）]*）"
    r"|街道)+)(?:抓落实|具体落实|负责落实|抓推进)"
)
_ALLOW = re.compile(r"(?:依法|依规|也|还|并|按规定)*允许")
_FOR = re.compile(r"(?:凡|同时|此外)?对(?:于)?(?P<who>[^，；。]{2,60})$")
_SET_UP = re.compile(
    r"(?:成立|组建|设立"
    r"|建立)[^。；]{0,200}?(?P<who>(?:[\u4e00-\u9fff]{2,14})(?:领导小组|工作专班"
    r"|指挥部|委员会|协调小组|专班|工作组))$"
)
_CARRIES_ON = re.compile(
    r"(?:并|且|但|也|同时|未经[^，；。]{1,14}?|擅自)*(?=不得|不准|可以|可(?!持续)"
    r"|有权)"
)
_CONDITION = re.compile(
    r"(?:[^，；]{2,60}(?:的|时|后|前|情形)|(?:对|凡|如|若|因|为)[^，；]{2,60})$"
)


@dataclass(frozen=True, slots=True)
class Clause:
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


def clauses_of(text: str, start: int, end: int) -> list[Clause]:
    """A sentence cut at commas, semicolons and colons outside brackets and quotation marks."""
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
    holder: Span | None,
    is_place: Callable[[str], bool],
) -> Iterator[Said]:
    """The duties that a clause states; `holder` is the sentence's subject so far."""
    clause = clauses[number]
    before = clauses[number - 1] if number else None
    found = list(_by_subject(text, clause, before, is_place))
    if not found:
        found = list(_by_permission(text, clause, before)) or list(
            _by_set_up(text, clauses, number)
        )
    if not found and holder is None:
        found = [*_by_cause(text, clause), *_by_charge(text, clause)]
    if not found:
        found = list(_by_agent(text, clause, before))
    yield from found
    if not any(one.bearer for one in found):
        yield from _unborne(text, clause, before, holder)


def _modal(text: str, clause: Clause) -> re.Match[str] | None:
    """The clause's first modal verb outside brackets and quotation marks."""
    for found in MODAL.finditer(text, clause.start, clause.end):
        before = text[clause.start : found.start()]
        if sum(before.count(c) for c in _OPEN) == sum(before.count(c) for c in _CLOSE):
            return found
    return None


def _opening(text: str, clause: Clause, before: Clause | None) -> tuple[int, Span | None]:
    """Where a duty's words begin: with the condition that goes before, if there is one."""
    if before is not None and _CONDITION.match(text[before.start : before.end]):
        return before.start, (before.start, before.end)
    return clause.start, None


def _by_subject(
    text: str, clause: Clause, before: Clause | None, is_place: Callable[[str], bool]
) -> Iterator[Said]:
    shared = _SHARED.search(text, clause.start, clause.end)
    if shared:
        for name in ("a", "b"):
            yield Said(clause, clause.start, shared.span(name), "must", "duties.shared")
        return
    modal = _modal(text, clause)
    ahead = modal.start() if modal else None
    who = subject(text, clause.start, clause.end, modal_at=ahead, is_place=is_place)
    rule = "duties.modal"
    if who is None or modal is None:
        if modal is not None:
            who = subject(text, clause.start, clause.end, modal_at=None, is_place=is_place)
        who = None if who and _OF_A_THING.match(text, who[1], clause.end) else who
        rule = "duties.subject"
        if who is None:
            who = _first_responsible(text, clause)
            rule = "duties.first_responsible"
        modal = None if who is None or modal is None or modal.start() < who[1] else modal
    if who is None:
        return
    start, condition = _opening(text, clause, before)
    start = min(start, who[0])
    modality = (modal.lastgroup if modal else None) or "must"
    if rule == "duties.subject" and modality != "must":
        modality = "must"
    yield Said(clause, start, who, modality, rule, holds=True, condition=condition)


def _first_responsible(text: str, clause: Clause) -> Span | None:
    """X是第一责任人: the words before 是 when they name a body or a person."""
    found = _FIRST.search(text, clause.start, clause.end)
    if found is None:
        return None
    who = named_at(text, clause.start, found.start())
    return who if who and who[1] == found.start() else None


def _by_permission(text: str, clause: Clause, before: Clause | None) -> Iterator[Said]:
    allowed = _ALLOW.match(text, clause.start, clause.end)
    if allowed is None:
        return
    party = _FOR.match(text[before.start : before.end]) if before else None
    if party and before:
        first, last = before.start + party.start("who"), before.start + party.end("who")
        own = text.rfind("的", first, last)
        bearer = (own + 1 if 0 <= own < last - 1 else first, last)
        yield Said(clause, before.start, bearer, "may", "duties.allowed", condition=(first, last))
        return
    who = _allowed_party(text, allowed.end(), clause.end)
    if who:
        yield Said(clause, clause.start, who, "may", "duties.allowed")


def _allowed_party(text: str, start: int, end: int) -> Span | None:
    """允许X依法取得…: X with the words that describe it."""
    for found in re.finditer(
        r"依法|依规|按照?|通过|在|利用|采取|优先|自主|取得|享受|使用|从事|将|以", text[start:end]
    ):
        name = text[start : start + found.start()]
        if re.search(
            r"(?:主体|单位|企业|个人|农户|大户|合作社|组织|者|户|人|公司|机构|群众|农民|地区"
            r"|县|区)$",
            name,
        ):
            return start, start + found.start()
    return None


def _by_set_up(text: str, clauses: list[Clause], number: int) -> Iterator[Said]:
    """成立…领导小组，负责…: the body just set up owes the work."""
    clause = clauses[number]
    if not number or not re.match(
        r"(?:统一|具体|全面)?负责(?!人|同志)|统筹|承担", text[clause.start : clause.end]
    ):
        return
    first, last = clauses[0].start, clauses[number - 1].end
    made = _SET_UP.search(text[first:last])
    if made:
        own = text.rfind("的", first, last) + 1
        span = (max(first + made.start("who"), own), last)
        yield Said(clause, first, span, "must", "duties.set_up", holds=True)


def _by_cause(text: str, clause: Clause) -> Iterator[Said]:
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
    many = re.compile(r"等(?:有关|相关|各)*(?:部门|单位|企业|机构|主体|地区|地)?").match(
        text, who[1], end
    )
    return (who[0], many.end()) if many else who


def _by_charge(text: str, clause: Clause) -> Iterator[Said]:
    verb = _CHARGE.match(text, clause.start, clause.end)
    at = verb.end() if verb else None
    while at is not None:
        who = named_at(text, at, clause.end)
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
        re.search(r"领导$|[的对与]", name)
        or re.match(r"制|间|的?(?:考核|追究|评价)|领导责任", what)
        or re.search(r"考核|评价|追究", what)
        or re.match(r"[^，；。]{0,4}(?:追究|考核)", text[charged.end() : charged.end() + 4])
    )


def _by_agent(text: str, clause: Clause, before: Clause | None) -> Iterator[Said]:
    """由X公布名录, 考核办法由X另行制定: X behind 由, when a verb follows that is X's to do."""
    for by in _BY.finditer(text, clause.start, clause.end):
        who = named_at(text, by.end(), clause.end)
        if who is None:
            continue
        who = _with_many(text, who, clause.end)
        rest = text[who[1] : clause.end]
        if len(rest) < 2 or _BY_NOT.match(rest):
            continue
        start, condition = _opening(text, clause, before)
        yield Said(clause, start, who, "must", "duties.by_agent", condition=condition)
        return


def _unborne(
    text: str, clause: Clause, before: Clause | None, holder: Span | None
) -> Iterator[Said]:
    """Prohibitions, 应 and 须 without a bearer of their own; 不得 and 可以 may carry one on."""
    modal = _modal(text, clause)
    if modal is None:
        return
    group = modal.lastgroup or "must"
    start, condition = _opening(text, clause, before)
    if holder is not None:
        carried = _CARRIES_ON.match(text, clause.start, clause.end)
        if carried and carried.end() == modal.start() and group in ("must_not", "may"):
            yield Said(clause, start, holder, group, "duties.carried_on", condition=condition)
        elif group == "must_not":
            yield Said(clause, start, None, "must_not", "duties.forbidden", condition=condition)
        return
    if group == "must_not" or modal[0] in ("应当", "应该", "应", "须", "均须", "必须"):
        yield Said(clause, start, None, group, "duties.forbidden", condition=condition)
