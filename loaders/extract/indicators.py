"""What a target counts or measures, in the document's words, and for which place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.extract.goal_words import COMPARED, SUFFIX, Around
from loaders.extract.lexicon import alternatives, words
from loaders.extract.numbers import Quantity
from loaders.extract.scope import Context

#: A place's name as printed and its code, None where the jurisdiction does not know it.
Place = tuple[str, str | None]

_LEVEL = alternatives(words("goal_verbs", "verb", "level"))
_DELTA = alternatives(words("goal_verbs", "verb", "delta"))
_INCREMENT = alternatives(
    tuple(verb for verb in words("goal_verbs", "verb", "increment") if len(verb) > 1)
)
_WHOLE = (
    r"(?:全[市县区省州盟旗域]|我[市县省区州]|[市县]域|本[市县区]|辖区内?|各[县市区][^，]{0,6}?)"
)
_HEAD = re.compile(
    rf"(?:目前|（[一二三四五六七八九十\d]{{1,2}}）|\d{{1,2}}[.．、](?!\d)|[一二三四五六七八九十]是|[①-⑳]|其中|重点安排|包括|同时|[，、；：\s]|并且?|以及|及|和(?![\u4e00-\u9fff]{{0,2}}[县市])|与|使得?|{_WHOLE}|力争|确保|努力|争取使|推动"
    r"|促进|要|应|须|到时|届时|累计|总共|合计|每年|年均|年度|平均|力求|基本|提前|再(?!生)|共|约|至少"
    r"|各(?![级县市区地类项])|分别|重点(?!区|地|流|工|项|县|治)|计划"
    r"|(?:省|市|县|区|州|盟)(?:本?级)?财政|地区财政|[省市县区州盟]本级|用于|用(?!水|地|电|途|户)|当年|同步|依次|规划(?!区)|拟|的)+"
)
_VERBS = re.compile(
    rf"(?:关停并|新建[和及]|新修[和及]|集中|统筹|高标准(?={_INCREMENT})|全面|加快|有序|逐步|滚动|共"
    rf"|再(?!生)|{_DELTA}|{_INCREMENT}(?:[和及、并]{_INCREMENT})?)"
    r"(?!区|率|度|性|面积|用地|项目|单位|量|任务|标准|站|点|措施|程度|数据|设施)"
)
_NOT_VERB = re.compile(
    rf"建设用地|覆盖面|造林|种草|植树|培训|投资{COMPARED}?\Z|退[耕牧]|(?:奖补|配套|扶持|支持|引导)资金"
)
_TAIL = re.compile(
    rf"(?:(?:提前)?达到(?:国家|省)[^，]{{0,12}}|(?<!水土){_LEVEL}|{COMPARED}|{_DELTA}(?:幅度)?了?|累计|合计|共计|共|总数|分别|原则上|召开|基础上|逐年|(?<![亩人户年])均|力争|每年|年均|再|约|为|达"
    r"|要|应|须|全部|各|在|[，、：（\s]|完成|(?<!综合)治理$|较|新建|建成|建设$|安排|达到|的|目标值?)+\Z"
)
_STOP = re.compile(
    r"[，、；。：（）的\n\t\d]|并|以上|左右|(?<=..)(?:实施|进行|开展|用于|得到|纳入|全部|达到|通过|予以)"
)
#: What a thing extends to is no part of its name (2次覆盖全市的遥感监管), how big it is may be.
_HANDLED = re.compile(r"全部|进行|予以|得到|用于|分解|纳入|列入|落实|作为")
_COVERING = re.compile(r"全?覆盖")
_SIZED = re.compile(r"[\d百千万十]{1,6}[\u4e00-\u9fff]{1,4}以[上下]")
_TASK = re.compile(r"(?:(?:建设|治理|改造)?任务|目标|(?<=.{4})建设)\Z")
_PLACE_END = re.compile(r"(?:自治[县州旗]|县|区|市|旗|镇|乡|州|盟|街道|林[区场]|农场|管委会)")
_KIND = (
    r"重点|重要|主要|[大中小]型|中小|各|治理|项目|示范|国有|集体|生态|清洁|小流域|有关|该"
    r"|黑臭|骨干|农村"
)
_SHARE = re.compile(
    r"(?:[\u4e00-\u9fff]{1,8}(?:县|区|市|旗|镇|乡|州|盟|街道|林场|农场|管委会)"
    rf"|(?![^，、]{{0,4}}(?:{_KIND}))[\u4e00-\u9fff]{{1,4}}(?:流域|水库|[江河湖]))\Z"
)
_LIST_AHEAD = re.compile(r"[、和及与](?!周边)|等(?!地)")
_AMOUNT = re.compile(r"(?:面积|数量|资金|投资|经费)\Z")
_MARK = re.compile(
    r"(?:第[一二三四五六七八九十百零\d]{1,4}条|（[一二三四五六七八九十\d]{1,4}）"
    r"|[一二三四五六七八九十\d]{1,3}[、.．]|[①-⑳])\s*"
)
_OBJECT = re.compile(
    r"[对把将](?:[^，。；]{0,30}?(?:等地?|以上|以下))?([\u4e00-\u9fff]{2,15}?)(?:逐|优先|进行|实施|开展|予以|全面|分|列入|纳入)"
)
_FOREGOING = re.compile(
    rf"^(?:(?:[对在将把向]|由|通过)[^，]{{0,40}}?(?:每年|年均|(?={_INCREMENT}))"
    r"|[^，]{2,24}?(?=(?:完成|建成|实施)(?!率|比|情况|任务|后|的|区|程度|方案|面积))"
    rf"|[^，]{{0,24}}?(?:每年|年均)(?={_VERBS.pattern})|[^，]{{0,8}}财政(?:资金)?)"
)
#: What comes before the rate itself (市县两级每年检查率), what it is a part of (不少于总分的).
_YEARLY = re.compile(r"^[^，]{0,16}?(?:每年|年均)(?=[^，]{2,12}[率度例])")
_PARTED = re.compile(rf"{COMPARED}[^，；]{{2,12}}的\Z")
#: A share of things that something is done to (按不低于20%的比例开展抽查).
_SHARE_DONE = re.compile(
    r"的?比例(?:随机|组织|统一)*(?:开展|进行|实施|组织|安排)([\u4e00-\u9fff]{2,12}?)(?=[，；。（]|\Z)"
)
_TIMES = ("次", "轮", "遍", "场次", "场", "批次", "轮次")
_ACT_NAME = re.compile(
    r"(?:封山|封育|封禁|抚育|造林|种草|退耕|禁牧|轮牧|巡护|植树|绿化)(?:[\u4e00-\u9fff]{2})?(?=\Z|"
    rf"{COMPARED}|[约共])"
)
_GENERIC = re.compile(r"(?:组织|开展|实施|完成|进行|集中|要|应|须)+")
_GRADE = re.compile(r"(?:国家|省|部|市|县|州|区)级")
_FUNDS = re.compile(
    r"(?:[省市县区州盟]|地区)(?:本?级)?财政[^，]{0,2}(?:资金|投入|投资|经费)(?=年均|每年|累计|合计|"
    rf"{COMPARED}|\Z)"
)
_BARE_FUNDS = re.compile(r"(?:资金|投入|投资|经费)?")
_USED = re.compile(r"(.{2,20}?)(?:用于|占).{0,20}比例\Z")
_OBJECT_NAME = re.compile(r"[\u4e00-\u9fff]{2,15}")
_SOFT = re.compile(
    r"(?:加强|强化|提升|深化|大力|加快|抓好|扎实|积极|推行|聚焦|支持|鼓励|持续|稳步|深入|科学)+"
)
_AROUND = re.compile(
    r"^(?:境内|范围内|辖区内?|一带|干流|沿线|沿岸|两岸|[上中下]游|库周|及?周边|段)+"
)
_AIM = re.compile(r"\A(?:将|把|实现|完成|提高|提升|使|推进|降低|新增(?=.{0,20}面积))+")
_TURN = re.compile(r"分别|各(?![县市区乡镇级有类])|(?<![年人亩户平])均(?=达|为|不|在|超|稳|保)")
#: A named region that opens the clause (子午岭林区), but no kind of region (重点流域, 小流域).
_REGION = re.compile(
    r"(?:[\u4e00-\u9fff]{2,5}?(?:林区|库区|山区|湖区|灌区|流域)|[东南西北中]部[\u4e00-\u9fff]{1,3}区|中心城区|主城区)(?=[^，、]{2})"
)
#: Names that may also be what is worked on (病险水库); places where an act or a rate follows.
_SITE = re.compile(
    r"(?:(?:[\u4e00-\u9fff]{2,4}、){0,3}[\u4e00-\u9fff]{2,5}?(?:片区|矿区)"
    r"|[\u4e00-\u9fff]{2,6}?(?:水库|林场|高原|地区|保护区|源头?区)"
    r"|[\u4e00-\u9fff]{2,3}?(?:(?<!乡)镇|乡(?!镇)|街道)"
    r"|[\u4e00-\u9fff]{1,3}?[江河湖](?=干流|沿线|沿岸|两岸))"
    r"(?=(?:干流|沿线|沿岸|两岸|库周|周边|及周边|范围内|境内|[上中下]游)*(?:全面|累计)?"
    rf"(?:(?!除险|加固|清淤|维修|推进|统筹)(?:{_INCREMENT})|水土|植被|林草|森林|表土))"
)
_TOWNSHIP = re.compile(r"[\u4e00-\u9fff]{2,4}(?:(?<!乡)镇|乡|街道)")
_NO_SITE = re.compile(
    rf"^自然|[一二两三四五六七八九十]个|等|{_KIND}|干旱|贫困|丘陵|山丘|沙化|石漠|流失|严重|适宜|水源|病险|历史|废弃"
)
_TREND = re.compile(
    r"([\u4e00-\u9fff]{2,16}(?:率|度|面积|比例|数量))(?:逐年|持续|稳步|不断|进一步|明显|显著|大幅)*"
    r"(?:提升|提高|上升|下降|增加|减少|改善)[，：]\Z"
)
_RATE = re.compile(r"[率度]\Z|比例\Z|占比\Z")
#: The 和 of 民和县 joins nothing.
_AND = re.compile(r"[、及与]|(?<=[\u4e00-\u9fff]{2})和(?![县市])")
#: 8平方公里和平遥县7平方公里: the next figure's words.
_GOES_ON = re.compile(r"[和及与][\u4e00-\u9fff]{1,12}\d")
_GENERAL = re.compile(r"示范|重点|试点|级|各|每|创建|建设|全[市县区]|乡镇")
_BARE_RATE = re.compile(r".{0,3}率\Z")


def place_ahead(words_: str, context: Context, share: bool) -> tuple[str, str | None, int] | None:
    """The place that opens the words: its name, its code, and the length of the name.

    The longest beginning that the jurisdiction knows wins; in a `share` (其中…) a name that is
    nothing but a place name counts also where it is not known, as with townships.
    """
    ends = [match.end() for match in _PLACE_END.finditer(words_[:14])]
    for start in (0, 1) if words_.startswith("和") else (0,):  # 和顺县, 和乙县
        for end in reversed(ends):
            code = _division(words_[start:end], context)
            if code is not None:
                return words_[start:end], code, end
    region = _REGION.match(words_) or _SITE.match(words_)
    if region and not _NO_SITE.search(region[0]):
        return region[0], context.resolve(region[0]), region.end()
    bare = re.sub(rf"{COMPARED}\Z", "", words_)
    if share and _SHARE.fullmatch(bare) and not _GENERAL.search(bare):
        return bare, None, len(bare)
    return None


def _division(name: str, context: Context) -> str | None:
    """The code of a division by its name, or by a short name with its rank (民和县)."""
    if len(name) < 2:
        return None
    short = name[:-1] if len(name) > 2 else ""
    return context.resolve(name) or (context.resolve(short) if short else None)


def opened(item: str) -> str:
    """The item's words without what only leads in (其中, 全市, 力争, 每年)."""
    match = _HEAD.match(item)
    return item[match.end() :] if match else item


def noun_behind(after: str) -> str:
    """The thing counted, where it stands behind the measure word; may be empty."""
    suffix = SUFFIX.match(after)
    rest = after[suffix.end() :] if suffix else after
    rest = rest.removeprefix("的")
    if _GOES_ON.match(rest) or _HANDLED.match(rest):
        return ""
    size = _SIZED.match(rest)
    stop = _STOP.search(rest, size.end() if size else 0)
    noun = rest[: stop.start()] if stop else rest
    if rest[len(noun) :].startswith("的") and (len(noun) < 2 or _COVERING.match(noun)):
        return noun_behind(rest[len(noun) + 1 :])
    return _TASK.sub("", noun) if len(noun) > 1 else ""


def noun_before(item: str, counted: bool = True) -> str:
    """The thing measured, where it stands before the number; may be empty.

    A rate keeps the verbs in its name (治理措施保存率); what is `counted` does not.
    """
    if not counted:
        words_ = _PARTED.sub("", _AIM.sub("", opened(item), count=1))
        return _TAIL.sub("", _YEARLY.sub("", words_))
    return _noun(_FOREGOING.sub("", opened(item))) or _noun(item)


def _noun(item: str) -> str:
    words_ = _stripped(item)
    words_ = _TAIL.sub("", words_)
    return _TASK.sub("", words_) if len(words_) > 4 else words_


def _stripped(item: str) -> str:
    """The words without openers and leading verbs of doing."""
    words_, previous = opened(item), None
    while previous != words_:
        previous = words_
        verb = None if _NOT_VERB.match(words_) else _VERBS.match(words_)
        if verb and len(words_) - verb.end() != 1:
            words_ = opened(words_[verb.end() :])
    return words_


def place_of(around: Around, context: Context, share: bool) -> Place | None:
    """The place that a quantity is set for, where its item or clause opens with one."""
    item = around.item
    for words_ in (opened(item), _stripped(item), opened(around.clause)):
        words_ = words_.removeprefix("在")
        found = place_ahead(words_, context, share)
        if found is not None and not _listed(words_, found[2], context):
            return found[:2]
        if share:
            share = False
            if len(opened(item)) > 1 and words_ is not item:
                continue
    return None


def _listed(words_: str, end: int, context: Context) -> bool:
    """Whether a place only begins a list: 甲县、乙县…, 甲县青石沟、乙县白石沟2处."""
    if _LIST_AHEAD.match(words_, end):
        return True
    others = re.split("[、和及]", words_[end:])[1:]
    return any(place_ahead(other, context, share=False) for other in others)


def is_elliptic(around: Around, own: Place | None) -> bool:
    """Whether the item names no indicator of its own."""
    words_ = noun_before(around.item)
    if own is not None:
        words_ = words_.removeprefix(own[0])
    return len(words_) < 2 and len(noun_behind(around.after)) < 2


def indicator(quantity: Quantity, around: Around, previous: str | None, own: Place | None) -> str:
    """The indicator's words; an ellipsis takes those of the target before it; may be empty."""
    counts = quantity.kind not in ("ratio", "points", "none", "rate")
    before = noun_before(around.item, counts)
    if own is not None and before.removeprefix("在").startswith(own[0]):
        rest = _AROUND.sub("", before.removeprefix("在")[len(own[0]) :])
        before = noun_before(rest, counts)
    behind = noun_behind(around.after) if counts else ""
    if len(behind) > 1 and not _AMOUNT.search(before):
        return behind
    special = _special(quantity, around, before)
    if special:
        return special
    if len(before) < 2 or (previous and _GRADE.fullmatch(before)):
        act = _named_act(around.item) if counts and len(behind) < 2 else None
        if act:
            return act
        used = _USED.match(previous) if previous and counts else None
        return (used[1] if used else previous) or behind or noun_behind(around.after)
    if previous and _BARE_RATE.match(before) and not previous.endswith("率"):
        return previous + before
    return before


def _named_act(item: str) -> str | None:
    """An act that names what is counted by itself (完成封育保护150万亩); else None."""
    found = _ACT_NAME.search(item)
    return found[0] if found else None


def _special(quantity: Quantity, around: Around, before: str) -> str | None:
    """What is done in a share or so many times, and money that a budget gives; else None."""
    if quantity.kind == "ratio":
        done = _SHARE_DONE.match(around.after)
        return done[1] if done else None
    if quantity.kind == "money" and _BARE_FUNDS.fullmatch(before):
        funds = _FUNDS.search(around.item)
        return funds[0] if funds else None
    if quantity.unit in _TIMES:
        words_ = opened(_FOREGOING.sub("", opened(around.item)))
        act = _TAIL.sub("", opened(words_))
        act = _GENERIC.sub("", act, count=1) if _GENERIC.match(act) else act
        return act if len(act) > 1 and not _noun(words_) else None
    return None


def trend_before(text: str) -> str | None:
    """The rate or amount whose course the clause before speaks of (覆盖率逐年提升，)."""
    match = _TREND.search(text[-40:])
    return match[1] if match else None


def fallback_indicator(text: str, item: str) -> str:
    """What an ellipsis without a target before it refers to: the object or title of the item.

    A verb that the clause before has, too, has its object there (退出种植，2025年退出2万亩).
    """
    clause = re.split(r"[，；：。\n]", text.rstrip("，；：（、 \n"))[-1]
    verb = _VERBS.match(opened(item))
    again = clause.rpartition(verb[0])[2] if verb and verb[0] in clause else ""
    if _OBJECT_NAME.fullmatch(again):
        return again
    objects = _OBJECT.findall(clause) or _OBJECT.findall(text)
    if objects:
        return str(objects[-1])
    clause = _FOREGOING.sub("", clause) if clause.startswith(("在", "通过", "由")) else clause
    opening = _SOFT.match(clause) or _VERBS.match(clause)
    if opening and not re.search(r"\d", clause):
        return noun_before(clause[opening.end() :]).removesuffix("建设")
    title = _MARK.sub("", text.lstrip().split("。")[0].split("\n")[0], count=1)
    title = _SOFT.sub("", re.split(r"[，\d]", title)[0], count=1)
    return noun_before(title).removesuffix("建设")[:20]


@dataclass(frozen=True, slots=True)
class Head:
    """One of several things or places that a clause gives values for in turn (分别)."""

    indicator: str
    place: str | None
    code: str | None


def split_heads(around: Around, count: int, share: bool, context: Context) -> tuple[Head, ...]:
    """The heads before 分别 or 各, one per value (`各`: one value for all); else empty."""
    match = _TURN.search(around.clause)
    if match is None:
        return ()
    listed = opened(around.clause[: match.start()]).removeprefix("在")
    parts = [part for part in _AND.split(listed) if part]
    if len(parts) < 2 or (match[0] == "分别" and len(parts) != count):
        return ()
    found = _listed_places(parts, share, context)
    if found:
        rest = parts[-1][found[-1][2] :]
        name = noun_before(rest) or noun_before(around.clause[match.end() :])
        return tuple(Head(name, place[0], place[1]) for place in found)
    if match[0] == "各" or (match[0] == "均" and not all(_RATE.search(part) for part in parts)):
        return ()
    return tuple(Head(noun_before(part) or part, None, None) for part in parts)


def _listed_places(
    parts: list[str], share: bool, context: Context
) -> list[tuple[str, str | None, int]]:
    """The places that open all parts of a list; else empty.

    One place that the jurisdiction knows makes the rest of its list places, too.
    """
    found = [place_ahead(part, context, share=False) for part in parts]
    if share or any(found):
        found = [
            place or place_ahead(part, context, share=True)
            for place, part in zip(found, parts, strict=True)
        ]
    elif all(_TOWNSHIP.fullmatch(part) for part in parts):
        return [(part, None, len(part)) for part in parts]
    places = [place for place in found if place]
    return places if len(places) == len(parts) else []
