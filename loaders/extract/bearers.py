"""Who a sentence speaks of: the body or person that its words begin with, cut into single ones.

`subject` finds the end of a bearer's name by its last noun and by what may follow it (要, an
adverb, a verb); `single_bearers` cuts lists: 发展改革、财政等部门 are two, 市、区两级水务部门 one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from loaders.extract.bodylist import CLOSERS, OPENERS
from loaders.extract.lexicon import alternatives, table, words

Span = tuple[int, int]


def _longest_first(found: list[str]) -> str:
    return alternatives(tuple(sorted(set(found), key=lambda word: (-len(word), word))))


_NOUN = _longest_first([row["noun"] for row in table("bearer_nouns")])
_LEVEL = r"(?:(?:[省市州县区旗盟乡镇村]|街道|自治[州县旗])(?:（[^（）]{1,16}）)?)"
_LEVELS = rf"{_LEVEL}(?:[、和及]?{_LEVEL}){{0,5}}"
#: The last noun of a bearer's name; single characters only where no other word ends in them.
_END = re.compile(
    rf"(?:(?!业主管){_NOUN}"
    r"|[茶国央民药矿煤车]企(?!业)"
    r"|(?<![格布全大结当时定残])局|(?<=[改纪党市县区省州村教健建资经工监革])委(?!员|托|派)"
    r"|(?<=[传织战武])部|(?<=[利政村源境通育安设])部(?!门|分|署|位)"
    r"|(?<=有条件的)(?:地区|地方|[省市州县区旗乡镇]+)(?:（[^（）]{1,16}）)?"
    rf"|(?<=[各他余]){_LEVELS}|(?:(?<=的)|(?<=所在)|(?<=项目)){_LEVELS}(?=[应要须可不])"
    rf"|(?:(?<![\u4e00-\u9fff）])|(?<=[和及])){_LEVELS}(?:两级|三级|四级|级)?"
    r"|(?<=[级市省县区州])财政|(?<=[查导政金防革])办(?![法理公结事])"
    r"|(?<=[务划政程计督法管保设])[科股室]|(?<=[核导察查评作进])组)"
    r"(?:（[^（）]{1,16}）)?"
)
_GENERIC_HEAD = r"(?:部门|单位|机构|主体|人员|企业|大户|业主|农户|小组|组|方|者|人|队伍|机关)"
_VERBS = _longest_first(
    [*words("duty_verbs", "verb", "verb"), *words("duty_verbs", "verb", "cause")]
)
_ADVERBS = _longest_first([*words("duty_verbs", "verb", "adverb")])
#: What may follow a bearer: a modal, an adverb, a preposition or a verb; not the rest of a name.
FOLLOWS = re.compile(
    rf"(?!(?:自然|(?:配合|协助|落实|参与|实施|组织实施|具体落实|抓好落实)(?:$"
    rf"|[，；、])|为(?:成员|组长|副组长|主|骨干|龙头|单元|重点)|负责(?:人|同志|制|、"
    rf"|，|$)"
    rf"|组织(?:部|机构|领导)|宣传部|应急|应用|以上|以下|以外|以内|之间|间|为主|为辅|为单元"
    rf"|牵头(?:、|$|，)"
    r"|监督(?:员|机制|管理局)|支持和|对口|管护(?:员|责任|制度)|建设(?:单位|局|厅|等"
    r"|项目|用地|工程|活动)|治理(?:单位|工程|项目|面积)|审批(?:局|服务)"
    r"|自治|自筹|自愿|自主|协调(?:小组|机制|会)|投入(?:机制|力度|为)|可持续|要素"
    r"|要求|检查组|考核组|设计(?:单位|院)|使用(?:权|者)|研究[院所会]"
    r"|服务(?:中心|局)|监督检查|不同|推进组|推广(?:中心|站)|约束|维护(?:单位|队)"
    r"|运行(?:单位|机制)|管好水土保持|验收(?:单位|报告)|监测(?:站|中心)))"
    rf"(?:{_ADVERBS}|{_VERBS})"
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
_LEADING = _longest_first(
    [word for word in words("duty_verbs", "verb", "adverb") if word not in _ATTRIBUTES]
)
_STARTS_WITH_VERB = re.compile(
    rf"(?!自然|应急|当地|不动产|要素|可再生|在建|对口|对外|从江|从化|都匀|如皋|与会)"
    rf"(?:{_LEADING}|进一步|着力|加快|有效|并)+"
    rf"|(?:{_VERBS}|{alternatives(words('duty_verbs', 'verb', 'charge'))}|引导|鼓励"
    rf"|扶持|激发|加大|争取|探索|积极|增强|保持|鼓励|减轻|推广|拓展|培养|补齐|优选"
    rf"|汇总|处理|改善|征收|规划|统计|选择|投资|帮助|服务|调动|依靠|发动|动员|吸引"
    rf"|构建|形成|坚持|"
    r"深化|提高|提升|扩大|拓宽|理顺|凝聚|汇聚|营造|选取|选派|畅通|严控|严惩|追究"
    r"|协同|联合|邀请|聘请|委托|授权|允许|奖励|表彰|问责|扶助|"
    r"纳入|列入|聚焦|突出|按照|根据|依据|依托|围绕|针对|通过|利用|结合|为|将|把|对"
    r"|由|以|报(?=[省市县区州])|经(?![营济办开])|向|与|从(?!事)|由于|凡是?)"
)
_PREPOSITION = re.compile(
    r"(?:对|将|把|按照?|根据|依据|通过|以|为|由|经(?![营济办开])|向|与|使|让|如|受"
    r"|应)"
)
_NP_WORD = (
    r"(?:投资|组织|实施|承担|建设|监督|审批|管理|使用|指导|负责|编制|推进|协调|设计|治理"
    r"|落实|配合|检查|考核|验收|维护|运行|管护|审查|种植|协助|支持|牵头|宣传|统计|服务"
    r"|(?:规划的?)?(?:组织)?(?:编制|审批))"
)
#: Names that begin with a word that could be a verb: 规划组织编制机关, 宣传、教育、司法行政部门.
_NP_VERB = re.compile(
    rf"{_NP_WORD}(?:{_GENERIC_HEAD}|[河湖林沟田路]长|员)"
    rf"|{_NP_WORD}(?:、[\u4e00-\u9fff]{{2,8}}?){{1,8}}(?:等(?:有关|相关)?)?(?:部门|机关|单位)"
)
_NOT_BEARER = re.compile(
    r"(?:管护主体|(?<![自理])由|实施主体责任|第[一二三]方责任|(?<!经济)(?<!社会)(?<!自治)(?<!合作)组织$|(?:群众"
    r"|成员)$|[。；！？“《])"
)
_OPENING = re.compile(
    r"(?:\d{4}年?(?:[至到~～—-]+\d{4}年)?(?:起|间|期间|前|底前)?|同时|此外|另外|其中|并且|而且|但是?|因此|为此|原则上|今后|下一步|目前|并|且"
    r"|各项工作中|工作中|期间|到时)+[，、]?"
)


def subject(
    text: str, start: int, end: int, *, modal_at: int | None, is_place: Callable[[str], bool]
) -> Span | None:
    """The bearer that `text[start:end]` (one clause) begins with, None where there is none.

    `modal_at` is where the clause's first modal verb stands; the name ends before it.
    """
    opening = _OPENING.match(text, start, end)
    if opening and opening.end() < end:
        start = opening.end()
    limit = min(end, start + 56) if modal_at is None else modal_at
    relative = modal_at is not None and "的" in text[start:modal_at]
    verbal = _STARTS_WITH_VERB.match(text, start, end) and not _NP_VERB.match(text, start, end)
    if verbal and not relative:
        return None
    for found in _END.finditer(text, start, limit):
        stop = found.end()
        if _depth(text, start, stop) or stop <= start:
            continue
        each = text[start] == "各"
        if stop != modal_at and not each and _BARE_LEVEL.search(text, start, stop):
            continue
        if stop != modal_at and not FOLLOWS.match(text, stop, end):
            continue
        return (start, stop) if is_bearer(text[start:stop], relative=relative) else None
    return _places(text, start, modal_at, is_place) if modal_at else None


#: A level word alone (市, 县区) is a bearer only where 要 or 应 follows at once.
_BARE_LEVEL = re.compile(rf"(?:(?<![\u4e00-\u9fff）])|(?<=[和及])){_LEVELS}级?$")


def _places(text: str, start: int, stop: int, is_place: Callable[[str], bool]) -> Span | None:
    """Divisions by name as bearers: 甲县、乙县要, 丙区应."""
    named = re.split(r"[、和及]", re.sub(r"等(?:地|县|区|市|县区|区县)?$", "", text[start:stop]))
    known = all(re.search(r"[县市区旗州盟]$", name) and is_place(name) for name in named)
    return (start, stop) if known and stop - start >= 2 else None


def named_at(text: str, start: int, end: int) -> Span | None:
    """The bearer that begins at `start` behind a verb (督促X, 由X): its first complete name."""
    level = _LEVEL_NAME.match(text, start, end)
    if level and FOLLOWS.match(text, level.end(), end):
        return level.span()
    for found in _END.finditer(text, start, min(end, start + 48)):
        stop = found.end()
        if _depth(text, start, stop) or _goes_on(text, stop, end):
            continue
        name = text[start:stop]
        verbal = _BARE_LEVEL.search(name) and _STARTS_WITH_VERB.match(name)
        return None if _NOT_BEARER.search(name) or len(name) < 2 or verbal else (start, stop)
    return None


_LEVEL_NAME = re.compile(rf"(?:各)?{_LEVELS}级?(?=[\u4e00-\u9fff])")


def _goes_on(text: str, stop: int, end: int) -> bool:
    """Whether a name that might end at `stop` is still being spelled (单位、, 政府办公室)."""
    if text[stop : stop + 1] in ("、", "和", "及", "与", "或", "（"):
        return True
    return bool(_LONGER.match(text, stop, end))


_LONGER = re.compile(
    r"(?!主体)(?:各级|主管|成员|行业|下属|所属|主要|分管副?|相关|有关|管理|监管|审批|服务|执法|督查"
    rf"|内部|责任)*(?:{_NOUN}|局|厅|委(?!托|派))"
)


def _depth(text: str, start: int, stop: int) -> int:
    piece = text[start:stop]
    return sum(piece.count(c) for c in OPENERS) - sum(piece.count(c) for c in CLOSERS)


def is_bearer(name: str, *, relative: bool = False) -> bool:
    """Whether words that end like a bearer's name are one and do not begin with a verb.

    `relative` allows a clause before the last 的 (列入名单的企业).
    """
    bare = re.sub("“[^”]{1,16}”", "", name) if relative else name
    if len(name) > 48 or _NOT_BEARER.search(bare):
        return False
    if relative and re.search(r"的[^的]{1,16}$", name):
        return not _PREPOSITION.match(name)
    if _NP_VERB.fullmatch(name) or _NP_VERB.match(name):
        return True
    return not _STARTS_WITH_VERB.match(name)


_MANY = re.compile(
    r"等(?:有关|相关|主管|职能|成员|行业|市直|县直|省直|区直|重点|各|责任|驻[\u4e00-\u9fff]|国有)*(?:\d{0,2}个?)"
    r"(?:部门和单位|部门、单位|部门单位|单位和部门|部门|单位|企业|机构|地区|地|市县"
    r"|县区|县市|区县|区市|县|区|市|乡镇|部委|主体|组织|人员|媒体)?$"
)
_JOINT = re.compile(r"、|以及|及其(?=有关|相关)|[和及与]")
_ONLY_LEVELS = re.compile(
    r"(?:[、和及]|各|省|市|州|县|区|旗|盟|乡|镇|村|街道|自治[州县旗]|级|本级|两级"
    r"|三级|四级|功能区|开发区|（[^（）]*）)+$"
)
_ONE_PHRASE = re.compile(
    r"(?:党委和政府|党委及政府|党委、政府|单位和个人|单位或个人|部门和单位"
    r"|部门、单位|单位、部门|组织和个人|企业和个人(?=不))"
)
_LAST = re.compile(_END.pattern + "$")


def ends_like_bearer(words: str) -> bool:
    """Whether words end in the noun of a body or person."""
    return bool(_LAST.search(words))


def single_bearers(text: str, start: int, end: int) -> Iterator[Span]:
    """The single bearers of a list, each as a span cut from the text as printed."""
    joined = re.search(
        r"等(?:有关|相关|主管)*(?:部门|单位|企业)(?P<joint>和|及|以及|、)", text[start:end]
    )
    if joined:
        yield from single_bearers(text, start, start + joined.start("joint"))
        yield from single_bearers(text, start + joined.end("joint"), end)
        return
    many = _MANY.search(text[start:end])
    if many and many.start() > 0:
        yield from _pieces(text, start, start + many.start())
        return
    pieces = list(_pieces(text, start, end))
    if len(pieces) < 2 or not _separable(text, pieces):
        yield start, end
        return
    yield from pieces


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut at 、 and conjunctions outside brackets; set phrases and levels stay in one piece."""
    begin, depth, at = start, 0, start
    while at < end:
        depth += (text[at] in OPENERS) - (text[at] in CLOSERS)
        joint = _JOINT.match(text, at, end) if depth == 0 else None
        if joint and at > begin and joint.end() < end and not _kept(text, begin, joint, end):
            yield begin, at
            begin = at = joint.end()
            continue
        at += 1
    yield begin, end


def _kept(text: str, begin: int, joint: re.Match[str], end: int) -> bool:
    """Whether a conjunction belongs to one name: 党委和政府, 自然资源和规划局, 市、县财政."""
    left, right = text[begin : joint.start()], text[joint.end() : end]
    if _ONE_PHRASE.search(left[-2:] + joint[0] + right[:2]):
        return True
    if _ONLY_LEVELS.fullmatch(left):
        return True
    return (joint[0] in "和及与" and not (_LAST.search(left) or len(left) <= 4)) or bool(
        joint[0] in "和与"
        and re.match(r"(?:改革|规划|草原|信息化|旅游|湖泊|城乡|技术|社会保障|移民)", right)
    )


def _separable(text: str, pieces: list[Span]) -> bool:
    """Whether every piece names somebody by itself, or is a sector that the last one completes."""
    names = [text[a:b] for a, b in pieces]
    if all(_LAST.search(name) and not _ONLY_LEVELS.fullmatch(name) for name in names):
        return True
    if all(re.search(r"[市县区旗州](?:人民政府|政府)?$", name) for name in names):
        return not any(_ONLY_LEVELS.fullmatch(name) for name in names)
    last = names[-1]
    sectors = re.search(r"(?:部门|法院|检察院?|公安|税务|银行|海关)$", last) and not re.match(
        r"各|有关|相关", last
    )
    return bool(sectors) and all(re.fullmatch(r"[\u4e00-\u9fff]{2,8}", n) for n in names[:-1])
