"""Works named without 《》: behind a verb (修编X规划), by 关于…的意见, laws by short name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from loaders.extract.lexicon import alternatives, table
from loaders.extract.mentions import ARTICLE, ARTICLES, BEHIND, CUE, NUMBER, Mention, relation_of
from loaders.extract.works import issuers_in, leading_ministry, name_of
from loaders.normalise import View
from ontology.laws import load_laws

_CLAUSE = re.compile(r"[^，。；：！？\n《》.]+")
_TRIAL = r"(?:（(?:试行|暂行|修订|\d{4}[^（）]{0,12})）)?"


def _nouns(*uses: str) -> str:
    found = [row["noun"] for row in table("work_nouns") if row["unmarked"] in uses]
    return alternatives(tuple(sorted(found, key=lambda noun: (-len(noun), noun))))


_AFTER_BASIS = (
    r"(?=$|[、和及与（]|以及|要求|精神|规定|等|确定|明确|的?目标|的?任务|提出|部署"
    r"|进行|建设(?!标准)|设计(?!标准|规范)|执行|开展|组织|划定|相?衔接|统筹|布局|推进"
    r"|有序|中|对|实施$|内容|修|编制|制定|的(?:要求|规定|目标|任务|部署|内容)|为"
    r"|加快|加强|实行|依法|合理|科学|做好|完成|落实|将|分)"
)
_AFTER_FORMULATE = r"(?=$|[、和及与（并]|以及|等|的?(?:编制|修编|修订|制定)|由|报|后|工作)"
_AFTER_INCLUDE = r"(?=$|[、和及与（并]|以及|等|中|统筹|同步|一体|予以|进行|之中|内容)"
_END_OF = {
    "basis": re.compile(rf"{_nouns('both', 'basis')}(?:和指标体系)?{_TRIAL}{_AFTER_BASIS}"),
    "formulate": re.compile(rf"{_nouns('both', 'formulate')}{_TRIAL}{_AFTER_FORMULATE}"),
    "include": re.compile(rf"(?:规划纲要|规划|计划|纲要){_TRIAL}{_AFTER_INCLUDE}"),
}
_NOUN_AHEAD = re.compile(
    rf"(?:的)?(?:{_nouns('both', 'basis', 'formulate', 'no')}|单位|部门|主体|责任"
    rf"|情况|机制|制度|人员|工作|力度|质量|经费|程序)"
)
_LAST_NOUN = re.compile(rf"{_nouns('both', 'basis', 'formulate')}{_TRIAL}$")
_ANY_NOUN = re.compile(r"[划案法准例定则范程南见报本划要通度领材册书告]")
_JOINT = re.compile(r"[、和及与或并]|以及")
_LEFT_OUT = re.compile(
    r"(?:好|了|完成|完善|国家|新一轮|新一期|本级|同级|各级|本市|本省|本县|本州|本区"
    r"|我市|我省|我县|我州|我区|当地|地方|相应的?|各自的?"
    r"|抓紧|尽快|及时|并|和|及|与|到|进|实施(?=[\u4e00-\u9fff]{6,}))+"
)
_NOT_NAMED = re.compile(
    r"^(?:有关|相关|各类|各项|各种|该|此|上述|其他|其它|现有|以上|配套|这些|一批"
    r"|多项|系列|本方案|本意见|本办法|本规划|本计划|本规定|如下|以下|下列)"
    r"|(?:有关|相关|各项|各类|各有关)(?:的)?[\u4e00-\u9fff]{0,4}$"
    r"|[、和及][^、]{1,8}等(?:专项|行业|有关|相关|各类)*(?:规划|标准|规范)$|[的是在把被让使其]|[“”].{0,3}$"
    r"|一[县市村镇乡户矿湖河沟企项点区区域塬坝库厂处]{1,2}一[策案图方]|高标准$"
    r"|水土保持(?:监测实施)?方案$|\d+[个项份部]"
)
#: 水利部印发的…, 经批准的…: who issued a work is not its name.
_ISSUED = re.compile(
    r"(?P<who>[^，。；]{0,40}?)(?:印发|发布|出台|制定|下发|颁布|公布|批复|批准|审定|编制)"
    r"(?:实施)?的(?=[^的]{4,}$)"
)
#: 水土保持方案、…实施方案: what else a list names before the work.
_ASIDE = re.compile(r".*(?:要求|分工|原则|职责|精神|部署|目标|任务)(?:[、和及与]|以及)")
_OTHER_THING = re.compile(
    r".*(?:方案|制度|要求|分工|原则|职责|清单|名录|台账|规划|标准|意见|办法|精神|部署|报告"
    r"|目标|任务|[护理治土]法)(?:[、和及与]|以及)"
)
_GENERIC = alternatives(
    tuple(sorted((row["word"] for row in table("work_generic")), key=lambda w: (-len(w), w)))
)
_ONLY_LEVELS = re.compile(rf"{_GENERIC}|乡(?!村)|[省市州县区旗盟镇级、和及与或各两三（）\s]")
_ABOUT = re.compile(
    r"(?P<about>关于[^，。；《》]{4,70}?(?:的|(?=实施))(?:[\u4e00-\u9fff]{0,4}?)"
    r"(?:指导意见|实施意见|若干意见|意见|决定|通知|实施方案|工作方案|行动方案|规定"
    r"|若干措施|实施办法|办法|公告|批复|决议))"
    r"(?!建议|征集|反馈|[稿书单箱类性]|动作)"
)
_MAKING = re.compile(
    r"(?:^|(?<=[前内年要应]))(?:抓紧|尽快|及时|有序|全面|启动|推进|加快|开展|完成|做好|抓好|组织|推动|同步"
    r"|高质量|稳步|适时|科学)+(?:开展|完成|推进|做好)?"
    r"(?P<work>[^，。；]{2,50}?(?:规划纲要|规划|条例|办法|行动计划|实施方案|工作方案"
    r"|标准|导则|规范))(?:的)?"
    r"(?:编制|修编|编修|修订|制定|制修订|起草|编写)(?:工作|任务|完成|和|与|$|、|及)"
)
_OFFICE_MAKES = re.compile(
    r"^(?P<work>[^，。；]{2,40}?(?:规划|办法|细则|实施方案|工作方案|标准"
    r"|条例))由[^，。；]{2,30}?(?:另行)?(?:制定|编制|修订|起草|编写|印发|发布|出台)$"
)
_AS_BASIS = re.compile(
    r"(?:以(?P<a>[^，。；]{2,40}?(?:规划|条例|标准|办法|规范|导则|纲要))为(?:依据"
    r"|引领|统领|基础|指导|遵循|纲领)"
    r"|与(?P<b>[^，。；]{2,40}?(?:规划|规划纲要))(?:等)?(?:的)?(?:相|有机|有效|做好"
    r"|充分|紧密)*(?:衔接|对接|协调))"
)


def unmarked_works(view: View, start: int, end: int, *, orders: bool) -> Iterator[Mention]:
    """Works without marks in `text[start:end]`; `orders` False leaves out those to be written.

    A preamble orders nothing: what it says is 制定, is the plan itself.
    """
    for clause in _CLAUSE.finditer(view.text, start, end):
        first, last = clause.span()
        if not _ANY_NOUN.search(view.text, first, last):
            continue
        named = list(_about(view, first, last, orders)) + list(_laws(view, first, last))
        yield from named
        if any(mention.title and mention.title.startswith("关于") for mention in named):
            continue
        yield from _by_pattern(view, first, last, orders)
        yield from _behind_verbs(view, first, last, orders)


def _about(view: View, first: int, last: int, orders: bool) -> Iterator[Mention]:
    """[中办、国办]关于加强…的意见: issuers or a verb must stand before it."""
    text = view.text
    cue: re.Match[str] | None = None
    behind = first
    for match in _ABOUT.finditer(text, first, last):
        # A cue speaks for all the works of its list: 贯彻省政府关于…的意见、市政府关于…的意见.
        cues = list(CUE.finditer(text, behind, match.start()))
        cue = cues[-1] if cues else cue
        at = cues[-1].end() if cues else behind
        issuers = issuers_in(text[at : match.start()].lstrip("了好的、和及与"))
        begin, behind = cues[-1].start() if cues else behind, match.end()
        if not issuers and not (cues and match.start() - at <= 1):
            continue
        name = name_of(view.printed(*match.span("about")))
        relation = relation_of(cue.lastgroup) if cue else "basis"
        if relation == "formulate" and not orders:
            continue
        stop, number = _number_behind(view, match.end("about"))
        while text[begin] in "、和及与":
            begin += 1
        yield Mention(
            begin, stop, name.title, number, issuers or name.issuers, relation, "references.about"
        )


def _number_behind(view: View, at: int) -> tuple[int, str | None]:
    behind = BEHIND.match(view.text, at)
    number = NUMBER.search(behind["inside"]) if behind else None
    if behind is None or number is None:
        return at, None
    offset = behind.start("inside")
    return behind.end(), view.printed(offset + number.start(), offset + number.end())


@cache
def _law_names() -> re.Pattern[str]:
    """Known statutes; short names (水法) only behind a mark, a conjunction or a verb."""
    names = {law.short_title or law.title for law in load_laws() if law.kind == "law"}
    listed = sorted(names, key=lambda name: (-len(name), name))
    long = alternatives(tuple(name for name in listed if len(name) > 4))
    known = alternatives(tuple(listed))
    return re.compile(
        rf"(?:(?:中华人民共和国)?{long}"
        rf"|(?:^|(?<=[、和及与照据执行传彻落实守施习合反按]))(?:中华人民共和国)?{known}"
        r"|中华人民共和国[\u4e00-\u9fff]{2,14}?法)(?![律规治典院定制庭人])(?:实施条例)?"
    )


def _laws(view: View, first: int, last: int) -> Iterator[Mention]:
    """Statutes by their known short names, wherever a clause puts them to use."""
    text = view.text
    if "法" not in text[first:last]:
        return
    clause = text[first:last]
    for match in _law_names().finditer(clause):
        begin, stop = first + match.start(), first + match.end()
        articles = ARTICLES.match(text, stop, last)
        cited = tuple(ARTICLE.findall(articles[0])) if articles else ()
        yield Mention(
            begin,
            articles.end() if articles else stop,
            view.printed(begin, stop),
            None,
            (),
            "basis",
            "references.law",
            cited,
        )


def _by_pattern(view: View, first: int, last: int, orders: bool) -> Iterator[Mention]:
    text = view.text
    for pattern in (_MAKING, _OFFICE_MAKES):
        clause = text[first:last]
        made = pattern.search(clause) if orders else None
        if made:
            span = (first + made.start("work"), first + made.end("work"))
            yield from _named(view, span, (first, first + made.end()), "formulate")
    for match in _AS_BASIS.finditer(text, first, last):
        begin, stop = match.span("a") if match["a"] else match.span("b")
        ends = [begin + end.end() for end in _END_OF["basis"].finditer(text[begin:stop])]
        for at in ends:
            yield from _named(view, (begin, at), (begin, at), "basis")
            begin = at


def _behind_verbs(view: View, first: int, last: int, orders: bool) -> Iterator[Mention]:
    text = view.text
    found = CUE.finditer(text, first, last)
    cues = [cue for cue in found if not _NOUN_AHEAD.match(text, cue.end(), last)]
    cues = [cue for cue in cues if text[cue.end() : cue.end() + 1] != "的"]
    for number, cue in enumerate(cues):
        group = cue.lastgroup or "basis"
        if group == "repeal" or (group != "basis" and not orders):
            continue
        stop = cues[number + 1].start() if number + 1 < len(cues) else last
        begin = cue.end()
        quote = cue.start()
        for end in _END_OF[group].finditer(text[cue.end() : stop]):
            at = cue.end() + end.end()
            yield from _named(view, (begin, at), (quote, at), relation_of(group))
            begin = quote = at


def _named(
    view: View, span: tuple[int, int], quote: tuple[int, int], relation: str
) -> Iterator[Mention]:
    """The mention, if the words are the name of a work and not only its kind and level."""
    start, end = span
    text = view.text
    while start < end and (joint := _JOINT.match(text, start, end)):
        start = joint.end()
    issuers: tuple[str, ...] = ()
    issued = _ISSUED.match(text, start, end)
    if issued:
        issuers, start = issuers_in(issued["who"]), issued.end()
    aside = _ASIDE.match(text, start, end)
    start = aside.end() if aside else start
    other = _OTHER_THING.match(text, start, end)
    if other and _is_name(text[other.end() : end]):
        start = other.end()
        quote = (start, quote[1])
    left_out = _LEFT_OUT.match(text, start, end)
    if left_out and left_out.end() < end:
        kept = re.search(r"国家|(?:和|及|与)$", left_out[0])
        start = left_out.end() if not kept or kept[0] != "国家" else start
    words = text[start:end]
    ministry, rest = leading_ministry(words)
    if ministry:
        start, words = start + len(ministry), rest
    if not _is_name(words):
        return
    title = view.printed(start, end)
    issuers = issuers or ((ministry,) if ministry else ())
    yield Mention(*quote, title, None, issuers, relation, "references.unmarked")


def _is_name(words: str) -> bool:
    if len(words) > 50 or _NOT_NAMED.search(words):
        return False
    noun = _LAST_NOUN.search(words.removesuffix("和指标体系"))
    core = words[: noun.start()] if noun else ""
    return len(_ONLY_LEVELS.sub("", core)) >= 2
