"""The place a plan is made for, with the province above it and the kind of its rank."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ontology.divisions import Division, Divisions, Level, short_name

_MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """The division a document speaks for, e.g. 秭归县 420527.

    `level` is province | prefecture | county; the four municipalities are provinces. `kind` is
    the word for its rank in the names of its bodies: 省, 自治区, 市 (municipalities too), 州,
    地区, 盟, 县, 区 or 旗.
    """

    name: str
    code: str
    level: Level
    province_name: str
    province_code: str
    kind: str

    @property
    def province(self) -> str | None:
        """The province as a heading gives it: a municipality has none above it."""
        whole = self.code == self.province_code and is_municipality(self.code)
        return None if whole else self.province_name


def kind_of(name: str) -> str:
    """The word for a division's rank: 自治区 for 内蒙古自治区, 州 for 红河哈尼族彝族自治州."""
    for word in ("自治区", "地区"):
        if name.endswith(word):
            return word
    return name[-1:]


def is_municipality(code: str) -> bool:
    """Whether the code is one of a municipality under the central government (直辖市)."""
    return code in _MUNICIPALITIES


def printed_names(division: Division) -> tuple[str, ...]:
    """The forms that texts use as a full name: 红河哈尼族彝族自治州 and 红河州, 广西.

    Other divisions have one only, since a bare 海阳 is no full name.
    """
    if "自治" not in division.name:
        return (division.name,)
    short, kind = short_name(division.name), kind_of(division.name)
    return (division.name, short if kind == "自治区" else short + kind)


def jurisdiction_of(
    name_or_code: str, divisions: Divisions, year: int | None = None
) -> Jurisdiction | None:
    """The jurisdiction with this code, or this name as printed in the year's documents.

    Names may be chains (湖北省宜昌市秭归县) and the short ones of autonomous places (红河州).
    None where no division has the name, or several have it and nothing tells them apart.
    """
    if name_or_code.isdigit():
        division = divisions.by_code(name_or_code, year) or divisions.by_code(name_or_code)
    else:
        division = _named(name_or_code, divisions, year)
    return jurisdiction_for(division, divisions) if division else None


def _named(name: str, divisions: Divisions, year: int | None) -> Division | None:
    index = names_of(divisions)
    within: str | None = None
    division: Division | None = None
    while name:
        found = _longest(name, index, year, within)
        if found is None:
            return None
        division, length = found
        name, within = name[length:], division.code
    return division


def _longest(
    text: str, index: dict[str, tuple[Division, ...]], year: int | None, within: str | None
) -> tuple[Division, int] | None:
    for length in range(len(text), 1, -1):
        known = [d for d in index.get(text[:length], ()) if within is None or d.lies_in(within)]
        current = [d for d in known if year is None or d.existed_during(year)] or known
        if current and (within or len({d.code for d in current}) == 1):
            return current[-1], length
    return None


@cache
def names_of(divisions: Divisions) -> dict[str, tuple[Division, ...]]:
    """All divisions by each of their printed names."""
    index: dict[str, tuple[Division, ...]] = {}
    for division in divisions:
        for name in printed_names(division):
            index[name] = (*index.get(name, ()), division)
    return index


def jurisdiction_for(division: Division, divisions: Divisions) -> Jurisdiction:
    """A division with the province above it."""
    province = divisions.province_of(division.code) or division
    return Jurisdiction(
        name=division.name,
        code=division.code,
        level=division.level,
        province_name=province.name,
        province_code=province.code,
        kind=kind_of(division.name),
    )
