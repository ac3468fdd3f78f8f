"""Responsibility clauses: who leads, who answers, who helps, and until when.

A clause stands in any kind of bracket or in none, behind a label (责任单位：) or closed by a verb
(…牵头，…配合). Roles follow the verb; a label rules where there is no verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders.extract.bodylist import (
    CLOSERS,
    OPENERS,
    Listed,
    looks_like_body,
    split_bodies,
    split_depth,
)
from loaders.normalise import View

Span = tuple[int, int]

_UNIT = r"(?:责任)?(?:单位|部门|主体|处室|科室)"
_LABEL = re.compile(
    r"(?P<person>(?:责任|分管|牵头|包抓|包联|主管|联系|挂牌|市级|县级)(?:领导|人)|负责人|联系人|责任人)|"
    rf"(?P<lead>(?:总?牵头|主办|主责|主要责任){_UNIT}|牵头人?)"
    rf"|(?P<cooperate>(?:配合|协办|协助|协同|协作|参与|参加|支持){_UNIT}|配合)"
    rf"|(?P<deadline>(?:完成|办结|实施|工作|落实)?(?:时限|时间|期限)(?:要求|节点)?|截止(?:时间|日期)|进度(?:要求|安排))"
    rf"|(?P<responsible>(?:责任|负责|主管|落实|实施|承办|执行|主管|承担)(?:责任)?(?:单位|部门|主体)(?:和人员)?|"
    r"(?:责任|任务|职责)?分工|责任落实|责任|单位)"
)
#: What parts a label from its list: a colon, a remark in brackets before it, or 为.
_COLON = re.compile(r"(?:（[^（）]{1,8}）)?(?:[为是]?[：:]|为)")
#: A label that can stand inside a sentence without being one of its words.
_INNER_LABEL = re.compile(
    r"(?:(?:牵头|主办|责任|负责|配合|协办|落实)(?:责任)?(?:单位|部门)|(?:完成|办结)(?:时限|期限|时间))"
    r"(?:（[^（）]{1,8}）)?[：:]"
)
_MANNER = (
    r"(?:(?:按照?|依|根据|依据|结合|在)?(?:各自|自身)?(?:的)?(?:职责|职能|分工|权限|职责范围)(?:和|与)?(?:分工|任务|职责)?(?:范围内?)?"
    r"|分别|分头|共同|联合|各自|各司其职|具体|组织|依法|密切|积极|主动|协同|统一|全力|协力)*"
)
_VERB = (
    r"(?:为主(?:负责)?|主抓|牵头(?:负责|组织|落实|推进|实施|抓总|协调|抓好|统筹|办理)*|总牵头|主办|主责|(?:抓好)?统筹(?:协调|推进|抓好)*|抓总|负责(?:组织|具体)?(?:落实|实施|推进|牵头|配合|指导|协调)*"
    r"|具体落实|贯彻落实|抓好落实|抓落实|推进落实|组织落实|组织实施|(?<!社会)(?<!经济)组织|落实|实施|承担|承办|办理|推进|抓好|抓实|执行|完成"
    r"|推动(?:落实|实施)?|主要负责|负总责|提供(?:技术|资金|要素|服务)?(?:支持|支撑|保障)|做好(?:服务|要素)?保障|参加|联动"
    r"|(?:做好|予以|给予)?(?:配合|协助|协同|协办|参与|支持|协作)(?:落实|推进|实施|工作|做好|负责|配合)*|分工负责|分工落实|各负其责|监督|督办)"
)
_TAIL = re.compile(rf"(?P<how>{_MANNER})(?P<verb>{_VERB})(?:此项工作|该项工作|相关工作|工作)?$")
_OBJECT = re.compile(
    rf"(?P<how>{_MANNER})(?P<verb>牵头|负责|配合|落实|协助|指导)(?P<rest>[^，；、]{{1,24}})$"
)
_LEADIN = re.compile(r"(?:由|请|其中|同时|并由|以及|且|会同|商|联合|具体由|分别由)")
_WITH = re.compile(r"会同|商请?|联合")
_TIME = re.compile(
    r"(?:(?:在|于)?(?:\d{4}年|每年|[“”十四五六七]{3,6}|[一二两三四五六七八九十\d]+年内|今年|明年|年内|年底)[^，；。]{0,16}?"
    r"(?:前|底|末|内|间|止|起|完成|启动|见效|月|日|年)|(?:长期|持续|常年|常态化|逐年|每年|分年度|分步)(?:坚持|推进|实施|开展|落实)?|立即)"
    r"(?:完成|落实|实施|推进|坚持)?$"
)
_RANGE = re.compile(
    r"(?:上述|以上|本节|本章)?第?（?(?P<first>[一二三四五六七八九十\d]{1,4})）?[项条]?(?:至|到|—|-|～|~)"
    r"第?（?(?P<last>[一二三四五六七八九十\d]{1,4})）?(?:各)?(?:项|条|款)?(?:任务|工作|措施|内容)*[，：由]*"
    r"|第（?(?P<only>[一二三四五六七八九十\d]{1,4})）?[项条](?:任务|工作|措施|内容)*[，：由]+"
)
#: An item's number right behind words of another item: 2027年11月底（三）拦沙固沟.
_NEXT_ITEM = re.compile(
    r"(?<![第至到—、和])（[一二三四五六七八九十]{1,3}）(?=[\u4e00-\u9fff]{4})(?![至到和项条款])"
)
_BULLETS = frozenset("。；， —–-★●◆*·")
#: A sentence that may be a clause: it opens with a body and names a role further on.
_MAY_BE_CLAUSE = re.compile(
    r"(?:由|请|[市省县区州盟旗乡镇各国中水]|地区|自治|相关|有关|上述|以上|本[章节]|第|[^，。；]{2,6}[省市县区州盟旗镇乡局委厅办部])"
    r".*?(?:牵头|负责|配合|落实|实施|统筹|组织|各负其责)"
)
#: What a running sentence calls its own item before it says who answers for it.
_THIS = re.compile(
    r"(?:此|本|该|这)(?:项|条|款)(?:重点)?(?:工作|任务|措施|行动|内容)?，?(?=由|责任|牵头|具体|完成|的?责任)"
)
_WHOLE = re.compile(
    r"(?:上述|以上|本节|本章|本部分|前述|各项)(?:各|[一二三四五六七八九十\d]{1,3})?(?:大|个)?(?:项|条|款|类|点)?"
    r"(?:任务|工作|措施|内容|部分|事项)*[，：由]*"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A body with its role as one clause gives it."""

    listed: Listed
    role: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One responsibility clause: `text[start:end]`, brackets included.

    `items` is the range of item numbers it names ((2, 4) for （二）至（四）), `whole` that it
    speaks for all items above it, `standalone` that it is a paragraph of its own.
    """

    start: int
    end: int
    bodies: tuple[Named, ...]
    open_ended: bool
    deadline: tuple[int, int] | None
    standalone: bool
    items: tuple[str, str] | None = None
    whole: bool = False


@dataclass(slots=True)
class Reading:
    """What one stretch says: bodies with roles, an open end, a deadline.

    `doubtful` counts parts that do not look like a clause, `verbs` the role verbs met.
    """

    bodies: list[Named] = field(default_factory=list)
    open_ended: bool = False
    deadline: tuple[int, int] | None = None
    labelled: bool = False
    doubtful: int = 0
    verbs: int = 0


def find_clauses(view: View, start: int, end: int) -> list[Clause]:
    """Every responsibility clause in `text[start:end]`, in order, none overlapping."""
    found: list[Clause] = []
    for first, last in view.paragraphs():
        first, last = max(first, start), min(last, end)
        if first >= last or "\t" in view.text[first:last]:
            continue
        taken: list[Clause] = []
        for outer, inner in _brackets(view.text, first, last):
            clause = _clause(view, outer, inner, (first, last))
            if clause is not None:
                taken.append(clause)
        taken.extend(_bare(view, first, last, taken))
        found.extend(sorted(taken, key=lambda clause: clause.start))
    return found


def _brackets(text: str, start: int, end: int) -> Iterator[tuple[Span, Span]]:
    """Outermost bracket pairs of any kind and what they hold; a half-mended pair （…〕 counts.

    A clause whose closing bracket is lost ends before the next item's number or with its paragraph.
    """
    depth, opener = 0, start
    for index in range(start, end):
        if text[index] in OPENERS:
            if depth and _LABEL.match(text, opener + 1) and _NEXT_ITEM.match(text, index, end):
                yield (opener, index), (opener + 1, index)
                depth = 0
            if depth == 0:
                opener = index
            depth += 1
        elif text[index] in CLOSERS and depth:
            depth -= 1
            if depth == 0:
                yield (opener, index + 1), (opener + 1, index)
    if depth and _LABEL.match(text, opener + 1):
        yield (opener, end), (opener + 1, end)


def _clause(view: View, outer: Span, inner: Span, paragraph: Span) -> Clause | None:
    text = view.text
    start, end = inner
    this = _THIS.match(text, start, end)
    start = this.end() if this else start
    while end > start and text[end - 1] in "。；，":
        end -= 1
    items, whole, start = _covers(text, start, end)
    reading = read_clause(text, start, end)
    sure = reading.labelled or (reading.verbs and not reading.doubtful)
    sure = sure or _only_names(text, reading, outer, paragraph)
    if not sure or not (reading.bodies or reading.deadline):
        return None
    around = text[paragraph[0] : outer[0]] + text[outer[1] : paragraph[1]]
    standalone = len(around.strip("。；，、 ")) == 0
    return Clause(
        outer[0], outer[1], tuple(reading.bodies), reading.open_ended, reading.deadline,
        standalone, items, whole,
    )  # fmt: skip


def _only_names(
    text: str, reading: Reading, outer: tuple[int, int], paragraph: tuple[int, int]
) -> bool:
    """Bare names in a bracket that closes a paragraph: （市水利局、市财政局）."""
    closing = text[outer[0]] in OPENERS and not text[outer[1] : paragraph[1]].strip("。；")
    names = [named.listed.written for named in reading.bodies]
    return (
        closing
        and not reading.verbs
        and bool(names)
        and all(looks_like_body(name) and len(name) >= 3 for name in names)
        and any(re.search(r"(?:局|委|厅|办|政府|中心)$", name) for name in names)
    )


def _covers(text: str, start: int, end: int) -> tuple[tuple[str, str] | None, bool, int]:
    named = _RANGE.match(text, start, end)
    if named and named.end() < end:
        first = named["first"] or named["only"]
        return (first, named["last"] or first), False, named.end()
    whole = _WHOLE.match(text, start, end)
    if whole and whole.end() < end:
        return None, True, whole.end()
    return None, False, start


def _bare(view: View, first: int, last: int, taken: list[Clause]) -> Iterator[Clause]:
    """Clauses without brackets: behind a label, or a sentence that is nothing but one."""
    text = view.text
    for start, end in _outside(text, first, last, taken):
        sentences = split_depth(text, start, end, "。")
        index = 0
        while index < len(sentences):
            begin, stop = sentences[index]
            index += 1
            while begin < stop and text[begin] in _BULLETS:
                begin += 1
            this = _THIS.match(text, begin, stop)
            begin = this.end() if this else begin
            covered = _RANGE.match(text, begin, stop) or _WHOLE.match(text, begin, stop)
            label_at = _label_at(text, covered.end() if covered else begin, stop)
            if label_at is not None:
                begin = begin if covered else label_at
                while index < len(sentences) and _labelled(text, *sentences[index]):
                    stop = sentences[index][1]
                    index += 1
            elif stop - begin > 200 or not _MAY_BE_CLAUSE.match(text, begin, stop):
                continue
            clause = _clause(view, (begin, stop), (begin, stop), (first, last))
            if clause is not None and (clause.bodies or label_at is not None):
                yield clause


def _outside(text: str, first: int, last: int, taken: list[Clause]) -> Iterator[tuple[int, int]]:
    """What of a paragraph lies between the clauses already taken."""
    begin = first
    for clause in [*sorted(taken, key=lambda c: c.start), None]:
        stop = clause.start if clause else last
        while begin < stop and text[begin] in _BULLETS:
            begin += 1
        if begin < stop:
            yield begin, stop
        begin = clause.end if clause else last


def _label_at(text: str, start: int, end: int) -> int | None:
    """Where a label opens a clause: at a sentence's head, or behind a lost blank inside it."""
    head = _LABEL.match(text, start, end)
    opening = head and (len(head[0]) > 2 or head[0] in ("牵头", "配合"))
    if head and opening and _COLON.match(text, head.end()):
        return start
    inner = _INNER_LABEL.search(text, start, end)
    return inner.start() if inner else None


def _labelled(text: str, start: int, end: int) -> bool:
    label = _LABEL.match(text, start, end)
    return bool(label and _COLON.match(text, label.end()))


def read_clause(text: str, start: int, end: int, label: str | None = None) -> Reading:
    """Read a clause's inside, or a table cell under the column of role `label`."""
    reading = Reading()
    for role, first, last in _parts(text, start, end, reading):
        role = role or label
        if role == "person":
            continue
        if role == "deadline":
            while last > first and text[last - 1] in "，；。、 \n":
                last -= 1
            if first < last:
                reading.deadline = reading.deadline or (first, last)
            continue
        for sentence in split_depth(text, first, last, "；。\n"):
            _sentence(text, *sentence, role, reading)
    return reading


def _parts(
    text: str, start: int, end: int, reading: Reading
) -> Iterator[tuple[str | None, int, int]]:
    """Cut at labels: (role of the label or None, stretch behind it)."""
    cuts: list[tuple[str | None, int, int]] = []
    depth, index = 0, start
    while index < end:
        char = text[index]
        if char in OPENERS:
            depth += 1
        elif char in CLOSERS:
            depth = max(0, depth - 1)
        label = _LABEL.match(text, index, end) if depth == 0 else None
        fresh = index == start or text[index - 1] in "；;。，、 \n：）〕】]"
        colon = _COLON.match(text, label.end()) if label else None
        # A long label reads as one even where the blank before it was lost.
        if label and colon and (fresh or len(label[0]) >= 4):
            cuts.append((label.lastgroup, index, colon.end()))
            index = colon.end()
            continue
        index += 1
    reading.labelled = bool(cuts) and not (
        len(cuts) == 1 and cuts[0][0] == "deadline" and cuts[0][1] > start
    )
    if not cuts or cuts[0][1] > start:
        yield None, start, cuts[0][1] if cuts else end
    for number, (role, _, behind) in enumerate(cuts):
        stop = cuts[number + 1][1] if number + 1 < len(cuts) else end
        yield role, behind, stop


def _segments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a sentence into segments: at commas, and behind a role verb that a list goes on after."""
    pieces: list[tuple[int, int]] = []
    for first, last in split_depth(text, start, end, "，"):
        begin = first
        for match in re.finditer(
            r"(?:牵头负责|牵头|负责|配合|落实)(?:、|(?=[市省县区各]))", text[first:last]
        ):
            behind = first + match.end()
            if _depth(text, first, behind) == 0 and begin < behind < last:
                stop = behind - 1 if text[behind - 1] == "、" else behind
                pieces.append((begin, stop))
                begin = behind
        pieces.append((begin, last))
    return pieces


def _depth(text: str, start: int, end: int) -> int:
    piece = text[start:end]
    return sum(piece.count(char) for char in OPENERS) - sum(piece.count(char) for char in CLOSERS)


def _sentence(text: str, start: int, end: int, label: str | None, reading: Reading) -> None:
    pending: list[tuple[int, int]] = []
    for first, last in _segments(text, start, end):
        while first < last and text[first] in " 、":
            first += 1
        if _TIME.fullmatch(text, first, last):
            stop = last - 2 if text[last - 2 : last] == "完成" else last
            reading.deadline = reading.deadline or (first, stop)
            continue
        leadin = _LEADIN.match(text, first, last)
        helper = bool(leadin and _WITH.fullmatch(leadin[0]))
        if leadin:
            first = leadin.end()
        tail = _TAIL.search(text, first, last) or _OBJECT.search(text, first, last)
        if tail and tail.start() == first and pending:
            role = role_of(tail["how"], tail["verb"])
            _take(text, pending, role, reading)
            pending = []
            reading.verbs += 1
            continue
        if tail and tail.start() > first:
            role = "cooperate" if helper else role_of(tail["how"], tail["verb"])
            _take(text, [*pending, (first, tail.start())], role, reading)
            pending = []
            reading.verbs += 1
        elif helper:
            _take(text, [(first, last)], "cooperate", reading)
        else:
            pending.append((first, last))
    if pending:
        reading.doubtful += label is None
        _take(text, pending, label or "responsible", reading)


def role_of(how: str, verb: str) -> str:
    """The role that a verb phrase gives: 按职责分工 + 负责 -> shared, 牵头负责 -> lead."""
    if re.search(r"牵头|主办|主责|统筹|抓总|为主|主抓|负总责", verb):
        return "lead"
    if re.match(
        r"(?:做好|予以|给予)?(?:配合|协助|协办|参与|支持|协作)|监督|督办|提供|做好|参加|联动", verb
    ):
        return "cooperate"
    carries_out = "落实" in verb and "负责" not in verb
    if re.search(r"分工|职责|职能|权限", how + verb) and "分别" not in how and not carries_out:
        return "shared"
    if verb.startswith("协同"):
        return "cooperate"
    return "responsible"


def _take(text: str, spans: list[tuple[int, int]], role: str, reading: Reading) -> None:
    for start, end in spans:
        pieces = _WITH.split(text[start:end])
        offset = start
        for number, piece in enumerate(pieces):
            at = text.index(piece, offset) if piece else offset
            listed, open_ended = split_bodies(text, at, at + len(piece))
            given = "cooperate" if number else role
            for item in listed:
                if not looks_like_body(item.written) and not item.suffix and not open_ended:
                    reading.doubtful += 1
                reading.bodies.append(Named(item, given))
            reading.open_ended = reading.open_ended or open_ended
            offset = at + len(piece)
