"""Numbers that are no targets: limits of applicability, sizes, payments, counts in passing."""

from __future__ import annotations

import re

from loaders.extract.goal_words import (
    ANY_INCREMENT,
    COMPARED,
    SUFFIX,
    Around,
    ends_in_level,
    names_amount,
)
from loaders.extract.lexicon import alternatives, words
from loaders.extract.numbers import Quantity


def _listed(kind: str) -> str:
    return alternatives(words("target_limits", "word", kind))


_DONE = "完成|建成|治理|达|投入|新增|改造|建|实现|形成|创建|安排|下达|培育|有[^关]"
_REACHED = rf"已经?(?:累计|全面|基本)?(?:{_DONE})"
_ROUTINE = re.compile(
    r"每年\d{1,2}月|(?:每个?|按)(?:月|季度?|周|日|天|旬|半年|半个月|[两二三四五2-5]年|逢|次)|旬不|月均|日均|天不"
)
_PAST = re.compile(
    rf"{_REACHED}|已经?[由从降提下上增]|完成了|建成了|仍有|尚有|尚存|还有|目前|现状|去年|上一?年|以来|近[十几两三五]*年|历年"
    r"|现有(?=[^，；]{0,14}\Z)(?![^，；]*基础上)|共有(?=[^，；]{0,10}\Z)|原有(?=[^，；]{0,10}\Z)"
)
_PAST_ONWARD = re.compile(
    rf"{_REACHED}|以来|近[十几两三五]*年|历年|截[至止]目前|去年|上一?年[底末同]"
)
_DAYS = re.compile(r"天数|日数")
_SIZE_AHEAD = re.compile(r"[\u4e00-\u9fff]{2,12}[\d一二两三四五六七八九十]")
_SLOGAN = re.compile(r"(?:[一二两三四五六七八九十\d]个|连续)\Z")
_COMPARED_AT_END = re.compile(rf"{COMPARED}\Z")
_OPEN_ONLY = re.compile(
    r"(?:力争|确保|使|实现|推动|全[市县省区州盟旗]|基本|至少|约|[，、]|不低于|不少于)*"
)
_MEMBERS = re.compile(r"的?[^，；。]{1,16}(?:完成|达到|实现|建成|通过|得到|创成)")
_BASE_AHEAD = re.compile(r"[^，；。]{0,6}的?基础上")
_FROM = re.compile(r"(?:由|从)[^，；、]{0,16}\Z")
_ONWARD = re.compile(r"[^，；]{0,14}(?:提高|提升|增加|增长|上升|扩大|增至|升至|下降|降|减)")
_APPLIES_AT_END = re.compile(
    rf"{_listed('applicability')}(?:[^，；、\d]{{0,4}}(?:在|达到|超过|为|大于|满|达))?{COMPARED}?\Z"
)
_DIMENSION = re.compile(_listed("dimension"))
#: 处以上 behind a number is the measure word 处, not a fine.
_PENALTY = re.compile(rf"(?!处以[上下内]){_listed('penalty')}")
_FUNDED = re.compile(r"每年|安排|设立|投入|统筹|筹集|整合")
_ABSTRACT = re.compile(_listed("abstract"))
_OBJECT_AHEAD = re.compile(rf"的?[^，；。、]{{0,14}}{_listed('object')}")
_RELATIVE = re.compile(rf"[^，；。]{{0,24}}的[^，；。、]{{0,12}}{_listed('object')}")
_INVESTED = re.compile(r"投资(?:规模|总?额)?\Z")
#: Who has done so much may do something: 治理500亩以上的家庭农场.
_PARTY_AHEAD = re.compile(r"的[^，。；、]{0,10}(?:农场|合作社|主体|大户|农户|企业|单位|个人|组织)")
_GIVEN = re.compile(r"[对凡][^，；]*(?:[低高大小多少]于|超过|不足|达到)\Z")
_GIVEN_AHEAD = re.compile(r"的(?!比例|目标|标准|要求|速度|幅度)")
_SPACE_AHEAD = re.compile(r"(?:范围|以内|之内|内|以外|外|见|高程|水位|等高|半径|宽|深|高|厚|长的)")
_BASIS = re.compile(
    r"[^，；。]{0,16}为(?:骨干|主|重点|核心|抓手|轴|单元|基础|载体|目标|依托|支撑|中心|龙头)"
)
#: What things cost, and how exact figures are (每公斤不低于4元的保护价, 0.1个百分点以内的误差).
_PRICE = re.compile(r"的?[^，；。]{0,6}(?:[护购单]价|价格|误差)")
_PARTS = re.compile(r"[\u4e00-\u9fff]{0,6}(?:行动|任务|举措|制度|机制|要求)(?=[^\u4e00-\u9fff]|\Z)")
_URGED = re.compile(r"推动|引导|支持|组织|指导|督促|推进|统筹")
_SOME = re.compile(r"(?:等|这|上述|以下|下列|其他|全部|前)\Z")
_ONE_MEANT = re.compile(rf"{COMPARED}|每年")


def is_past(clause: str) -> bool:
    """Whether a clause reports what has been reached."""
    return bool(_PAST.search(clause))


def carries_past(clause: str) -> bool:
    """Whether a clause makes the clauses after it reports, too (近十年来，…)."""
    return bool(_PAST_ONWARD.search(clause))


def is_share_of_members(quantity: Quantity, around: Around) -> bool:
    """Whether a rate opens the clause and says how many of some bodies do something."""
    if quantity.kind != "ratio" or not _OPEN_ONLY.fullmatch(around.item):
        return False
    suffix = SUFFIX.match(around.after)
    return bool(_MEMBERS.match(around.after, suffix.end() if suffix else 0))


def is_limit(quantity: Quantity, around: Around) -> bool:
    """Whether a number only says what a rule applies to, how big a thing is, or what is paid."""
    if is_share_of_members(quantity, around):
        return False
    suffix = SUFFIX.match(around.after)
    after = around.after[suffix.end() :] if suffix else around.after
    return (
        bool(_ROUTINE.search(around.clause if quantity.kind == "count" else around.item))
        or _is_size(quantity, around, after, bool(suffix))
        or _is_payment(quantity, around, after)
        or _is_condition(around, after, bool(suffix))
        or bool(_PRICE.match(after))
    )


def _is_size(quantity: Quantity, around: Around, after: str, bounded: bool) -> bool:
    """Width, distance, duration, or the size of things that are counted behind it."""
    if quantity.kind == "days" and not _DAYS.search(around.item):
        return True
    if quantity.kind != "money" and _DIMENSION.search(around.item):
        return "平均" not in around.item or not ends_in_level(around.item)
    if quantity.kind == "length" and _SPACE_AHEAD.match(around.after):
        return True
    sized = (bounded or after.startswith("的")) and _SIZE_AHEAD.match(after)
    return bool(sized) and not ends_in_level(around.item)


def _is_payment(quantity: Quantity, around: Around, after: str) -> bool:
    """Fines, rewards, rates of charge and who bears which part of a cost."""
    if quantity.kind == "money" and around.item.endswith(("处", "处以", "罚款")):
        return True
    if quantity.kind == "money" and _PENALTY.match(after) and not _FUNDED.search(around.clause):
        return True
    if quantity.kind not in ("money", "ratio", "rate"):
        return False
    return bool(_PENALTY.search(around.clause)) and not _FUNDED.search(around.clause)


def _is_condition(around: Around, after: str, bounded: bool) -> bool:
    """A threshold that projects, plots or works must reach for a rule to apply to them."""
    if _APPLIES_AT_END.search(around.item) and (bounded or "的" in after or "超过" in around.item):
        return True
    if after == "的" and (bounded or _COMPARED_AT_END.search(around.item)):
        return True
    if _GIVEN.search(around.item) and _GIVEN_AHEAD.match(after):
        return True
    if bounded and names_amount(around.item) and _RELATIVE.match(after):
        return True
    if bounded and _PARTY_AHEAD.match(after):
        return True
    item = _INVESTED.sub("", _COMPARED_AT_END.sub("", around.item))
    if ANY_INCREMENT.search(item[-4:]):
        return False
    if bounded and (_OBJECT_AHEAD.match(after) or _RELATIVE.match(after)):
        return True
    return after.startswith("的") and bool(_OBJECT_AHEAD.match(after))


def is_origin(around: Around) -> bool:
    """Whether the number is where a change starts from (由80%提高到…)."""
    if _BASE_AHEAD.match(around.after):
        return True
    return bool(_FROM.search(around.item) and _ONWARD.match(around.after))


def _heads_plan(quantity: Quantity, around: Around) -> bool:
    """Whether the number counts the parts of a plan itself (实施七项治理行动)."""
    return quantity.unit == "项" and bool(_PARTS.match(around.after))


def is_loose(quantity: Quantity, around: Around) -> bool:
    """Whether a number merely counts in passing (三个阶段, 等3个县, 六个百分之百)."""
    if is_origin(around) or _SLOGAN.search(around.item):
        return True
    if quantity.kind != "count":
        return False
    if _BASIS.match(around.after) or _ABSTRACT.match(around.after) or _heads_plan(quantity, around):
        return True
    if quantity.unit == "批" and quantity.chinese:
        return True
    if _SOME.search(around.item):
        return not ANY_INCREMENT.search(_URGED.sub("", around.item))
    single = quantity.chinese and quantity.value == 1
    return single and not _ONE_MEANT.search(around.clause) and not around.after.startswith("以上")
