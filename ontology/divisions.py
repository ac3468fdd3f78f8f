"""Administrative divisions of China (GB/T 2260 codes) and the years they existed.

`divisions.csv` states for every province, prefecture and county level unit the code and the
full name it carried on 31 December of each year from 2005; the row for 2026 is the state
published in September of that year. A change of code or of name starts a new row. A change
counts from the year the State Council approved it, so 莱芜区 starts in 2018 although the
approval of 26 December 2018 was announced in January 2019.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

Level = Literal["province", "prefecture", "county"]

# Peoples that occur in the names of autonomous units; 族 is left out of some names (维吾尔).
_PEOPLES = (
    "朝鲜|满|蒙古|回|藏|维吾尔|苗|彝|壮|布依|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|"
    "达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|塔吉克|怒|普米|鄂温克|保安|裕固|独龙|各"
)
_NO_ZU = "维吾尔|蒙古|哈萨克|柯尔克孜|锡伯|塔吉克"
_AUTONOMOUS = re.compile(rf"(?<=..)(?:(?:{_PEOPLES})族)*(?:(?:{_NO_ZU})(?=自))?自治[区州县旗]$")
_PLAIN = re.compile(r"(?<=..)(?:特别行政区|地区|林区|新区|特区|[省市县区盟旗])$")


@dataclass(frozen=True, slots=True)
class Division:
    """One division under one code and one name, e.g. 370687 海阳市.

    `code` has six digits; `level` is province, prefecture or county. `valid_from` and
    `valid_until` are the first and the last year on whose 31 December it existed; None means
    it already existed in the first year covered, or still exists.
    """

    code: str
    name: str
    level: Level
    valid_from: int | None
    valid_until: int | None

    def in_force(self, year: int) -> bool:
        """Whether it existed on 31 December of the year."""
        return (self.valid_from is None or self.valid_from <= year) and (
            self.valid_until is None or year <= self.valid_until
        )

    def existed_during(self, year: int) -> bool:
        """Whether a text written in the year may name it: it stood at either end of the year."""
        return self.in_force(year) or self.in_force(year - 1)

    def lies_in(self, code: str) -> bool:
        """Whether it is the division with this code or one below it."""
        return self.code.startswith(_stem(code))


@dataclass(frozen=True, slots=True)
class DivisionMention:
    """A full name found in a text: text[start:end] == name, and what it may stand for."""

    start: int
    end: int
    name: str
    divisions: tuple[Division, ...]


class Divisions:
    """Look-ups over a set of divisions; results are ordered by code, then by valid_from."""

    def __init__(self, divisions: Iterable[Division]) -> None:
        """Index the divisions by code, by full name and by short name."""
        self._all = tuple(sorted(divisions, key=_order))
        self._by_code: dict[str, list[Division]] = defaultdict(list)
        self._by_name: dict[str, list[Division]] = defaultdict(list)
        self._by_short: dict[str, list[Division]] = defaultdict(list)
        for division in self._all:
            self._by_code[division.code].append(division)
            self._by_name[division.name].append(division)
            self._by_short[short_name(division.name)].append(division)
        # Few pairs of characters end a name, so looking back from them beats an automaton.
        self._lengths: dict[str, tuple[int, ...]] = {}
        for name in self._by_name:
            lengths = {*self._lengths.get(name[-2:], ()), len(name)}
            self._lengths[name[-2:]] = tuple(sorted(lengths))
        ends = sorted({name[-1] for name in self._by_name})
        self._end = re.compile(f"[{''.join(map(re.escape, ends))}]")

    def __iter__(self) -> Iterator[Division]:
        """All divisions."""
        return iter(self._all)

    def by_code(self, code: str, year: int | None = None) -> Division | None:
        """The division with the code at the end of the year, or the newest one without a year.

        None if the code was never given, or not in that year.
        """
        known = [d for d in self._by_code.get(code, ()) if year is None or d.in_force(year)]
        return known[-1] if known else None

    def named(
        self, name: str, year: int | None = None, within: str | None = None
    ) -> tuple[Division, ...]:
        """Divisions with exactly this full name, e.g. 鼓楼区 (there are several).

        `year` keeps those a text of that year may name; `within` keeps those inside the
        division with that code (itself included).
        """
        known = self._by_name.get(name)
        return _select(known, year, within) if known else ()

    def short(
        self, name: str, within: str | None = None, year: int | None = None
    ) -> tuple[Division, ...]:
        """Divisions with this full or short name: 海阳市 or 海阳, 延边, 内蒙古, 莫力达瓦.

        `within` and `year` as in `named`.
        """
        full, shortened = self._by_name.get(name, ()), self._by_short.get(name, ())
        if not (full or shortened):
            return ()
        return _select(sorted({*full, *shortened}, key=_order), year, within)

    def children(self, code: str, year: int | None = None) -> tuple[Division, ...]:
        """Divisions directly below a province or prefecture at the end of the year.

        Without a year, those that exist in the newest data. Districts of a municipality and
        county level units administered by the province are children of the province.
        """
        return tuple(
            d
            for d in self._all
            if d.code != code
            and d.lies_in(code)
            and (d.valid_until is None if year is None else d.in_force(year))
            and self._parent_code(d.code) == code
        )

    def province_of(self, code: str) -> Division | None:
        """The province level division a code belongs to (itself for a province), or None."""
        return self.by_code(code[:2] + "0000")

    def parent_of(self, code: str) -> Division | None:
        """The division directly above a code; None for a province and for an unknown code."""
        parent = self._parent_code(code)
        return self.by_code(parent) if parent and code in self._by_code else None

    def find_in(
        self, text: str, within: str | None = None, year: int | None = None
    ) -> tuple[DivisionMention, ...]:
        """Full names that occur in a text, from left to right and without overlap.

        Where names overlap the one that starts first, then the longest, is taken. Offsets
        count characters, the end is exclusive. Two-character names are also parts of ordinary
        words (城区, 矿区, and 范县 in 示范县): give `within`, the code of the place the text is
        about, to keep only divisions there.
        """
        hits: list[DivisionMention] = []
        for found in self._end.finditer(text):
            end = found.end()
            for length in self._lengths.get(text[max(0, end - 2) : end], ()):
                name = text[end - length : end] if length <= end else ""
                divisions = self.named(name, year, within)
                if divisions:
                    hits.append(DivisionMention(end - length, end, name, divisions))
        return _leftmost_longest(hits)

    def _parent_code(self, code: str) -> str | None:
        if code.endswith("0000"):
            return None
        prefecture = code[:4] + "00"
        if prefecture != code and prefecture in self._by_code:
            return prefecture
        return code[:2] + "0000"


def short_name(name: str) -> str:
    """The name without its rank: 海阳市 -> 海阳, 延边朝鲜族自治州 -> 延边, 广西壮族自治区 -> 广西.

    Two-character names (丰县, 城区) are never shortened and come back as they are.
    """
    autonomous = _AUTONOMOUS.sub("", name)
    # 东乡族自治县 bears nothing but the name of its people.
    return autonomous.removesuffix("族") if autonomous != name else _PLAIN.sub("", name)


@cache
def load_divisions() -> Divisions:
    """The divisions of `divisions.csv`, read once."""
    source = files("ontology").joinpath("divisions.csv").read_text(encoding="utf-8")
    return Divisions(_division(row) for row in csv.DictReader(source.splitlines()))


def _division(row: dict[str, str]) -> Division:
    return Division(
        code=row["code"],
        name=row["name"],
        level=cast(Level, row["level"]),
        valid_from=int(row["valid_from"]) if row["valid_from"] else None,
        valid_until=int(row["valid_until"]) if row["valid_until"] else None,
    )


def _order(division: Division) -> tuple[str, int]:
    return division.code, division.valid_from or 0


def _stem(code: str) -> str:
    """The digits shared by a division and everything below it."""
    if code.endswith("0000"):
        return code[:2]
    return code[:4] if code.endswith("00") else code


def _select(
    divisions: Iterable[Division], year: int | None, within: str | None
) -> tuple[Division, ...]:
    return tuple(
        d
        for d in divisions
        if (year is None or d.existed_during(year)) and (within is None or d.lies_in(within))
    )


def _leftmost_longest(hits: list[DivisionMention]) -> tuple[DivisionMention, ...]:
    kept: list[DivisionMention] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return tuple(kept)
