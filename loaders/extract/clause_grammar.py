"""What one responsibility clause says: bodies with roles, an open end, a deadline.

Roles follow the verb (…牵头，…配合); a label (责任单位：) rules where there is no verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from loaders.extract.bodylist import (
    Listed,
    depth_at,
    looks_like_body,
    split_bodies,
    split_depth,
)

_UNIT = r"(?:责任)?(?:单位|部门|主体|处室|科室)"
LABEL = re.compile(
    r"(?P<person>(?:责任|分管|牵头|包抓|包联|主管|联系|挂牌|督导)?(?:[省市县区州]级?)?领导"
    r"|(?:责任|分管|牵头|包抓|包联|主管|联系)人|负责人)|"
    rf"(?P<lead>(?:总?牵头|主办|主责|主要责任){_UNIT}|牵头人?)"
    rf"|(?P<cooperate>(?:配合|协办|协助|协同|协作|参与|参加|支持|督导|督办|监督|指导){_UNIT}|配合)"
    rf"|(?P<deadline>(?:完成|办结|实施|工作|落实)?(?:时限|时间|期限)(?:要求|节点)?|截止(?:时间|日期)|进度(?:要求|安排))"
    rf"|(?P<responsible>(?:责任|负责|主管|落实|实施|承办|执行|主管|承担)(?:责任)?(?:单位|部门|主体)(?:和人员)?|"
    r"(?:责任|任务|职责)?分工|责任落实|责任|单位)"
)
_LONGEST_LABEL = 12
#: What parts a label from its list: a colon, a remark in brackets before it, or 为.
COLON = re.compile(r"(?:（[^（）]{1,8}）)?(?:[为是]?[：:]|为|是(?=[省市县区州盟旗各自]))")
#: A role printed as a remark: 责任单位（牵头）：, 市水利局（牵头）.
_REMARK = re.compile(
    r"[（〔](?:(?P<lead>牵头|主办|总牵头)|(?P<cooperate>配合|协办|协助|参与))(?:单位|部门|负责)?[）〕]"
)
#: Marks that single out some bodies of a list; the text may say that these lead.
_STARRED = re.compile(r"[*★▲※☆●]")
_STARS_LEAD = re.compile(
    r"[标带注加][“]?(?P<star>[*★▲※☆●])[”]?号?[的者]?[^。；，]{0,8}?(?:为|系|是)[^。；，]{0,4}牵头"
)
_MANNER = (
    r"(?:(?:按照?|依|根据|依据|结合|在)?(?:各自|自身)?(?:的)?(?:职责|职能|分工|权限|职责范围)(?:和|与)?(?:分工|任务|职责)?(?:范围内?)?"
    r"|分别|分头|共同|联合|各自|各司其职|具体|组织|依法|密切|积极|主动|协同|统一|全力|协力)*"
)
_VERB = (
    r"(?:为主(?:负责)?|主抓|牵头(?:负责|组织|落实|推进|实施|抓总|协调|抓好|统筹|办理)*|总牵头|主办|主责|(?:抓好)?统筹(?:协调|推进|抓好)*|抓总|负责(?:组织|具体)?(?:落实|实施|推进|牵头|配合|指导|协调)*"
    r"|具体落实|贯彻落实|抓好落实|抓落实|推进落实|组织落实|组织实施|(?<!社会)(?<!经济)组织|落实|实施|承担|承办|办理|推进|抓好|抓实|执行|完成"
    r"|推动(?:落实|实施)?|主要负责|负总责|提供[^，；、]{0,6}(?:支持|支撑|保障)|做好[^，；、]{0,6}(?:保障|服务|支持)|参加|联动"
    r"|(?:做好|予以|给予)?(?:配合|协助|协同|协办|参与|支持|协作)(?:落实|推进|实施|工作|做好|负责|配合)*|分工负责|分工落实|各负其责|监督|督办)"
)
_TAIL = re.compile(rf"(?P<how>{_MANNER})(?P<verb>{_VERB})(?:此项工作|该项工作|相关工作|工作)?$")
#: How far from a sentence's end its verb and the manner before it reach at the most.
_LONGEST_TAIL = 60
_OBJECT = re.compile(
    rf"(?P<how>{_MANNER})(?P<verb>牵头|负责|配合|落实|协助|指导)(?P<rest>[^，；、]{{1,24}})$"
)
_LEADIN = re.compile(
    r"(?:由|请|其中|同时|并由|以及|且|会同|(?:商请?|联合)(?=[市省县区州各国自])|具体由|分别由)"
)
#: What is to be done, before those who do it: 河渠整治由甲局牵头.
TOPIC = re.compile(
    r"(?P<topic>[^，。；：（）由]{2,24}(?:(?<![自理])|(?<=[治管清处办审修整受]理)))由(?!于)"
)
#: 会同 and its kin between two bodies; 市商务局 and 市工商联 only hold the same characters.
_WITH = re.compile(r"会同|(?<=[局委厅办府部会])(?:商请?|联合)(?=[市省县区州各国自])")
_TIME = re.compile(
    r"(?:(?:在|于)?(?:\d{4}年|每年|[“”十四五六七]{3,6}|[一二两三四五六七八九十\d]+年内|今年|明年|年内|年底)[^，；。]{0,16}?"
    r"(?:前|底|末|内|间|止|起|完成|启动|见效|月|日|年)|(?:长期|持续|常年|常态化|逐年|每年|分年度|分步)(?:坚持|推进|实施|开展|落实)?|立即)"
    r"(?:完成|落实|实施|推进|坚持)?$"
)


class Named(NamedTuple):
    """A body with its role as one clause gives it."""

    listed: Listed
    role: str


@dataclass(slots=True)
class Reading:
    """What one stretch says: bodies with roles, an open end, a deadline.

    `doubtful` counts parts that do not look like a clause, `verbs` the role verbs met, `objects`
    those of them that say what is done (负责技术指导), `topics` sentences that say it first
    (河渠整治由甲局负责).
    """

    bodies: list[Named] = field(default_factory=list)
    open_ended: bool = False
    deadline: tuple[int, int] | None = None
    labelled: bool = False
    doubtful: int = 0
    verbs: int = 0
    objects: int = 0
    topics: int = 0


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
    depth, counted = 0, start
    for colon in COLON.finditer(text, start, end):
        behind = cuts[-1][2] if cuts else start
        label = _label_before(text, behind, colon.start())
        if label is None:
            continue
        depth, counted = depth + depth_at(text, counted, label.start()), label.start()
        if depth == 0:
            remarked = _REMARK.match(text, label.end(), colon.end())
            role = remarked.lastgroup if remarked else label.lastgroup
            cuts.append((role, label.start(), colon.end()))
    reading.labelled = bool(cuts) and not (
        len(cuts) == 1 and cuts[0][0] == "deadline" and cuts[0][1] > start
    )
    if not cuts or cuts[0][1] > start:
        yield None, start, cuts[0][1] if cuts else end
    for number, (role, _, behind) in enumerate(cuts):
        stop = cuts[number + 1][1] if number + 1 < len(cuts) else end
        yield role, behind, stop


def _label_before(text: str, start: int, end: int) -> re.Match[str] | None:
    """The longest label that ends at `end`; one of four characters reads as one even where the
    blank before it was lost, a shorter one only behind a break.
    """
    for index in range(max(start, end - _LONGEST_LABEL), end - 1):
        label = LABEL.match(text, index, end)
        fresh = index == start or text[index - 1] in "；;。，、 \n：）〕】]"
        if label and label.end() == end and (fresh or end - index >= 4):
            return label
    return None


def _segments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a sentence into segments: at commas, and behind a role verb that a list goes on after."""
    pieces: list[tuple[int, int]] = []
    for first, last in split_depth(text, start, end, "，"):
        begin = first
        for match in re.finditer(
            r"(?:牵头负责|牵头|负责|配合|落实)(?:[、 ]|(?=[市省县区州盟旗各]))", text[first:last]
        ):
            behind = first + match.end()
            if depth_at(text, first, behind) == 0 and begin < behind < last:
                stop = behind - 1 if text[behind - 1] in "、 " else behind
                pieces.append((begin, stop))
                begin = behind
        pieces.append((begin, last))
    return pieces


def _sentence(text: str, start: int, end: int, label: str | None, reading: Reading) -> None:
    pending: list[tuple[int, int]] = []
    start = _behind_topic(text, start, end, reading)
    for first, last in _segments(text, start, end):
        while first < last and text[first] in " 、":
            first += 1
        if _TIME.fullmatch(text, first, last):
            stop = last - 2 if text[last - 2 : last] == "完成" else last
            reading.deadline = reading.deadline or (first, stop)
            continue
        leadin = _LEADIN.match(text, first, last)
        helper = bool(leadin and leadin[0] in ("会同", "商", "商请", "联合"))
        if leadin:
            first = leadin.end()
        tail = _TAIL.search(text, max(first, last - _LONGEST_TAIL), last)
        if tail is None:
            tail = _OBJECT.search(text, first, last)
            reading.objects += tail is not None
        if tail and tail.start() == first and pending:
            role = role_of(tail["how"], tail["verb"])
            _take(text, pending, role, reading)
            pending = []
            reading.verbs += 1
            continue
        if tail and tail.start() > first:
            role = "cooperate" if helper else role_of(tail["how"], tail["verb"])
            # 责任单位：A、B，C配合: the label speaks for those before the comma.
            own = label is not None and role == "cooperate"
            _take(text, pending, (label if own else None) or role, reading)
            _take(text, [(first, tail.start())], role, reading)
            pending = []
            reading.verbs += 1
        elif helper:
            _take(text, [(first, last)], "cooperate", reading)
        else:
            pending.append((first, last))
    if pending:
        reading.doubtful += label is None
        _take(text, pending, label or "responsible", reading)


def _behind_topic(text: str, start: int, end: int, reading: Reading) -> int:
    topic = TOPIC.match(text, start, end) if text.find("由", start + 2, end) > 0 else None
    if topic is None or looks_like_body(topic["topic"]):
        return start
    reading.topics += 1
    return topic.end("topic")


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
    if verb.startswith("协同") or how.endswith("协同"):
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
                named = _remarked(text, Named(item, given))
                written = named.listed.written
                if not looks_like_body(written) and not item.suffix and not open_ended:
                    reading.doubtful += 1
                reading.bodies.append(named)
            reading.open_ended = reading.open_ended or open_ended
            offset = at + len(piece)


def _remarked(text: str, named: Named) -> Named:
    """A body without what gives it a role of its own: *市水利局, 市水利局（牵头）."""
    listed, role = named.listed, named.role
    star = _STARRED.match(listed.written)
    if star:
        listed = listed._replace(written=listed.written[1:], start=listed.start + 1)
        role = "lead" if star[0] == _star_of_leads(text) else role
    remark = _REMARK.search(listed.written)
    if remark and remark.end() == len(listed.written) and remark.start() > 1:
        cut = len(listed.written) - remark.start()
        listed = listed._replace(written=listed.written[:-cut], end=listed.end - cut)
        role = remark.lastgroup or role
    return Named(listed, role)


@lru_cache(maxsize=4)  # asked for every marked body of a text
def _star_of_leads(text: str) -> str | None:
    """The mark of which a text says that those who bear it lead."""
    said = _STARS_LEAD.search(text)
    return said["star"] if said else None
