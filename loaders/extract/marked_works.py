"""Works in 《》 and works cited by number alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from loaders.extract.mentions import (
    ALIAS,
    ARTICLE,
    ARTICLES,
    BEHIND,
    CUE,
    NUMBER,
    NUMBER_END,
    Mention,
    relation_of,
)
from loaders.extract.taken import Taken
from loaders.extract.works import issuers_in, name_of
from loaders.normalise import View

_TITLE = re.compile(r"《(?P<title>[^《》]{2,160}(?:《[^《》]{2,120}》[^《》]{0,60}){0,2})》")
_GENERIC = re.compile(
    r"(?:本|该)?(?:实施|工作|行动|指导|管理|暂行)?(?:意见|方案|办法|规划|纲要|通知"
    r"|条例|计划|决定|规定|细则|标准|措施|要点|导则|规范)"
)
_FORM = re.compile(
    r"(?:证|证书|承诺书|责任书|通知书|意见书|决定书|告知书|单|合同|(?<!补偿)(?<!合作)(?<!框架)协议|协议书"
    r"|报告书|报告表|申请表|登记表|审批表|任务表|分解表|台账)$"
)
_SHOW = re.compile(
    r"(?:等)?(?:专栏|栏目|节目|杂志|报纸|歌曲|专题片|宣传片|宣传画|纪录片|微电影"
    r"|公益广告|短视频)"
)
_CHAINED = re.compile(r"(?:等|[、，]|以及|[和及与]|\s)*(?:以及|并)?")
_STOP = re.compile(r"[。；！？\n]|(?<=[\u4e00-\u9fff）》\]])\.(?!\d)")
_MAKING = re.compile(
    r"(?:的|等)?(?:编制|修编|编修|修订|制定|制订|起草|编写|修改)(?:工作|任务|完成|，"
    r"|。|；|及|和|$|并)"
)
_REPEALED = re.compile(
    r"(?:[、和及与][^。；，、《〔\[]{2,12}[〔\[]\d{4}[〕\]]\d{1,4}号){0,4}"
    r"[^。；，《]{0,14}(?:，)?(?:同时|即行|随之|一并|予以|自行|自动|相应)?(?:废止"
    r"|失效|停止执行)"
)
_OFFICE_MAKES = re.compile(
    r"由[^，。；《]{2,24}?(?:另行|负责|牵头|抓紧|尽快|组织"
    r"|会同[^，。；]{2,16})*(?:制定|编制|修订|起草|编写)"
)
_PAST = re.compile(r"(?:印发|发布|出台|制定|编制|颁布|公布|修订|编写)(?:实施)?的$")
_RESTS = re.compile(r"(?:根据|依据|依照|按照?|参照|遵照|对照)$")
_ISSUER_CUT = re.compile(r"[，。；：！？》）\n“”]|(?:对|把|将|以|为|由|与)(?=[\u4e00-\u9fff]{4,})")
_USING = re.compile(r"根据|依据|依照|按照|参照|遵照|对照|贯彻|落实|执行|遵守|衔接|学习|宣传|实施")
_SHORT_NUMBER = re.compile(
    r"(?<![\d〕\]）】第令告年月.])(?P<word>(?:中办发|国办发|国发|中发"
    r"|国函)?)(?P<digits>\d{1,3})号文(?:件)?"
)
_WORD_BEFORE = re.compile(r"[\u4e00-\u9fff]+$")
_NUMBER_LEAD = re.compile(
    r".*(?:根据|依据|依照|按照|参照|遵照|对照|贯彻|落实|执行|遵守|精神|以及|和|及|与"
    r"|的|由|在|将|原|，|按|号|文件|通知|实施|以|为|废止)"
)


def marked_works(view: View, start: int, end: int) -> Iterator[Mention]:
    """Every work in 《》 in `text[start:end]`, with the relation that the words around it give."""
    text = view.text
    chain: list[Mention] = []
    before = start
    for match in _TITLE.finditer(text, start, end):
        gap_start = _after_stop(text, before, match.start())
        gap = text[gap_start : match.start()]
        mention = _read(view, match, gap_start, end)
        linked = bool(chain) and gap_start == before and _links(gap, mention)
        if chain and not linked:
            yield from chain
            chain = []
        said = _said_behind(text, mention.end, end)
        if said == "formulate" and _RESTS.search(gap):
            said = None
        relation = said or (chain[-1].relation if linked else _said_before(gap))
        if said and said != "basis":
            chain = [replace(one, relation=said) for one in chain]
        before = mention.end
        if mention.number or _is_work(match["title"], text, mention.end):
            chain.append(replace(mention, relation=relation))
    yield from chain


def _after_stop(text: str, start: int, end: int) -> int:
    stops = list(_STOP.finditer(text, start, end))
    return stops[-1].end() if stops else start


def _links(gap: str, mention: Mention) -> bool:
    """Whether a title only continues the list that the one before it stands in."""
    rest = _CHAINED.sub("", gap, count=1)
    return not rest or bool(mention.issuers and not CUE.search(_PAST.sub("", rest)))


def _is_work(title: str, text: str, behind: int) -> bool:
    return not (_GENERIC.fullmatch(title) or _FORM.search(title) or _SHOW.match(text, behind))


def _said_behind(text: str, at: int, end: int) -> str | None:
    """What the words behind a title order done with it."""
    if _REPEALED.match(text, at, end):
        return "repeal"
    if _MAKING.match(text, at, end) or _OFFICE_MAKES.match(text, at, end):
        return "formulate"
    return None


def _said_before(gap: str) -> str:
    """The relation that the last verb before a title gives; 印发的 only tells who issued it."""
    words = _PAST.sub("", gap.rsplit("，", 1)[-1])
    relation = "basis"
    for cue in CUE.finditer(words):
        relation = relation_of(cue.lastgroup)
        if relation == "formulate" and words[cue.end() : cue.end() + 1] == "的":
            relation = "basis"
    return relation


def _read(view: View, match: re.Match[str], gap_start: int, end: int) -> Mention:
    """Title, number, issuers and articles that stand in and around one pair of marks."""
    text = view.text
    printed = view.printed(*match.span("title"))
    name = name_of(printed)
    at, number, alias = match.end(), None, None
    behind = BEHIND.match(text, at, end)
    title = name.title
    if behind and behind["inside"] in ("试行", "暂行"):
        title, at = f"{title}{view.printed(*behind.span())}", behind.end()
        behind = BEHIND.match(text, at, end)
    if behind:
        number, alias = _inside(view, behind)
        at = behind.end() if number or alias else at
    articles = ARTICLES.match(text, at, end)
    cited = tuple(ARTICLE.findall(articles[0])) if articles else ()
    issuers = name.issuers or _issuers_before(text[gap_start : match.start()])
    if not issuers and number and (order := re.match(r"(?P<who>.{2,12}[部院委局署])令", number)):
        issuers = (order["who"],)
    stop = articles.end() if articles else at
    start = _quote_start(text, gap_start, match.start())
    return Mention(start, stop, title, number, issuers, "basis", "references.marked", cited, alias)


def _quote_start(text: str, gap_start: int, start: int) -> int:
    """The verb before a title belongs to the quote where it stands near."""
    cues = list(CUE.finditer(text, max(gap_start, start - 40), start))
    near = bool(cues) and not re.search(r"[、和及与，]", text[cues[-1].end() : start])
    return cues[-1].start() if near else start


def _inside(view: View, behind: re.Match[str]) -> tuple[str | None, str | None]:
    number = NUMBER.search(behind["inside"])
    alias = ALIAS.search(behind["inside"])
    offset = behind.start("inside")
    printed = view.printed(offset + number.start(), offset + number.end()) if number else None
    return printed, alias["alias"].strip("《》“”") if alias else None


def _issuers_before(gap: str) -> tuple[str, ...]:
    """The bodies named directly before a title: 省水利厅、省林业局联合印发的."""
    window = gap[-60:]
    cuts = [cut.end() for cut in _ISSUER_CUT.finditer(window)]
    piece = window[cuts[-1] :] if cuts else window
    verbs = list(_USING.finditer(piece))
    if verbs:
        piece = piece[verbs[-1].end() :]
    return issuers_in(piece.lstrip("和及与、"))


def numbered_works(view: View, start: int, end: int, taken: Taken) -> Iterator[Mention]:
    """Works cited by number alone (国函〔2015〕160号文件, 68号文), where nothing is taken."""
    text = view.text
    for match in NUMBER_END.finditer(text, start, end):
        word = _WORD_BEFORE.search(text[max(start, match.start() - 14) : match.start()])
        first = match.start() - (len(word[0]) if word else 0)
        if word and (lead := _NUMBER_LEAD.match(word[0])):
            first += lead.end()
        if taken.holds(first, match.end()) or not (first < match.start() or match[0][0].isascii()):
            continue
        printed = view.printed(first, match.end())
        said = _said_behind(text, match.end(), end)
        yield Mention(first, match.end(), None, printed, (), said or "basis", "references.number")
    for match in _SHORT_NUMBER.finditer(text, start, end):
        if not taken.holds(*match.span()):
            printed = view.printed(*match.span()).removesuffix("件")
            yield Mention(*match.span(), None, printed, (), "basis", "references.short_number")
