"""Whole plans composed from facts, so that what is read can be held against what was meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from ontology.divisions import Division, load_divisions
from tests.loaders.printed_numbers import han, han_date
from tests.loaders.wording import BRACKETS, FORMULAS, Bodies, Said, Told, clause, duty, goal, works

_RANKS = "市县区州盟旗"
_FORMS = ("实施方案", "工作方案", "行动计划", "实施意见")
_TITLES = (
    "强化水土流失源头预防",
    "推进坡耕地综合整治",
    "健全监测评价体系",
    "实施小流域治理",
    "从严管控人为流失",
    "推行信用监管",
    "提升科技支撑水平",
    "抓好宣传教育",
    "拓宽资金渠道",
    "保障淤地坝安全",
    "修复废弃矿山生态",
    "完善考核制度",
    "建设生态清洁河沟",
    "划定禁垦陡坡范围",
    "壮大基层队伍",
    "优化审批服务",
    "统筹城乡绿化",
    "守护饮用水源",
    "落实工程管护责任",
    "发展林下产业",
    "整治崩岗和侵蚀沟",
    "培育示范样板",
    "推动数据共享",
    "衔接行政执法与刑事司法",
)
_SECTIONS = (
    "加强预防保护",
    "严格依法监管",
    "加快治理步伐",
    "提升支撑能力",
    "健全工作机制",
    "强化组织保障",
    "夯实基层基础",
    "深化改革创新",
)
_SENTENCES = (
    "坚持因地制宜、分类施策，科学布设各项措施，做到应治尽治、治必见效。",
    "围绕重点区域和薄弱环节，逐项梳理问题，分步推进整改。",
    "把好项目准入关口，防止边治理边破坏，实现全过程闭环管理。",
    "结合乡村建设和产业发展，打造可复制、可推广的治理模式。",
    "综合运用卫星遥感、无人机和移动终端，及时发现并查处违法行为。",
    "采取封育、补植、改梯等措施，增强涵养水源能力。",
    "畅通群众反映问题的渠道，营造良好社会氛围。",
    "推动数据互联互通，避免重复建设，提高工作效率。",
)
#: First sentences of items without a title: too long and winding to be taken for one.
_OPENINGS = (
    "对新开工的项目，从选址、设计、施工到验收，都按最严的标准把关，对破坏地表的行为，一律依法从快查处，并举一反三，堵住漏洞。",
    "在河源、库区、陡坡和沟道集中的地方，以村组为单元，摸清底数，编好台账，排出先后，一块一块地治，一年一年地干，直到见效。",
    "凡是扰动地表、损坏植被的活动，无论大小，无论公私，都纳入统一的台账，定人、定时、定点查看，把问题消除在萌芽状态。",
)
#: Upper number style, middle one, lower one; "" where there is no such level.
_STYLES = (
    ("han", "", "paren"),
    ("han", "", "digit"),
    ("han", "paren", "digit"),
    ("chapter", "", "article"),
    ("", "", "digit"),
    ("", "", "han"),
    ("", "", "article"),
)


@dataclass(slots=True)
class Item:
    """A measure: its number path, title and every fact that was put into it."""

    path: str
    title: str | None
    value: int
    said: list[Said] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Head:
    """What head and foot say."""

    place: Division
    title: str
    number: str | None
    issuers: tuple[str, ...]
    date: str
    draft: bool


@dataclass(frozen=True, slots=True)
class Composed:
    """A document and what it states; `style` says how it was made, for messages."""

    text: str
    head: Head
    items: tuple[Item, ...]
    style: str


def places() -> list[Division]:
    """Prefectures and counties of today whose full name is theirs alone."""
    table = load_divisions()
    kept = []
    for division in table:
        known = {other.code for other in table.named(division.name)}
        plain = division.name[-1] in _RANKS and not division.name.endswith(("地区", "特区", "新区"))
        lasting = division.valid_from is None and division.valid_until is None
        if division.level != "province" and plain and lasting and len(known) == 1:
            kept.append(division)
    return kept


_PLACES = places()


def compose(rnd: Random) -> Composed:
    """A plan in one of many habits of drafting."""
    return _Composer(rnd).document()


class _Composer:
    """The habits of one document, held while it is written."""

    def __init__(self, rnd: Random) -> None:
        self.rnd = rnd
        self.place = rnd.choice(_PLACES)
        self.year = rnd.randint(2020, 2026)
        self.bodies = Bodies(rnd, self.place.name[-1])
        self.upper, self.middle, self.lower = rnd.choice(_STYLES)
        self.runs_on = self.lower == "article" or rnd.random() < 0.4
        article = self.lower == "article"
        self.titled = rnd.choice(("line", "none") if article else ("line", "sentence", "none"))
        self.where = rnd.choice(("end", "line", "section", "range", "table", "inside", "heading"))
        if not self.upper and self.where in ("section", "heading", "range"):
            self.where = "end"
        if self.titled == "none" and self.where == "table":
            self.titled = "none" if article else "sentence"
            self.where = "end" if article else "table"
        self.brackets = rnd.choice((*BRACKETS, "", ""))
        self.formulas = rnd.sample(FORMULAS, 3)
        self.titles = iter(rnd.sample(_TITLES, len(_TITLES)))
        # A work is read once in a document, where it is first named.
        self.works = works(rnd, self.year)
        self.count = 0

    def document(self) -> Composed:
        items: list[Item] = []
        lines = self._body(items)
        head = self._head()
        before, after = self._frame(head)
        table = self._table(items) if self.where == "table" else []
        style = (
            f"{self.upper}/{self.middle}/{self.lower} {self.titled} {self.where} {self.brackets}"
        )
        return Composed("\n".join([*before, *lines, *after, *table]), head, tuple(items), style)

    # ---------------------------------------------------------------- head and foot

    def _head(self) -> Head:
        rnd, name = self.rnd, self.place.name
        month, day = rnd.randint(1, 12), rnd.randint(1, 28)
        signs = ("人民政府", "人民政府办公室", "水利局", "财政局", "自然资源局", "农业农村局")
        issuers = tuple(f"{name}{sign}" for sign in rnd.sample(signs, rnd.choice((1, 1, 2, 3))))
        number = f"{name[:2]}政办发〔{self.year}〕{rnd.randint(1, 199)}号"
        title = f"{name}{rnd.choice(('加强', '推进'))}新时代水土保持工作{rnd.choice(_FORMS)}"
        if rnd.random() < 0.3:
            title = f"关于{title.removeprefix(name).replace('工作', '工作的')}"
        numbered = number if rnd.random() < 0.7 else None
        iso = f"{self.year}-{month:02}-{day:02}"
        return Head(self.place, title, numbered, issuers, iso, rnd.random() < 0.15)

    def _frame(self, head: Head) -> tuple[list[str], list[str]]:
        """The lines before the numbered body and behind it."""
        rnd = self.rnd
        year, month, day = (int(part) for part in head.date.split("-"))
        date = rnd.choice((f"{year}年{month}月{day}日", han_date(year, month, day)))
        signed = ["　　".join(head.issuers)] if rnd.random() < 0.4 else list(head.issuers)
        signature = [*signed, date]
        title = head.title + ("（征求意见稿）" if head.draft else "")
        number = [head.number] if head.number else []
        group = (
            "各乡镇人民政府，县直有关单位："
            if self.place.name[-1] == "县"
            else "各县（市、区）人民政府："
        )
        aim = "为做好新时代水土保持工作，推动绿色发展，制定本方案。"
        if rnd.random() < 0.5:
            notice = f"{self.place.name}人民政府关于印发《{head.title}》的通知"
            sent = f"《{head.title}》已经同意，现印发给你们，请认真贯彻执行。"
            return [notice, *number, group, sent, *signature, title, aim], []
        return [title, *number, aim], signature

    # ---------------------------------------------------------------- body

    def _body(self, items: list[Item]) -> list[str]:
        if not self.upper:
            return self._items("", items, self.rnd.randint(3, 6))
        lines: list[str] = []
        names = self.rnd.sample(_SECTIONS, self.rnd.randint(2, 4))
        first = 1
        if self.rnd.random() < 0.4:
            lines += self._general()
            first = 2
        for value, name in enumerate(names, start=first):
            lines += self._section(value, name, items)
        return lines

    def _general(self) -> list[str]:
        opening = "坚持绿色发展理念，统筹保护和治理，促进人与自然和谐共生。"
        if self.upper == "chapter":
            return ["第一章 总则", self._marker(self.lower, self._next()) + opening]
        return ["一、总体要求", opening]

    def _section(self, value: int, name: str, items: list[Item]) -> list[str]:
        path = f"第{han(value)}章" if self.upper == "chapter" else han(value)
        lines = [f"{path} {name}" if self.upper == "chapter" else f"{path}、{name}"]
        if not self.runs_on:
            self.count = 0
        if not self.middle:
            return self._group(lines, path, items)
        for number in range(1, self.rnd.randint(2, 3)):
            if not self.runs_on:
                self.count = 0
            heading = f"（{han(number)}）{self._subtitle(number)}"
            lines += self._group([heading], f"{path}/（{han(number)}）", items)
        return lines

    def _group(self, lines: list[str], path: str, items: list[Item]) -> list[str]:
        """A heading with the items right below it and the clause that they share, if any."""
        begin = len(items)
        said = self._clause() if self.where in ("section", "range", "heading") else None
        if self.where == "heading" and said:
            lines[-1] += f"（{said.text}）"
        lines += self._items(path, items, self.rnd.randint(2, 3 if self.middle else 4))
        if said:
            lines += self._shared(said, items[begin:])
        return lines

    def _subtitle(self, number: int) -> str:
        return ("明确工作重点", "细化工作举措")[number - 1]

    def _shared(self, said: Said, items: Sequence[Item]) -> list[str]:
        """A clause that several items share, and the line that it takes."""
        if self.where == "range":
            last = self.rnd.randint(2, len(items))
            for item in items[:last]:
                item.said.append(said)
            first, end = (self._named(items[n].value) for n in (0, last - 1))
            return [
                f"（第{first}至{end}项{'' if said.text.startswith('由') else '由'}{said.text}）"
            ]
        for item in items:
            item.said.append(said)
        return [self._bracketed(said.text, "（）")] if self.where == "section" else []

    def _named(self, value: int) -> str:
        return f"（{han(value)}）" if self.lower == "paren" else str(value)

    def _next(self) -> int:
        self.count += 1
        return self.count

    def _marker(self, style: str, value: int) -> str:
        stop = self.rnd.choice((".", "．", "、"))
        return {
            "han": f"{han(value)}、",
            "paren": f"（{han(value)}）",
            "digit": f"{value}{stop}",
            "article": f"第{han(value)}条 ",
        }[style]

    def _items(self, above: str, items: list[Item], number: int) -> list[str]:
        lines: list[str] = []
        for _ in range(number):
            value = self._next()
            own = {
                "han": han(value),
                "paren": f"（{han(value)}）",
                "digit": str(value),
                "article": f"第{han(value)}条",
            }[self.lower]
            title = next(self.titles) if self.titled != "none" else None
            item = Item(f"{above}/{own}" if above else own, title, value)
            items.append(item)
            lines += self._written(item)
        return lines

    def _written(self, item: Item) -> list[str]:
        """The lines of one item."""
        words = self.rnd.sample(_SENTENCES, self.rnd.randint(1, 2))
        if item.title is None:
            words.insert(0, self.rnd.choice(_OPENINGS))
        for told in self._facts():
            item.told.append(told)
            words.append(told.text)
        body = "".join(words)
        lines = [self._marker(self.lower, item.value)]
        if self.titled == "line":
            lines = [lines[0] + (item.title or ""), body]
        else:
            lines[0] += (f"{item.title}。" if item.title else "") + body
        if self.where in ("end", "line", "inside"):
            self._answered(item, lines)
        return lines

    def _facts(self) -> list[Told]:
        rnd, found = self.rnd, []
        if rnd.random() < 0.4:
            found.append(goal(rnd, self.year))
        if rnd.random() < 0.25:
            found.append(duty(rnd))
        if self.works and rnd.random() < 0.25:
            found.append(self.works.pop())
        return found

    def _clause(self) -> Said:
        formula = self.rnd.choice(self.formulas)
        if self.where == "range":
            formula = self.rnd.choice(("{R}负责", "{L}牵头，{C}配合", "{S}按职责分工负责"))
        return clause(self.rnd, self.bodies, self.year, formula)

    def _answered(self, item: Item, lines: list[str]) -> None:
        """Put a clause to an item where this document puts them."""
        said = self._clause()
        item.said.append(said)
        if self.where == "line":
            lines.append(self._bracketed(said.text, self.brackets))
        elif self.where == "inside":
            lines[-1] = lines[-1].removesuffix("。") + f"（{said.text}）。" + _SENTENCES[0]
        elif self.brackets and self.rnd.random() < 0.3:
            lines[-1] = (
                lines[-1].removesuffix("。") + self._bracketed(said.text, self.brackets) + "。"
            )
        else:
            lines[-1] += self._bracketed(said.text, self.brackets)

    def _bracketed(self, text: str, brackets: str) -> str:
        return f"{brackets[0]}{text}{brackets[1]}" if brackets else f"{text}。"

    # ---------------------------------------------------------------- task table

    def _table(self, items: Sequence[Item]) -> list[str]:
        """A task table that answers for all items; its deadline column is filled."""
        columns = ("序号", "任务", "牵头单位", "配合单位", "完成时限")
        rows = [columns]
        for number, item in enumerate(items, start=1):
            said = clause(self.rnd, self.bodies, self.year, "{L}牵头，{C}参与，{T}完成")
            item.said.append(said)
            lead, others = said.text.split("牵头，")
            helpers = others.split("参与，")[0]
            rows.append((str(number), item.title or "", lead, helpers, said.deadline or ""))
        cell = self.rnd.choice(("\t", "|", " | "))
        edge = "|" if cell == "|" else ""
        return ["附件", "重点任务分工表", *(f"{edge}{cell.join(row)}{edge}" for row in rows)]
