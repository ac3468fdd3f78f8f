"""Whose body it is: the place in front of its name, printed in full or by its rank (市, 省)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from loaders.jurisdictions import Jurisdiction, kind_of, names_of
from ontology.divisions import Division, Divisions, Level, short_name

_RANK = re.compile(r"[本我全]?(自治区|自治州|自治县|自治旗|地区|省|市|州|盟|县|区|旗)")
# Words that begin with the word of a rank and speak of something else (市场监管局, 市政集团).
_NO_RANK = re.compile(
    r"市场|市容|市民(?!政|宗|族|航)|市政(?!府|务|协|法|数|策|研)|[县区]域|[市县城]区|市[、（(〔和及]|[州县区旗][、（(〔和及]"
)
_BANNER = re.compile(r"([\u4e00-\u9fff])(?=[左右前中后])([左右]?)([前中后]?)([旗县])")
_LONGEST_NAME = 16


@dataclass(frozen=True, slots=True)
class Seat:
    """The place a body belongs to; `front` is what its full name begins with.

    `front` is the name alone; a district's bodies bear the name of its city, too (天津市蓟州区),
    as their seals do. So a body has one name, whoever's plan names it.
    """

    front: str
    name: str
    kind: str
    level: Level
    code: str
    province_code: str
    province: str


class Placed(NamedTuple):
    """A written name cut into its seat and the rest; `printed` says the text names the place."""

    seat: Seat
    rest: str
    printed: bool


class Places:
    """Finds the seat of written names as one jurisdiction's document means them."""

    def __init__(self, jurisdiction: Jurisdiction, divisions: Divisions, year: int | None) -> None:
        """Take the jurisdiction of the document and the year its names belong to."""
        self._index = names_of(divisions)
        self._divisions = divisions
        self._year = year
        own = divisions.by_code(jurisdiction.code, year) or divisions.by_code(jurisdiction.code)
        self._chain: list[Division] = []
        while own:
            self._chain.append(own)
            own = divisions.parent_of(own.code)
        self.own = self._seat(self._chain[0])
        self.short = short_name(self.own.name)
        higher = [self._seat(division) for division in self._chain[1:]]
        self.above = higher[0] if higher else None
        self.higher = {short_name(seat.name): seat for seat in higher}

    def bare(self, written: str) -> Placed | None:
        """A place inside the document's whose name stands without its rank (海丰、陆河县…)."""
        inside = self._divisions.short(written, self.own.code)
        return Placed(self._seat(inside[-1]), "", printed=True) if inside else None

    def split(self, written: str) -> Placed:
        """The seat and the rest of a name; without a place in front the seat is the document's."""
        rest, division = written, None
        while found := self._named(rest, division):
            division, rest = found[0], rest[found[1] :]
        if division:
            return Placed(self._seat(division), rest, printed=True)
        match = _RANK.match(written)
        if match and not _NO_RANK.match(written, match.start(1)):
            ranked = self._ranked(match[1])
            if ranked:
                return Placed(self._seat(ranked), written[match.end() :], printed=True)
        return Placed(self.own, written, printed=False)

    def _ranked(self, rank: str) -> Division | None:
        """The place of the chain that bears the rank; a county city's 市 is the city itself."""
        kind = rank.removeprefix("自治") if rank != "自治区" else rank
        for division in self._chain:
            own_kind = kind_of(division.name)
            if own_kind == kind or (rank == "区" and own_kind == "自治区" == self.own.kind):
                return division
        return None

    def _named(self, text: str, above: Division | None) -> tuple[Division, int] | None:
        """The longest printed name that the text begins with, and its length."""
        for length in range(min(len(text), _LONGEST_NAME), 1, -1):
            known = self._index.get(text[:length])
            division = self._choose(known, above, length) if known else None
            if division:
                return division, length
        return self._banner(text) if above is None else None

    def _banner(self, text: str) -> tuple[Division, int] | None:
        """Wings of a banner by their short names: 科右前旗 is 科尔沁右翼前旗."""
        match = _BANNER.match(text)
        if not match:
            return None
        people, side, wing, kind = match.groups()
        full = re.compile(rf"{people}.+{side}翼?{wing}.*{kind}" if side else rf"{people}.+{wing}旗")
        for scope in self._chain:
            for division in self._divisions.children(scope.code):
                if full.fullmatch(division.name):
                    return division, match.end()
        return None

    def _choose(
        self, known: tuple[Division, ...], above: Division | None, length: int
    ) -> Division | None:
        """Which of several divisions of one name is meant: the nearest, else the only one."""
        year = self._year
        current = [d for d in known if year is None or d.existed_during(year)]
        # 赣县 is no more; today its name is the short one of the district that took its place.
        if not current and known[0].name + "区" not in self._index:
            current = list(known)
        if above:
            return next((d for d in current if d.lies_in(above.code) and d != above), None)
        for scope in self._chain:
            inside = [d for d in current if d.lies_in(scope.code) or d.code == scope.code]
            if inside:
                return inside[-1]
            if length == 2:  # 城区, 环县: words that occur in other meanings outside their place
                return None
        return current[-1] if len({d.code for d in current}) == 1 else None

    def _seat(self, division: Division) -> Seat:
        parent = self._divisions.parent_of(division.code)
        in_front = ""
        if division.level == "county" and kind_of(division.name) == "区" and parent:
            city = parent.level == "prefecture" or parent.name.endswith("市")
            in_front = parent.name if city else ""
        return Seat(
            front=in_front + division.name,
            name=division.name,
            kind=kind_of(division.name),
            level=division.level,
            code=division.code,
            province_code=division.code[:2] + "0000",
            province=(self._divisions.province_of(division.code) or division).name,
        )
