"""Who a sentence speaks of: the body or person that its words begin with.

`subject` finds the end of a bearer's name by its last noun and by what may follow it (要, an
adverb, a verb).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from loaders.extract.bodylist import depth_at
from loaders.extract.lexicon import table, words
from loaders.extract.wordtree import any_of, first_of

Span = tuple[int, int]

_NOUN = any_of(row["noun"] for row in table("bearer_nouns"))
_LEVEL = r"(?:(?:[省市州县区旗盟乡镇村]|街道|自治[州县旗])(?:（[^（）]{1,16}）)?)"
_LEVELS = rf"{_LEVEL}(?:[、和及]?{_LEVEL}){{0,5}}"
#: The last noun of a bearer's name; single characters only where no other word ends in them.
_OTHER_ENDS = (
    r"[茶国央民药矿煤车]企(?!业)"
    r"|(?<![格布全大结当时定残])局|(?<=[改纪党市县区省州村教健建资经工监革])委(?!员|托|派)"
    r"|(?<=[传织战武])部|(?<=[利政村源境通育安设])部(?!门|分|署|位)"
    r"|(?<=[\u4e00-\u9fff]{2})(?<![或再记学前])者"
    r"|(?<=[\u4e00-\u9fff]{2})(?:(?<![专每数万有无派])人|(?<![地比百三双多立石土平配])方)(?=[应要须可不]|\Z)"
    r"|(?<=[\u4e00-\u9fff]{2})(?<![动人成专])员(?![会工额])"
    r"|(?<=有条件的)(?:地区|地方|[省市州县区旗乡镇]+)(?:（[^（）]{1,16}）)?"
    r"|(?<=适宜)地区(?=[应要须可不])"
    rf"|(?<=[各他余]){_LEVELS}|(?:(?<=的)|(?<=所在)|(?<=项目)){_LEVELS}(?=[应要须可不]|负责|承担|\Z)"
    rf"|(?:(?<![\u4e00-\u9fff）])|(?<=[和及])){_LEVELS}(?:两级|三级|四级|级)?"
    r"|(?<=[级市省县区州])财政|(?<=[查导政金防革委])办(?![法理公结事])"
    r"|(?<=[务划政程计督法管保设])[科股室]|(?<=[核导察查评作进家])组"
)
_ENDS = (
    rf"(?:(?!业主管){_NOUN}"
    rf"|{first_of('茶国央民药矿煤车局委部者人方员地省市州县区旗盟乡镇村街自财办科股室组')}(?:{_OTHER_ENDS}))"
)
_END = re.compile(rf"{_ENDS}(?:（[^（）]{{1,40}}）)?")
_GENERIC_HEAD = r"(?:部门|单位|机构|人员|小组|组|方|者|人|队伍|机关)"
_VERBS = any_of([*words("duty_verbs", "verb", "verb"), *words("duty_verbs", "verb", "cause")])
_MANNERS = words("duty_verbs", "verb", "adverb")
_ADVERBS = any_of(_MANNERS)
#: What may follow a bearer: a modal, an adverb, a preposition or a verb; not the rest of a name.
FOLLOWS = re.compile(
    rf"(?!(?:自然|(?:配合|协助|落实|参与|实施|组织实施|具体落实|抓好落实)(?:$"
    rf"|[，；、])|为(?:成员|组长|副组长|主|骨干|龙头|单元|重点)|负责(?:人|同志|制|、"
    rf"|，|$)"
    rf"|组织(?:部|机构|领导)|宣传部|应急|应用|以上|以下|以外|以内|之间|间|为主|为辅|为单元"
    rf"|牵头(?:、|$|，)"
    r"|监督(?:员|机制|管理局)|支持和|对口|管护(?:员|责任|制度)|建设(?:单位|局|厅|等"
    r"|项目|用地|工程|活动|加快|进一步|全面|完成|步伐|水平|成效|任务|标准|资金|$|[，；、])|治理(?:单位|工程|项目|面积)|审批(?:局|服务)"
    r"|自治|自筹|自愿|自主|协调(?:小组|机制|会)|投入(?:机制|力度|为)|可持续|要素"
    r"|要求|检查组|考核组|设计(?:单位|院)|使用(?:权|者)|研究[院所会]"
    r"|服务(?:中心|局)|监督检查|均不(?:少|低)于|不(?:同|少于|低于|超过|健全|足|够|到位|力|强|高|完善|平衡|明|清|严|规范|合格)|推进组|推广(?:中心|站)|约束|维护(?:单位|队)"
    r"|投入[在占与]|自[建管用留有]|年度(?:任务|治理|目标|计划|工作|投资|建设|考核结果)"
    r"|运行(?:单位|机制)|管好水土保持|验收(?:单位|报告)|监测(?:站|中心)))"
    rf"(?:{_ADVERBS}|{_VERBS}(?!的|部门|单位|机构|室)|[一二两三四五六七八九十\d]{{1,3}}个?(?:年|季度|月|周|日|天|工作日)[内前])"
)
_ATTRIBUTES = (
    "重点",
    "科学",
    "年度",
    "规范",
    "合理",
    "共同",
    "高质量",
    "20",
    "层层",
    "已",
    "未",
    "发现",
    "分级",
)
_LEADING = any_of(word for word in _MANNERS if word not in _ATTRIBUTES)
_STARTS_WITH_VERB = re.compile(
    rf"(?!自然|治理区|应急|当地|不动产|要素|可再生|在建|对口|对外|从江|从化|都匀|如皋|与会)"
    rf"(?:{_LEADING}|进一步|着力|加快|有效|并)+"
    rf"|(?:{_VERBS}|{any_of(words('duty_verbs', 'verb', 'charge'))}|引导|鼓励"
    rf"|扶持|激发|加大|争取|探索|积极|增强|保持|鼓励|减轻|推广|拓展|培养|补齐|优选"
    rf"|汇总|处理|改善|征收|规划|统计|选择|投资|帮助|服务|调动|依靠|发动|动员|吸引"
    rf"|构建|形成|坚持|新建|改建|扩建|新增|"
    r"深化|提高|提升|扩大|拓宽|理顺|凝聚|汇聚|营造|选取|选派|畅通|严控|严惩|追究"
    r"|协同|联合|邀请|聘请|委托|授权|允许|奖励|表彰|问责|扶助|"
    r"纳入|列入|聚焦|突出|按照|根据|依据|依托|围绕|针对|通过|利用|结合|为|将|把|对"
    r"|由|以|让|使(?!用)|未经|报(?![社业刊告])|经(?![营济办开])|向|与|从(?!事)|由于|凡是?)"
)
_PREPOSITION = re.compile(
    r"(?:对|将|把|按照?|根据|依据|通过|以|为|由|经(?![营济办开])|向|与|使|让|如|受"
    r"|应)"
)
_NP_WORD = (
    r"(?:投资|组织|实施|督导|督查|督办|调度|评估|调查|承担|建设|监督|审批|管理|使用|指导|负责|编制|推进|协调|设计|治理"
    r"|落实|配合|检查|考核|验收|维护|运行|管护|审查|种植|协助|支持|牵头|宣传|统计|服务"
    r"|(?:规划的?)?(?:组织)?(?:编制|审批))"
)
#: Names that begin with a word that could be a verb: 规划组织编制机关, 宣传、教育、司法行政部门.
_NP_VERB = re.compile(
    rf"(?:{_NP_WORD}|巡[\u4e00-\u9fff]){{1,3}}(?:{_GENERIC_HEAD}|[河湖林沟田路]长|员)"
    r"|(?:投资|建设|设计|治理|种植|运行|管护|承担|实施|使用|管理)(?:企业|大户|业主|农户|主体)"
    rf"|{_NP_WORD}(?:、[\u4e00-\u9fff]{{2,8}}?){{1,8}}(?:等(?:有关|相关)?)?(?:部门|机关|单位)"
)
_NOT_BEARER = re.compile(
    r"(?:管护主体|(?<![自理])由|实施主体责任|第[一二三]方责任|(?<!经济)(?<!社会)(?<!自治)(?<!合作)组织$|(?:群众"
    r"|成员)$|[。；！？“《])"
)
_OPENING = re.compile(
    r"(?:\d{4}年?(?:[至到~～—-]+\d{4}年)?(?:起|间|期间|前|底前)?|同时|此外|另外|其中|并且|而且|但是?|因此|为此|原则上|今后|下一步|目前|并|且"
    r"|各项工作中|工作中|期间|到时|每(?:年|半年|季度?|月)(?:年?底|[季月]?末|\d{1,2}月(?:底|\d{1,2}日)?)?前?|[一二三四五六七八九十]是)+[，、]?"
)


def subject(
    text: str, start: int, end: int, *, modal_at: int | None, is_place: Callable[[str], bool]
) -> Span | None:
    """The bearer that `text[start:end]` (one clause) begins with, None where there is none.

    `modal_at` is where the clause's first modal verb stands; the name ends before it.
    """
    start = _begin(text, start, end, modal_at)
    limit = min(end, start + 56) if modal_at is None else modal_at
    relative = modal_at is not None and "的" in text[start:modal_at]
    verbal = _STARTS_WITH_VERB.match(text, start, end) and not _NP_VERB.match(text, start, end)
    if verbal and not relative:
        return None
    for found in _END.finditer(text, start, limit):
        stop = found.end()
        if stop - start > _LONGEST:
            break
        if not depth_at(text, start, stop) and (
            stop == modal_at or _leads_on(text, start, stop, end)
        ):
            return (start, stop) if is_bearer(text[start:stop], relative=relative) else None
    if modal_at is None:
        listed = _LISTED_PLACES.match(text, start, end)
        modal_at = listed.end() if listed and FOLLOWS.match(text, listed.end(), end) else None
    return _places(text, start, modal_at, is_place) if modal_at else None


def _begin(text: str, start: int, end: int, modal_at: int | None) -> int:
    """Where a clause's subject begins: behind 2025年底前, 一是, and with 任何 if that is in it."""
    opening = _OPENING.match(text, start, end)
    if opening and opening.end() < end:
        start = opening.end()
    anybody = text.find("任何", start + 1, modal_at) if modal_at is not None else -1
    return anybody if anybody > start and text[anybody - 1] not in "对向由给" else start


def _leads_on(text: str, start: int, stop: int, end: int) -> bool:
    """Whether a name that ends at `stop` is a whole one with its verb behind it."""
    if not FOLLOWS.match(text, stop, end):
        return False
    actor = text[start] == "各" or _OWES.match(text, stop, end)
    return bool(actor) or not _BARE_LEVEL.search(text, start, stop)


#: No bearer's name is longer; what goes on further is a sentence about something else.
_LONGEST = 48
#: What only a body does, never a stretch of land.
_OWES = re.compile(r"负责(?!人|同志)|承担|履行|协助")
#: A level word alone (市, 县区) is a bearer only where 要, 应 or such a verb follows at once.
_BARE_LEVEL = re.compile(rf"(?:(?<![\u4e00-\u9fff）])|(?<=[和及])){_LEVELS}级?$")


#: Several divisions by name before a verb: 甲市、乙县完成….
_LISTED_PLACES = re.compile(
    r"[\u4e00-\u9fff]{1,7}[县市区旗州盟](?:、[\u4e00-\u9fff]{1,7}[县市区旗州盟]){1,9}"
    r"(?=(?:完成|负责|承担|落实|制定|编制|公布|出台)[^\d，。；]{2,}(?:[，。；]|$))"
)


def _places(text: str, start: int, stop: int, is_place: Callable[[str], bool]) -> Span | None:
    """Divisions by name as bearers: 甲县、乙县要, 丙区应."""
    named = re.split(r"[、和及]", re.sub(r"等(?:地|县|区|市|县区|区县)?$", "", text[start:stop]))
    known = all(re.search(r"[县市区旗州盟]$", name) and is_place(name) for name in named)
    return (start, stop) if known and stop - start >= 2 else None


def named_at(text: str, start: int, end: int) -> Span | None:
    """The bearer that begins at `start` behind a verb (督促X, 由X): its first complete name."""
    level = _LEVEL_NAME.match(text, start, end)
    if level and (FOLLOWS.match(text, level.end(), end) or _OWN.match(text, level.end(), end)):
        return level.span()
    for found in _END.finditer(text, start, min(end, start + 48)):
        stop = found.end()
        if depth_at(text, start, stop) or _goes_on(text, stop, end):
            continue
        name = text[start:stop]
        verbal = _BARE_LEVEL.search(_TWO_LEVELS.sub("级", name)) and _STARTS_WITH_VERB.match(name)
        return None if _NOT_BEARER.search(name) or len(name) < 2 or verbal else (start, stop)
    return None


#: 压实县区主体责任: the kind of responsibility, not the end of a name.
_OWN = re.compile(r"(?:主体|属地|管护|监管|巡查|领导|日常)(?:管理|监管)?责任")
_TWO_LEVELS = re.compile("[两三四]级$")
_LEVEL_NAME = re.compile(rf"(?:各)?{_LEVELS}级?(?=[\u4e00-\u9fff])")
_LASTS = "".join(
    {verb[-1] for kind in ("cause", "charge") for verb in words("duty_verbs", "verb", kind)}
)
#: The end of a name, or a level behind a word that `named_at` reads on from.
_SIGN = re.compile(rf"{_ENDS}|(?<=[{_LASTS}由好了、和及与])各?{_LEVEL}")


def party_of(text: str, start: int, end: int) -> Span | None:
    """Whose case a clause puts that is only a condition: X未取得批准的."""
    stop = None
    for found in _END.finditer(text, start, min(end, start + 24)):
        at = found.end()
        if at - start < 2 or depth_at(text, start, at) or _goes_on(text, at, end):
            continue
        stop = stop or at
        # 农民专业合作社承接…的: a name goes on to the noun that a verb follows.
        if at - stop <= 6 and FOLLOWS.match(text, at, end):
            stop = at
            break
    if stop is None or _NO_CASE.search(text, start, stop) or _ACTED_ON.match(text, stop, end):
        return None
    return (start, stop) if is_bearer(text[start:stop]) else None


#: Words before a party that make it a part of somebody's act or time: 方案未经主管部门批准的.
_NO_CASE = re.compile(r"发现|[未由将把被的后]|经(?![营济])|因|违反|时")
#: What follows where a party is acted on, named as a thing, or acts against somebody else.
_ACTED_ON = re.compile(
    r"[的等内]|责令|批准|审批|审查|认定|检查|通知|告知|约谈|查处|要求|反映|举报|投诉|列入|纳入|负责|受理$"
)


def _goes_on(text: str, stop: int, end: int) -> bool:
    """Whether a name that might end at `stop` is still being spelled (单位、, 政府办公室)."""
    if text[stop : stop + 1] in ("、", "和", "及", "与", "或", "（", "员"):
        return True
    return bool(_LONGER.match(text, stop, end))


_LONGER = re.compile(
    r"(?!主体)(?:各级|主管|成员|行业|下属|所属|主要|分管副?|相关|有关|管理|监管|审批|服务|执法|督查"
    rf"|内部|责任)*(?:{_NOUN}|局|厅|委(?!托|派)|(?:组织|宣传|统战|社会工作)部)"
)


#: 领导小组（组长由副市长担任）: what a bracket says of a body is no part of its name.
_ASIDE = re.compile(r"（[^（）]*）$")


def is_bearer(name: str, *, relative: bool = False) -> bool:
    """Whether words that end like a bearer's name are one and do not begin with a verb.

    `relative` allows a clause before the last 的 (列入名单的企业).
    """
    bare = re.sub("“[^”]{1,16}”", "", name) if relative else name
    bare = _ASIDE.sub("", bare)
    if len(name) > _LONGEST or _NOT_BEARER.search(bare):
        return False
    if relative and re.search(r"的[^的]{1,16}$", name):
        return not _PREPOSITION.match(name)
    if _NP_VERB.fullmatch(name) or _NP_VERB.match(name):
        return True
    return not (_DIRECTED.search(name) or _STARTS_WITH_VERB.match(name))


#: 情况及时向市政府: a body that something is sent or done to.
_DIRECTED = re.compile(r".(?:[将把]|(?<![方定流走])向)|(?:成果|信息|数据|资料|情况)[与和同]")
_LAST = re.compile(_END.pattern + "$")


def names_somebody(text: str, start: int, end: int) -> bool:
    """Whether a stretch holds what could be a bearer's name at all."""
    listed = _LISTED_PLACES.match(text, start, end)
    return listed is not None or _SIGN.search(text, start, end) is not None


def ends_like_bearer(words: str) -> bool:
    """Whether words end in the noun of a body or person."""
    return bool(_LAST.search(words))
