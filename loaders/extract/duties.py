"""Duties that running text puts on somebody: who must, must not or may do what.

A sentence is read clause by clause. A clause with a bearer of its own starts a duty; later
clauses without one carry it on (不得 and 可以 add a duty of another modality). A sentence without
a subject counts where it makes somebody act (督促X, 压实X责任, 由X公布). Prohibitions and
应-sentences that name nobody have no bearer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from loaders.extract.bearer_lists import single_bearers
from loaders.extract.bearers import Span
from loaders.extract.duty_acts import Said
from loaders.extract.duty_clauses import clauses_of, read_clause
from loaders.extract.scope import Context, Scope
from loaders.normalise import View
from loaders.records import BodyName, Duty

#: Some conversions leave an ASCII full stop behind a sentence.
_SENTENCE_END = re.compile(r"[。！？\n]+|(?<=[\u4e00-\u9fff%）\])”\"])\.(?!\d)")
_ITEM = re.compile(
    r"\s*(?:第[一二三四五六七八九十百零〇]+[章节条]|[一二三四五六七八九十]{1,3}、"
    r"|（[一二三四五六七八九十]{1,3}）"
    r"|\d{1,2}(?:[.．、](?!\d)|\s)|（\d{1,2}）|[①-⑳])\s*"
)
_RESPONSIBILITY = re.compile(
    r"[（〔【\[]?(?:(?:责任|牵头|配合|主办|协办|落实|实施|参加|主管)(?:单位|部门"
    r"|分工|主体|人)|完成时限|完成时间|时限要求|进度安排)[：:]"
)
#: 此项工作由X牵头，Y配合: a responsibility clause in prose.
_PROSE_CLAUSE = re.compile(
    r"(?:此|本|该|这|上述|以上|前述)[各\d一二三四五六七八九十]{0,3}(?:项|类|条|款|章|节|部分)"
    r"(?:工作|任务|措施|内容)?(?:[，：]?由|(?:的)?(?:责任|牵头|配合)单位)"
)
_IN_BRACKETS = re.compile(
    r"[（〔【\[][^。]*(?:负责|牵头|配合|落实|督办|参与)[^。，]{0,4}[）〕】\]]"
)
_BOILERPLATE = re.compile(
    r"请(?:认真|结合|遵照|抓好|各)|以上意见|(?:由|是)[^，。]{2,30}(?:负责解释|解释)"
    r"|自[^，。]{2,24}(?:起施行|施行|起实施)|适用本"
)
_BINDING = re.compile(r"应当|必须|须|不得")
_FORMULA = re.compile(r"认真|贯彻|抓好|遵照")
_ADDRESSEE = re.compile(
    r"(?:向|报请?|移送至?|抄送|推送至?|抄告|告知|通报给?|报经|提请"
    r"|函告)(?P<who>(?:同级|上级|有关|相关|本级|省|市|州|县|区"
    r"|各)?[\u4e00-\u9fff]{0,12}?"
    r"(?:部门|政府|机关|机构|局|厅|委员会|办公室|领导小组|单位|平台|公安机关|检察院|社会|公众))"
    r"(?=报告|报送|备案|审批|批准|提交|移送|通报|反馈|公开|公布|申报|处理|公示|，|。"
    r"|；|、|$|说明|审查|缴纳|申请)"
)
_CONDITION = re.compile(
    r"(?P<when>未经[^，。；]{2,20}?(?:批准|同意|许可|验收|审批)(?:的)?|(?:在"
    r"|于)?[^，。；]{2,30}?(?:的情况下|情形下|前提下|条件下)"
    r"|(?:如|若|遇|一旦)[^，。；]{2,30}(?=，))"
)


#: No sentence that a drafter ends is longer; where stops are lost, duties do not run on for pages.
_LONGEST = 600


def extract_duties(
    view: View,
    scopes: tuple[Scope, ...],
    context: Context,
    resolve: Callable[[str], BodyName | None],
) -> tuple[Duty, ...]:
    """Every duty in the measures' and sections' running text, in reading order.

    `resolve` turns a printed bearer into a body of the place, None where it is none; a preamble
    puts duties on somebody only where it says so in binding words.
    """

    def is_place(name: str) -> bool:
        return context.resolve(name) is not None

    found: list[Duty] = []
    for scope in scopes:
        preamble = scope.measure is None and scope.section is None
        for sentence in sentences(view.text, scope):
            duties = _duties(view, scope, sentence, resolve, is_place)
            found.extend(one for one in duties if not preamble or _binds(one))
    return tuple(found)


def _binds(duty: Duty) -> bool:
    """Whether a covering notice orders something: 各单位须于6月前报送, but not 要认真贯彻."""
    quote = duty.evidence.quote
    return (
        duty.evidence.rule == "duties.modal"
        and _BINDING.search(quote) is not None
        and not _FORMULA.search(quote)
    )


def sentences(text: str, scope: Scope) -> Iterator[Span]:
    """The sentences of a scope, without its number, heading, table lines and clauses."""
    start = scope.body
    while start < scope.end:
        stop = _SENTENCE_END.search(text, start, scope.end)
        end = stop.start() if stop else scope.end
        item = _ITEM.match(text, start, end)
        begin = item.end() if item else start
        if end - begin >= 6 and _is_running(text[begin:end]):
            yield begin, end
        start = stop.end() if stop else scope.end


def _is_running(words: str) -> bool:
    return not (
        "\t" in words
        or "|" in words
        or _RESPONSIBILITY.match(words)
        or _PROSE_CLAUSE.match(words)
        or _IN_BRACKETS.fullmatch(words)
        or _BOILERPLATE.search(words)
    )


def _duties(
    view: View,
    scope: Scope,
    sentence: Span,
    resolve: Callable[[str], BodyName | None],
    is_place: Callable[[str], bool],
) -> Iterator[Duty]:
    clauses = clauses_of(view.text, *sentence)
    said: list[Said] = []
    holder: Said | None = None
    known: set[tuple[Span | None, str]] = set()
    for number in range(len(clauses)):
        for one in read_clause(view.text, clauses, number, holder, is_place):
            holder = one if one.holds else holder
            owes = one.bearer, one.modality
            if one.rule != "duties.carried_on" or owes not in known:
                said.append(one)
                known.add(owes)
    for one, stop in zip(said, _stops(said, sentence[1]), strict=True):
        yield from _records(view, scope, one, (one.start, stop), resolve)


def _stops(said: list[Said], end: int) -> list[int]:
    """A duty's words run to the next duty that has a subject of its own, or to the stop."""
    found: list[int] = []
    follower = beyond = end
    for one in reversed(said):
        stop = follower if follower > one.start else beyond
        found.append(min(stop, one.start + _LONGEST))
        if one.holds and one.start != follower:
            follower, beyond = one.start, follower
    return found[::-1]


def _records(
    view: View,
    scope: Scope,
    said: Said,
    quote: Span,
    resolve: Callable[[str], BodyName | None],
) -> Iterator[Duty]:
    text = view.text
    start, end = quote
    while end > start + 1 and text[end - 1] in "，；。：、 ":
        end -= 1
    addressee = _ADDRESSEE.search(text, said.clause.start, end)
    when = said.condition or _condition(text, said.clause.start, end)
    bearers = list(single_bearers(text, *said.bearer)) if said.bearer else [None]
    for bearer in bearers:
        name = view.printed(*bearer) if bearer else None
        yield Duty(
            measure=scope.measure,
            bearer=name,
            modality=said.modality,
            addressee=view.printed(*addressee.span("who")) if addressee else None,
            condition=view.printed(*when).strip("，") if when else None,
            body=resolve(name) if name else None,
            evidence=view.evidence(start, end, said.rule),
        )


def _condition(text: str, start: int, end: int) -> Span | None:
    found = _CONDITION.search(text, start, end)
    return found.span("when") if found else None
