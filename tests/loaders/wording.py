"""What composed plans are worded with: bodies, responsibility clauses, sentences with facts.

Everything here is chosen by a `random.Random`, so that hypothesis can draw and shrink it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from tests.loaders.printed_numbers import han, printed

_T = TypeVar("_T")

_DEPARTMENTS = [
    "水利局",
    "水务局",
    "财政局",
    "自然资源局",
    "自然资源和规划局",
    "农业农村局",
    "林业局",
    "林业和草原局",
    "生态环境局",
    "住房城乡建设局",
    "发展改革委",
    "交通运输局",
    "公安局",
    "审计局",
    "教育局",
    "科技局",
    "文化和旅游局",
    "行政审批服务局",
    "市场监管局",
    "工业和信息化局",
    "人力资源社会保障局",
    "乡村振兴局",
    "统计局",
    "应急局",
    "气象局",
    "税务局",
    "法院",
    "检察院",
    "水文中心",
    "大数据局",
    "司法局",
    "委宣传部",
    "委组织部",
    "纪委监委",
    "园林绿化局",
    "水土保持局",
    "水土保持中心",
    "水务集团有限公司",
    "水土保持学会",
    "城市管理局",
    "能源局",
    "国资委",
]
_UNRANKED = ["高新区管委会", "经济技术开发区管委会", "国网供电公司"]
_CITY_GROUPS = (
    "各县（市、区）人民政府",
    "各县（市）区政府",
    "各县区人民政府",
    "各有关县（区）人民政府",
    "各县、市、区人民政府",
    "各县（市、区）党委和政府",
    "各区县（功能区）",
)
_COUNTY_GROUPS = (
    "各乡镇人民政府、街道办事处",
    "各镇（街道）",
    "各乡（镇）人民政府",
    "各乡镇人民政府",
    "各镇街",
)
_SHARED = (
    ("临江县", "望山县人民政府"),
    ("白石镇", "青溪镇人民政府"),
    ("东河区", "西河区", "南河区政府"),
)
#: L leads, R answers, C helps, S shares; T is a deadline. 等 leaves a list open.
FORMULAS = (
    "{R}负责",
    "{R}负责，{C}配合",
    "由{R}负责",
    "{L}牵头，{C}配合",
    "{L}牵头，{S}等按职责分工负责",
    "{L}牵头，{S}按职责分工负责",
    "{L}牵头负责，{S}按职责分工负责，{R}落实",
    "责任单位：{R}",
    "{S}按职责分工负责",
    "牵头单位：{L}；责任单位：{R}；配合单位：{C}",
    "责任分工：{L}牵头，{C}配合",
    "责任单位：{R}；完成时限：{T}",
    "责任单位：{R} 完成时限：{T}",
    "{L}牵头，{C}参与，{T}完成",
    "主办单位：{L}；协办单位：{C}；办结时限：{T}",
    "责任单位：{L}牵头，{S}等按职责分工负责",
    "责任部门：{R}，配合部门：{C}，完成时间：{T}",
    "牵头单位：{L} 配合单位：{C}",
    "{R}组织实施，{C}配合",
    "{L}牵头负责，{C}等配合",
    "{L}牵头、{C}配合",
    "{L}牵头，{S}分工负责",
    "{L}牵头；{C}配合",
    "牵头单位：{L}；责任单位：{R}等",
    "{R}负责落实，{C}支持",
    "{L}、{L2}共同牵头，{C}配合",
    "由{L}牵头，{R}具体落实",
    "各有关部门按职责分工负责",
)
_ROLES = {"L": "lead", "R": "responsible", "C": "cooperate", "S": "shared"}
BRACKETS = ("（）", "()", "〔〕", "【】", "[]")
_DATED = ("{y}年底前", "{y}年12月底前", "{y}年6月底前", "{y}年12月31日前")
_UNDATED = ("长期坚持", "持续推进", "{y}年12月", "{y}年底")


@dataclass(frozen=True, slots=True)
class Said:
    """A responsibility clause without brackets and what it says: (written, role) in order."""

    text: str
    named: tuple[tuple[str, str], ...]
    open_ended: bool
    deadline: str | None


@dataclass(frozen=True, slots=True)
class Goal:
    """A target as read; numbers as decimal strings, `most` the upper end of a range."""

    indicator: str
    value: str
    most: str | None
    unit: str
    comparator: str
    kind: str
    by: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence and the facts in it; duties are (bearer, modality), works (title, relation)."""

    text: str
    goals: tuple[Goal, ...] = ()
    duties: tuple[tuple[str, str], ...] = ()
    works: tuple[tuple[str, str], ...] = ()


class Bodies:
    """The bodies of one place: drawn without repetition until they run out."""

    def __init__(self, rnd: Random, rank: str) -> None:
        """`rank` is the word that bodies of the place begin with (市, 县, 州 …)."""
        groups = _COUNTY_GROUPS if rank in "县区旗" else _CITY_GROUPS
        self._rnd = rnd
        self._units: list[tuple[str, ...]] = [(f"{rank}{name}",) for name in _DEPARTMENTS]
        self._units += [*((name,) for name in (*_UNRANKED, *groups)), *_SHARED]

    def draw(self, number: int) -> list[tuple[str, ...]]:
        """Lists of names that stand side by side; only the last one of a list shares its end."""
        return self._rnd.sample(self._units, number)


def clause(rnd: Random, bodies: Bodies, year: int, formula: str) -> Said:
    """A clause in the wording of `formula`, bodies and deadline drawn."""
    slots = [slot for slot in ("L2", *_ROLES) if f"{{{slot}}}" in formula]
    drawn = iter(bodies.draw(4 * len(slots)))
    words: dict[str, str] = {}
    named: dict[str, list[str]] = {}
    for slot in slots:
        most = 1 if slot in ("L", "L2") else 4
        units = [next(drawn) for _ in range(rnd.randint(1, most))]
        named[slot] = [name for unit in units for name in unit]
        words[slot] = _listed(rnd, named[slot])
    deadline = None
    if "{T}" in formula:
        stock = _DATED if "{T}完成" in formula else (*_DATED, *_UNDATED)
        deadline = words["T"] = rnd.choice(stock).format(y=year + rnd.randint(1, 4))
    order = sorted(slots, key=lambda slot: formula.index(f"{{{slot}}}"))
    found = [(name, _ROLES[slot[0]]) for slot in order for name in named[slot]]
    if "{" not in formula:
        found = [("各有关部门", "shared")]
    return Said(formula.format(**words), tuple(found), "等" in formula, deadline)


def _listed(rnd: Random, names: Sequence[str]) -> str:
    *before, last = names
    if before and before[-1][-1] == last[-1] == "局" and rnd.random() < 0.15:
        return "、".join(before) + rnd.choice("和及与") + last
    return "、".join(names)


def goal(rnd: Random, year: int) -> Told:
    """A sentence with one target; `year` is the year of issue."""
    by = year + rnd.randint(1, 10)
    return rnd.choice((_rate, _amount, _each_year, _range, _limit, _change))(rnd, by)


def _rate(rnd: Random, by: int) -> Told:
    value = f"{rnd.randint(40, 98)}.{rnd.randint(1, 99)}".rstrip("0")
    name = rnd.choice(("水土保持率", "森林覆盖率", "林草覆盖率"))
    verb = rnd.choice(("提高到", "达到", "提升至", "稳定在"))
    before, after, sign = _compared(rnd)
    shown = printed(rnd, value, "%")
    text = f"到{by}年，{name}{verb}{before}{shown}{after}。"
    return Told(text, (Goal(name, value, None, "%", sign, "level", by),))


def _amount(rnd: Random, by: int) -> Told:
    value = str(rnd.randint(2, 4000))
    verb, name, unit = rnd.choice(
        (
            ("新增", "水土流失治理面积", "平方公里"),
            ("改造", "坡耕地", "万亩"),
            ("建成", "生态清洁小流域", "条"),
            ("除险加固", "病险淤地坝", "座"),
            ("新建", "监测站点", "处"),
            ("完成投资", "", "万元"),
        )
    )
    before, after, sign = _compared(rnd)
    opening = rnd.choice((f"到{by}年，", f"{by}年底前，", f"力争到{by}年，"))
    text = f"{opening}{verb}{name}{before}{printed(rnd, value, unit)}{after}。"
    return Told(text, (Goal(name or "投资", value, None, unit, sign, "increment", by),))


def _each_year(rnd: Random, _: int) -> Told:
    value = str(rnd.randint(2, 900))
    often = rnd.choice(("每年", "年均"))
    before, after, sign = _compared(rnd)
    text = f"{often}治理水土流失面积{before}{printed(rnd, value, '公顷')}{after}。"
    return Told(text, (Goal("水土流失面积", value, None, "公顷", sign, "each_year", None),))


def _range(rnd: Random, by: int) -> Told:
    least = rnd.randint(2, 40)
    most = least + rnd.randint(1, 20)
    dash = rnd.choice(("—", "-", "～", "至", "到"))
    text = f"到{by}年，打造精品小流域{least}{dash}{most}条。"
    goal = Goal("精品小流域", str(least), str(most), "条", "range", "increment", by)
    return Told(text, (goal,))


def _limit(rnd: Random, by: int) -> Told:
    value = str(rnd.randint(2, 900))
    text = f"到{by}年，人为水土流失面积控制在{printed(rnd, value, '平方公里')}以内。"
    return Told(text, (Goal("人为水土流失面积", value, None, "平方公里", "<=", "level", by),))


def _change(rnd: Random, by: int) -> Told:
    value, base = f"{rnd.randint(1, 9)}.{rnd.randint(1, 9)}", by - rnd.randint(4, 14)
    text = f"到{by}年，水土保持率{rnd.choice('较比')}{base}年提高{value}个百分点。"
    return Told(text, (Goal("水土保持率", value, None, "个百分点", "=", "increment", by),))


def _compared(rnd: Random) -> tuple[str, str, str]:
    return rnd.choice(
        (
            ("", "", "="),
            ("", "以上", ">="),
            ("不低于", "", ">="),
            ("不少于", "", ">="),
            ("至少", "", ">="),
            ("超过", "", ">"),
            ("", "左右", "~"),
        )
    )


def duty(rnd: Random) -> Told:
    """A sentence that puts a duty on somebody."""
    text, bearer, modality = rnd.choice(
        (
            ("生产建设单位应当依法编报水土保持方案。", "生产建设单位", "must"),
            ("水行政主管部门要加强日常巡查。", "水行政主管部门", "must"),
            ("生产建设单位不得擅自变更水土保持措施。", "生产建设单位", "must_not"),
            ("财政部门要足额安排治理资金。", "财政部门", "must"),
        )
    )
    return Told(text, duties=((bearer, modality),))


def works(rnd: Random, year: int) -> list[Told]:
    """Sentences that each cite or order another work, in any order."""
    number = han(rnd.randint(1, 20))
    found = [
        ("严格执行《中华人民共和国水土保持法》。", "中华人民共和国水土保持法", "basis"),
        (f"按照《第{number}轮生态治理规划》推进实施。", f"第{number}轮生态治理规划", "basis"),
        ("修订《水土流失防治办法》。", "水土流失防治办法", "formulate"),
        (f"印发《{year + 1}年坡地改造工作方案》。", f"{year + 1}年坡地改造工作方案", "formulate"),
    ]
    rnd.shuffle(found)
    return [Told(text, works=((title, relation),)) for text, title, relation in found]
