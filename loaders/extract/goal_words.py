"""What words around a number say: comparator, kind of target, and whether it is one at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.extract.lexicon import alternatives, words
from loaders.extract.numbers import Quantity

_LEVEL = alternatives(words("goal_verbs", "verb", "level"))
_DELTA = alternatives(words("goal_verbs", "verb", "delta"))
#: An act says what is counted and stays in its name (接待研学3万人次); the rest only add.
_DOING = words("goal_verbs", "verb", "increment") + words("goal_verbs", "verb", "act")
_INCREMENT = alternatives(tuple(sorted(_DOING, key=lambda verb: (-len(verb), verb))))
#: Verbs that no name holds (建 opens 建平县).
_LONG = alternatives(
    tuple(verb for verb in words("goal_verbs", "verb", "increment") if len(verb) > 1)
)
_AT_LEAST = r"(?:不得?低于|不得?少于|不得?小于|至少|最低|≥|不下于)"
_MORE = r"(?:超过|突破|大于|高于|多于|超|>)"
_AT_MOST = r"(?:不得?超过|不得?高于|不得?大于|不得?多于|至多|最多|≤|控制[在到])"
_LESS = r"(?:低于|小于|少于|<)"
_ABOUT = r"(?:大约|约为?|近|大致|左右)"
COMPARED = rf"(?:{_AT_LEAST}|{_AT_MOST}|{_MORE}|{_LESS}|{_ABOUT})"
_LEFT = (
    (">=", re.compile(rf"{_AT_LEAST}(?:于|为|有|要|应|需)?[^，；、\d]{{0,16}}\Z")),
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
_AREA_COMPARED = re.compile(rf"(?:面积|数量|规模){_MORE}\Z")
_STATED = re.compile(rf"{_INCREMENT}|{_DELTA}|{COMPARED}")
_OPENING = re.compile(
    rf"(?:力争|确保|全[市县省区州盟旗]|累计|共|[，、])*(?:{_LONG}|{_DELTA})"
    r"(?!用地|单位|项目|标准|率|性|站|点|区|量|体系|设施|措施|程度|度)"
)
EACH = re.compile(
    r"(?:\A|可|均|实现)年(?=减少|增加|新增|增收|增产|节|完成|治理|处理)|每年|年均|逐年|每个年度|每年度|按年"
)
IN_TURN = re.compile(r"分别")
EACH_LISTED = re.compile(r"各(?![县市区乡镇级有类])|分别")
_STOCK = re.compile(r"总数|总量|总面积|总规模|总长|总里程|保有量|存量|保有")
_ADDED = re.compile(r"累计|新增|新建|新修|完成|建成")
_AMOUNTS = ("count", "area", "length", "volume", "money")
_BARE_NOUN = re.compile(r"[、，和及]?(?:[^\W\d_在对为占由从以每的是有等距共达超]){2,14}")
_INDICATOR_END = re.compile(r"(?:率|度|比例|比重|占比|系数|指数|水平|面)(?:（[^）]*）)?[为在]?\Z")
_AMOUNT_END = re.compile(r"(?:面积|数量|规模|总量|长度|里程|资金|投资|经费|总数|任务|量)\Z")
_PLACED = re.compile(r"(?:在|以|由|围绕|针对|按照?|从|依托|对|将|把|于)[^，]*\Z")
_TREATED = re.compile(
    r"[^，；。]{0,20}(?:进行|实施|开展|完成|予以|推进)?[^，；。]{0,6}"
    r"(?:治理|除险加固|改造|整治|修复|建设|维修|提升)"
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
            about = notation == "<=" and around.after.startswith(("左右", "上下"))
            return "~" if about else notation
    suffix = SUFFIX.match(around.after)
    if suffix:
        return _RIGHT.get(suffix[0].lstrip("及或"), "=")
    if quantity.more:
        return ">"
    return "~" if _LEFT[-1][1].search(around.item) else "="


def kind(quantity: Quantity, around: Around, spans_years: bool, yearly: bool) -> str:
    """The kind of target: level, increment or each_year (see the reference conventions).

    `spans_years` says that a first year is given, `yearly` that the sentence opened with 每年.
    """
    if yearly or EACH.search(around.clause) or around.after.startswith(("/年", "每年")):
        return "each_year"
    if quantity.kind == "points" or ends_in_delta(around):
        return "increment"
    if quantity.kind in ("ratio", "rate", "none") or _STOCK.search(around.item):
        return "level"
    opens = _OPENING.match(around.item)
    if "累计" in around.clause and "新增" not in around.clause:
        return "increment" if spans_years else "level"
    if "全年" in around.clause:
        return "increment"
    if comparator(quantity, around) in ("<=", "<"):
        return "level"
    reached = _LEVEL_AT_END.search(around.item) or _AREA_COMPARED.search(around.item)
    if reached:
        return "increment" if opens and opens.end() <= reached.start() else "level"
    if _ANY_LEVEL.search(around.item) and not ANY_INCREMENT.search(around.clause):
        return "level"
    return "increment"


def ends_in_delta(around: Around) -> bool:
    """Whether the words right before the number speak of a change (提高, 下降)."""
    return bool(_DELTA_AT_END.search(around.item)) and not _LEVEL_AT_END.search(around.item)


def ends_in_level(item: str) -> bool:
    """Whether the words right before the number speak of a state reached (达到, 稳定在)."""
    return bool(_LEVEL_AT_END.search(item))


def says_kind(item: str) -> bool:
    """Whether a share says by itself if it is a state reached or an amount added."""
    return bool(_ADDED.search(item) or _STOCK.search(item)) or ends_in_level(item)


def names_amount(item: str) -> bool:
    """Whether the words before a number name an amount (面积, 投资)."""
    return bool(_AMOUNT_END.search(item))


def goes_on(quantity: Quantity, item: str) -> bool:
    """Whether bare words before a number go on a list of amounts (新建谷坊20座，沟头防护10处)."""
    return quantity.kind in _AMOUNTS and bool(_BARE_NOUN.fullmatch(item))


def speaks_of_goal(quantity: Quantity, around: Around, dated: bool) -> bool:
    """Whether the clause states a target: a verb or comparator, or a dated indicator."""
    before = around.clause
    if _PLACED.match(before) and not _STATED.search(before):
        if before[0] in "对将把":
            return bool(_TREATED.match(around.after))
        if not _ANY_LEVEL.search(before[1:]):
            return False
    if ANY_INCREMENT.search(before) or _LEVEL_AT_END.search(around.item):
        return True
    mark = comparator(quantity, around)
    if mark == "~" and (dated or EACH.search(before)):
        return True
    if mark not in ("=", "~", "range") and not (mark == ">" and quantity.more):
        return True
    if quantity.kind in ("ratio", "points", "none") and _INDICATOR_END.search(around.item):
        return True
    return dated and bool(_AMOUNT_END.search(around.item) or _INDICATOR_END.search(around.item))


def is_increment_name(name: str) -> bool:
    """Whether an indicator's own words speak of work done (治理面积, 新建淤地坝)."""
    return bool(ANY_INCREMENT.search(name)) and not name.endswith(("率", "度", "保有量"))
