"""What words around a number say: comparator, kind of target, and whether it is one at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.extract.lexicon import alternatives, words
from loaders.extract.numbers import Quantity

_LEVEL = alternatives(words("goal_verbs", "verb", "level"))
_DELTA = alternatives(words("goal_verbs", "verb", "delta"))
_INCREMENT = alternatives(words("goal_verbs", "verb", "increment"))
_AT_LEAST = r"(?:不得?低于|不得?少于|不得?小于|至少|最低|≥|不下于)"
_MORE = r"(?:超过|突破|大于|高于|多于|超|>)"
_AT_MOST = r"(?:不得?超过|不得?高于|不得?大于|不得?多于|至多|最多|≤|控制[在到]|压[减缩]到)"
_LESS = r"(?:低于|小于|少于|<)"
_ABOUT = r"(?:大约|约为?|近|大致|左右)"
COMPARED = rf"(?:{_AT_LEAST}|{_AT_MOST}|{_MORE}|{_LESS}|{_ABOUT})"
_LEFT = (
    (">=", re.compile(rf"{_AT_LEAST}(?:于|为|有|要|应|需)?[^，；、\d]{{0,8}}\Z")),
    ("<=", re.compile(rf"{_AT_MOST}[^，；、\d]{{0,4}}\Z")),
    (">", re.compile(rf"{_MORE}\Z")),
    ("<", re.compile(rf"{_LESS}\Z")),
    ("~", re.compile(rf"{_ABOUT}\Z")),
)
SUFFIX = re.compile(r"(?:[及或]?以上|[及或]?以下|以内|之内|之间|左右|上下)")
_RIGHT = {"以上": ">=", "以下": "<=", "以内": "<=", "之内": "<=", "左右": "~", "上下": "~"}
_LEVEL_AT_END = re.compile(rf"{_LEVEL}[了到]?(?:全国|全省|全市|国家|省定)?{COMPARED}?\Z")
_DELTA_AT_END = re.compile(rf"(?:{_DELTA}|增产)(?:幅度)?[了约近]?{COMPARED}?\Z")
_ANY_LEVEL = re.compile(rf"{_LEVEL}|{COMPARED}")
ANY_INCREMENT = re.compile(rf"{_INCREMENT}|{_DELTA}")
_OPENING = re.compile(rf"(?:{_INCREMENT}|{_DELTA})(?!用地|单位|项目|标准|率)")
EACH = re.compile(r"每年|年均|逐年|每个年度|每年度|按年")
IN_TURN = re.compile(r"分别")
EACH_LISTED = re.compile(r"各(?![县市区乡镇级有类])|分别")
_STOCK = re.compile(r"总数|总量|总面积|总规模|总长|总里程|保有量|存量|保有")
_ROUTINE = re.compile(
    r"(?:每个?|按)(?:月|季度?|周|日|天|旬|半年|半个月|[两二三四五2-5]年|逢|次)|旬不|月均|日均|天不"
)
_PAST = re.compile(
    r"已(?!有)|完成了|建成了|仍有|尚有|尚存|还有|目前|现状|去年|上一?年|以来|近[十几两三五]*年|历年|截[至止]"
    r"|现有(?=[^，；]{0,14}\Z)|共有(?=[^，；]{0,10}\Z)|原有(?=[^，；]{0,10}\Z)"
)
_PAST_ONWARD = re.compile(
    r"已(?!有|经市|经省|经县)|以来|近[十几两三五]*年|历年|截[至止]|去年|上一?年"
)
_DAYS = re.compile(r"天数|日数")
_SIZE_AHEAD = re.compile(r"[\u4e00-\u9fff]{2,12}[\d一二两三四五六七八九十]")
_SLOGAN = re.compile(r"[一二两三四五六七八九十\d]个\Z")
_COMPARED_AT_END = re.compile(rf"{COMPARED}\Z")
_MEMBERS = re.compile(r"的?[^，；。]{1,16}(?:完成|达到|实现|建成|通过|得到|创成)")
_FROM = re.compile(r"(?:由|从)[^，；、]{0,16}\Z")
_ONWARD = re.compile(r"[^，；]{0,14}(?:提高|提升|增加|增长|上升|扩大|增至|升至|下降|降|减)")
_APPLIES = alternatives(words("target_limits", "word", "applicability"))
_APPLIES_AT_END = re.compile(
    rf"{_APPLIES}(?:[^，；、\d]{{0,4}}(?:在|达到|超过|为|大于|满|达))?{COMPARED}?\Z"
)
_DIMENSION = re.compile(alternatives(words("target_limits", "word", "dimension")))
_PENALTY = re.compile(alternatives(words("target_limits", "word", "penalty")))
_ABSTRACT = re.compile(alternatives(words("target_limits", "word", "abstract")))
_OBJECT = alternatives(words("target_limits", "word", "object"))
_OBJECT_AHEAD = re.compile(rf"的?[^，；。、]{{0,14}}{_OBJECT}")
_RELATIVE = re.compile(rf"[^，；。]{{0,24}}的[^，；。、]{{0,12}}{_OBJECT}")
_SPACE_AHEAD = re.compile(r"(?:范围|以内|之内|内|以外|外|见|高程|水位|等高|半径|宽|深|高|厚|长的)")
_INDICATOR_END = re.compile(r"(?:率|度|比例|比重|占比|系数|指数|水平|面)(?:（[^）]*）)?[为在]?\Z")
_AMOUNT_END = re.compile(r"(?:面积|数量|规模|总量|长度|里程|资金|投资|经费|总数|任务|量)\Z")
_BASIS = re.compile(
    r"[^，；。]{0,16}为(?:骨干|主|重点|核心|抓手|轴|单元|基础|载体|目标|依托|支撑|中心|龙头)"
)
_SOME = re.compile(r"(?:等|这|上述|以下|下列|其他|全部|前)\Z")
_PLACED = re.compile(r"(?:在|以|由|围绕|针对|按照?|从|依托|对|将|把|于)[^，]*\Z")
_TREATED = re.compile(
    r"[^，；。]{0,20}(?:进行|实施|开展|完成|予以|推进)?[^，；。]{0,6}(?:治理|除险加固|改造|整治|修复|建设|维修|提升)"
)


@dataclass(frozen=True, slots=True)
class Around:
    """The words around a quantity.

    `item` reaches back to the quantity before it in its clause, `clause` to the clause's
    beginning; `after` runs on to the clause's end. Words for years are left out of `item`.
    """

    item: str
    clause: str
    after: str


def comparator(quantity: Quantity, around: Around) -> str:
    """The comparator's notation: what stands before the number, then what stands behind it."""
    if quantity.value_max is not None:
        return "range"
    for notation, pattern in _LEFT:
        if notation != "~" and pattern.search(around.item):
            return notation
    suffix = SUFFIX.match(around.after)
    if suffix:
        return _RIGHT.get(suffix[0].lstrip("及或"), "=")
    if quantity.more:
        return ">"
    return "~" if _LEFT[-1][1].search(around.item) else "="


def kind(quantity: Quantity, around: Around, spans_years: bool) -> str:
    """The kind of target: level, increment or each_year (see the reference conventions)."""
    if EACH.search(around.clause) or around.after.startswith(("/年", "每年")):
        return "each_year"
    if quantity.kind == "points" or (quantity.unit in ("番", "成") and ends_in_delta(around)):
        return "increment"
    if ends_in_delta(around):
        return "increment"
    if quantity.kind in ("ratio", "rate", "none") or _STOCK.search(around.item):
        return "level"
    opens = _OPENING.match(around.item)
    if "累计" in around.clause and not spans_years and "新增" not in around.clause:
        return "level"
    if _AT_MOST_VERB.search(around.item):
        return "level"
    if _LEVEL_AT_END.search(around.item):
        return "increment" if opens else "level"
    if _ANY_LEVEL.search(around.item) and not ANY_INCREMENT.search(around.clause):
        return "level"
    return "increment"


_AT_MOST_VERB = re.compile(r"控制[在到]?")


def ends_in_delta(around: Around) -> bool:
    """Whether the words right before the number speak of a change (提高, 下降)."""
    return bool(_DELTA_AT_END.search(around.item)) and not _LEVEL_AT_END.search(around.item)


def is_past(clause: str) -> bool:
    """Whether a clause reports what has been reached."""
    return bool(_PAST.search(clause))


def carries_past(clause: str) -> bool:
    """Whether a clause makes the clauses after it reports, too (近十年来，…)."""
    return bool(_PAST_ONWARD.search(clause))


def is_limit(quantity: Quantity, around: Around) -> bool:
    """Whether a number only says what a rule applies to, how wide a strip is, or what is paid."""
    suffix = SUFFIX.match(around.after)
    after = around.after[suffix.end() :] if suffix else around.after
    at_verb = bool(ANY_INCREMENT.search(_COMPARED_AT_END.sub("", around.item)[-4:]))
    if quantity.kind == "ratio" and not around.item.lstrip("力争确保使") and _MEMBERS.match(after):
        return False
    if _ROUTINE.search(around.clause) or quantity.kind == "days" and not _DAYS.search(around.item):
        return True
    if quantity.kind != "money" and _DIMENSION.search(around.item):
        return True
    sized = suffix or after.startswith("的")
    if sized and _SIZE_AHEAD.match(after) and not _LEVEL_AT_END.search(around.item):
        return True
    if _SLOGAN.search(around.item):
        return True
    if _APPLIES_AT_END.search(around.item) and (suffix or "的" in after or "超过" in around.item):
        return True
    if quantity.kind == "length" and _SPACE_AHEAD.match(around.after):
        return True
    if quantity.kind in ("money", "ratio", "rate") and _PENALTY.search(around.clause):
        return True
    if quantity.kind == "money" and _PENALTY.match(after):
        return True
    if suffix and not at_verb and (_OBJECT_AHEAD.match(after) or _RELATIVE.match(after)):
        return True
    return after.startswith("的") and not at_verb and bool(_OBJECT_AHEAD.match(after))


def is_origin(around: Around) -> bool:
    """Whether the number is where a change starts from (由80%提高到…)."""
    return bool(_FROM.search(around.item) and _ONWARD.match(around.after))


def is_loose(quantity: Quantity, around: Around) -> bool:
    """Whether a number merely counts in passing (三个阶段, 等3个县, 由5人组成)."""
    if is_origin(around):
        return True
    if quantity.kind != "count":
        return False
    if _BASIS.match(around.after) or _ABSTRACT.match(around.after) or _SOME.search(around.item):
        return not (_SOME.search(around.item) and ANY_INCREMENT.search(around.item))
    single = quantity.chinese and quantity.value == 1
    return (
        single
        and not re.search(rf"{COMPARED}|每年", around.clause)
        and not around.after[:2] == "以上"
    )


def names_amount(item: str) -> bool:
    """Whether the words before a number name an amount (面积, 投资)."""
    return bool(_AMOUNT_END.search(item))


def speaks_of_goal(quantity: Quantity, around: Around, dated: bool) -> bool:
    """Whether the clause states a target: a verb or comparator, or a dated indicator."""
    before = around.clause
    if _PLACED.match(before) and not re.search(rf"{ANY_INCREMENT.pattern}|{COMPARED}", before):
        if before[0] in "对将把":
            return bool(_TREATED.match(around.after))
        if not _ANY_LEVEL.search(before[1:]):
            return False
    if ANY_INCREMENT.search(before) or _LEVEL_AT_END.search(around.item):
        return True
    if re.search(COMPARED, around.item) or SUFFIX.match(around.after):
        return True
    if quantity.kind == "ratio" and _MEMBERS.match(around.after) and len(before) < 3:
        return True
    if quantity.kind in ("ratio", "points", "none") and _INDICATOR_END.search(around.item):
        return True
    return dated and bool(_AMOUNT_END.search(around.item) or _INDICATOR_END.search(around.item))


def is_increment_name(name: str) -> bool:
    """Whether an indicator's own words speak of work done (治理面积, 新建淤地坝)."""
    return bool(ANY_INCREMENT.search(name)) and not name.endswith(("率", "度", "保有量"))
