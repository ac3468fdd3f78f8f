"""Responsibility clauses in a text: where they stand and which items they speak for.

A clause stands in any kind of bracket or in none, behind a label (责任单位：) or closed by a verb
(…牵头，…配合). What it says is read by `loaders.extract.clause_grammar`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.extract.bodylist import BRACKET, OPENERS, looks_like_body, split_depth
from loaders.extract.clause_grammar import COLON, LABEL, Named, Reading, read_clause
from loaders.extract.running_clauses import LONGEST, closing_clause
from loaders.normalise import View

Span = tuple[int, int]

#: A label that can stand inside a sentence without being one of its words.
_INNER_LABEL = re.compile(
    r"(?:(?:牵头|主办|责任|负责|配合|协办|落实)(?:责任)?(?:单位|部门)|(?:完成|办结)(?:时限|期限|时间))"
    r"(?:（[^（）]{1,8}）)?[：:]"
)
_NUMERAL = "[一二三四五六七八九十\\d]"
_RANGE = re.compile(
    rf"(?:上述|以上|本节|本章)?第?（?(?P<first>{_NUMERAL}{{1,4}})）?[项条]?(?:至|到|—|-|～|~)"
    rf"第?（?(?P<last>{_NUMERAL}{{1,4}})）?(?:各)?(?:项|条|款)?(?:任务|工作|措施|内容)*[，：由]*"
    rf"|第（?(?P<only>{_NUMERAL}{{1,4}})）?[项条](?:任务|工作|措施|内容)*[，：由]+"
)
_LABELLED = re.compile(r"(?:责任|任务|职责)?分工[：:]|责任(?:单位|部门)[：:]")
#: Items named one by one: 3.1、3.2由…, （二）、（四）由…, 其中第2项由….
_ITEM = rf"(?:（{_NUMERAL}{{1,3}}）|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}|第{_NUMERAL}{{1,3}}[项条])"
_LISTED = re.compile(
    rf"(?:其中)?(?P<listed>{_ITEM}(?:[、和]{_ITEM})*|第{_NUMERAL}{{1,3}}(?:[、和]第?{_NUMERAL}{{1,3}})+[项条])"
    r"(?:[项条]|任务|工作|措施)*[，：由]+"
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
#: What a bracket that is never closed begins with, if it is a clause.
_NAMES_ROLES = re.compile(r"(?:由)?[省市县区州旗盟][^，。；]{2,60}(?:牵头|负责)[，。；]")
#: What a running sentence calls its own item before it says who answers for it.
_THIS = re.compile(
    r"(?:此|本|该|这|具体|相关|有关|以下|下列)(?:一|各?项|条|款|类)?(?:重点)?(?:工作|任务|措施|行动|内容|项目|事项)?，?"
    r"(?=由|责任单位|责任部门|牵头单位|牵头部门|完成时限)"
)
_WHOLE = re.compile(
    rf"第{_NUMERAL}{{1,3}}(?:部分|章|节)(?:各项)?(?:任务|工作|措施)*[，：由]+|"
    r"(?:各项)?(?:保障|重点|主要)(?:任务|工作|措施)，?由|"
    r"(?:上述|以上|本节|本章|本部分|前述|各项)(?:各|所列|所有|[一二三四五六七八九十\d]{1,3})?(?:大|个)?(?:项|条|款|类|点)?"
    r"(?:保障|重点|主要|具体)?(?:任务|工作|措施|内容|部分|事项)*[，：由]*"
)


#: So many bodies make a bracket a clause although one of them has no body's name.
_SEVERAL = 3


@dataclass(frozen=True, slots=True)
class Clause:
    """One responsibility clause: `text[start:end]`, brackets included.

    `items` are the ranges of item numbers it names ((二, 四) for （二）至（四）), none for its own
    item, `whole` says that it speaks for all items above it, `standalone` that it is a paragraph
    of its own.
    """

    start: int
    end: int
    bodies: tuple[Named, ...]
    open_ended: bool
    deadline: tuple[int, int] | None
    standalone: bool
    items: tuple[tuple[str, str], ...] = ()
    whole: bool = False


def find_clauses(view: View, start: int, end: int) -> list[Clause]:
    """Every responsibility clause in `text[start:end]`, in order, none overlapping."""
    found: list[Clause] = []
    for first, last in view.paragraphs():
        first, last = max(first, start), min(last, end)
        if first >= last or "\t" in view.text[first:last]:
            continue
        taken: list[Clause] = []
        for outer, inner in _brackets(view.text, first, last):
            for part, inside in _by_items(view.text, outer, inner):
                clause = _clause(view, part, inside, (first, last))
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
    for match in BRACKET.finditer(text, start, end):
        index = match.start()
        if text[index] in OPENERS:
            if depth and LABEL.match(text, opener + 1) and _NEXT_ITEM.match(text, index, end):
                yield (opener, index), (opener + 1, index)
                depth = 0
            if depth == 0:
                opener = index
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield (opener, index + 1), (opener + 1, index)
    unclosed = depth and end - opener <= LONGEST and _NAMES_ROLES.match(text, opener + 1, end)
    if unclosed or (depth and LABEL.match(text, opener + 1)):
        yield (opener, end), (opener + 1, end)


def _by_items(text: str, outer: Span, inner: Span) -> Iterator[tuple[Span, Span]]:
    """A clause cut where a part of it turns to other items: 3.1由甲局负责；3.2由乙局负责."""
    begin, inside = outer[0], inner[0]
    for _, stop in split_depth(text, *inner, "；")[:-1]:
        if _LISTED.match(text, stop + 1, inner[1]):
            yield (begin, stop + 1), (inside, stop)
            begin = inside = stop + 1
    yield (begin, outer[1]), (inside, inner[1])


def _clause(view: View, outer: Span, inner: Span, paragraph: Span) -> Clause | None:
    text = view.text
    start, end = inner
    this = _THIS.match(text, start, end)
    start = this.end() if this else start
    while end > start and text[end - 1] in "。；，":
        end -= 1
    items, whole, begin = _covers(text, start, end)
    reading = read_clause(text, begin, end)
    # 市水利局会同有关部门落实管控制度。 is work that a running sentence orders, no clause.
    bracketed = text[outer[0]] in OPENERS
    told = bracketed or this or begin > start or text[begin] in "由请"
    # One odd name among several bodies does not undo a bracket that gives them roles.
    odd = reading.doubtful - (bracketed and len(reading.bodies) > _SEVERAL)
    doubtful = odd > 0 or ((reading.objects or reading.topics) and not told)
    sure = reading.labelled or (reading.verbs and not doubtful)
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


def _covers(text: str, start: int, end: int) -> tuple[tuple[tuple[str, str], ...], bool, int]:
    """The ranges of items that a clause names, whether it speaks for all, where it goes on."""
    label = _LABELLED.match(text, start, end)  # 责任分工：第9、10项由…
    listed = _LISTED.match(text, label.end() if label else start, end)
    if listed and listed.end() < end:
        numbers = re.findall(rf"{_NUMERAL}+(?:\.{_NUMERAL}+)*", listed["listed"])
        return tuple((number, number) for number in numbers), False, listed.end()
    named = _RANGE.match(text, start, end)
    if named and named.end() < end:
        first = named["first"] or named["only"]
        return ((first, named["last"] or first),), False, named.end()
    whole = _WHOLE.match(text, start, end)
    if whole and whole.end() < end:
        return (), True, whole.end()
    return (), False, start


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
            behind = _covers(text, begin, stop)[2]
            label_at = _label_at(text, behind, stop)
            if label_at is None and behind > begin and _LABELLED.match(text, begin, stop):
                label_at = begin
            if label_at is not None:
                begin = begin if behind > begin else label_at
                while index < len(sentences) and _labelled(text, *sentences[index]):
                    stop = sentences[index][1]
                    index += 1
            whole = stop - begin <= LONGEST and _MAY_BE_CLAUSE.match(text, begin, stop)
            found: list[Clause] = []
            if label_at is not None or whole:
                found = _sentence(view, (begin, stop), (first, last), label_at is not None)
            if not found and label_at is None:
                closes = not text[stop:last].strip("。；")
                closing = closing_clause(text, begin, stop, last=closes)
                if closing is not None:
                    found = _sentence(view, (closing, stop), (first, last), False)
            yield from found


def _sentence(view: View, span: Span, paragraph: Span, labelled: bool) -> list[Clause]:
    """The clauses of a sentence without brackets, one for each item that it turns to."""
    parts = _by_items(view.text, span, span)
    found = (_clause(view, part, inside, paragraph) for part, inside in parts)
    return [clause for clause in found if clause and (clause.bodies or labelled)]


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
    head = LABEL.match(text, start, end)
    opening = head and (len(head[0]) > 2 or head[0] in ("牵头", "配合"))
    if head and opening and COLON.match(text, head.end()):
        return start
    inner = _INNER_LABEL.search(text, start, end)
    return inner.start() if inner else None


def _labelled(text: str, start: int, end: int) -> bool:
    label = LABEL.match(text, start, end)
    return bool(label and COLON.match(text, label.end()))
