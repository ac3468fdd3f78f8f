"""Bars for numeric targets, as plain values from which a template draws SVG."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from webapp.visit import Row

_WIDTH = 420  # the longest bar, in SVG units
_STEP = 26  # from one bar to the next


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, value, place from the top, and length in SVG units."""

    label: str
    value: Decimal
    top: int
    length: float
    fact: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars that may be compared: one indicator, one kind of target, one unit."""

    kind: str
    unit: str
    bars: tuple[Bar, ...]

    @property
    def height(self) -> int:
        """The height of the drawing in SVG units."""
        return _STEP * len(self.bars) + 4


def charts_of(rows: Iterable[Row]) -> list[Chart]:
    """Charts of target rows of one indicator; kinds and units are never mixed.

    A target that is a share of another one is left out, so that bars stand for whole cities.
    """
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        value, unit = _comparable(row)
        if value is not None and not row.get("part_of"):
            groups[str(row["kind"] or ""), unit].append(row)
    return [
        Chart(kind, unit, _bars(found))
        for (kind, unit), found in sorted(groups.items())
        if len(found) > 1
    ]


def _comparable(row: Row) -> tuple[Decimal | None, str]:
    """The converted value and unit where there is one, else those printed."""
    if row.get("normalized_value") is not None:
        return _decimal(row["normalized_value"]), str(row["normalized_unit"] or "")
    return _decimal(row["value"]), str(row["unit"] or "")


def _decimal(value: object) -> Decimal | None:
    return Decimal(value) if isinstance(value, int | Decimal) else None


def _bars(rows: list[Row]) -> tuple[Bar, ...]:
    ordered = sorted(
        rows, key=lambda row: (str(row["city"]), str(row["by"] or ""), str(row["fact"]))
    )
    values = [_comparable(row)[0] or Decimal(0) for row in ordered]
    longest = max(*values, Decimal(1))
    return tuple(
        Bar(
            label=_label(row),
            value=value,
            top=at * _STEP,
            length=round(float(max(value, Decimal(0)) / longest) * _WIDTH, 1),
            fact=str(row["fact"]),
        )
        for at, (row, value) in enumerate(zip(ordered, values, strict=True))
    )


def _label(row: Row) -> str:
    place = str(row["place"] or "")
    city = str(row["city"] or "")
    where = city if not place or place in city or city in place else f"{city} {place}"
    return f"{where} {row['by']}" if row["by"] else where
