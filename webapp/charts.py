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


def charts_of(rows: Iterable[Row], *, parts: bool = False) -> list[Chart]:
    """Charts of target rows of one indicator; kinds and units are never mixed.

    Bars stand for whole cities; `parts` adds the shares of their counties and years.
    """
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        value, unit = _comparable(row)
        if value is not None and (parts or _is_whole(row)):
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


def _is_whole(row: Row) -> bool:
    """Whether a target is for the plan's whole place and no share of another target."""
    return not row["part_of"] and str(row["place"] or "") in ("", "全市", str(row["city"]))


def _bars(rows: list[Row]) -> tuple[Bar, ...]:
    ordered = sorted(
        rows, key=lambda row: (str(row["city"]), str(row["by"] or ""), str(row["fact"]))
    )
    # A plan often prints a figure twice, in its text and in its annex.
    once = dict.fromkeys((_label(row), _comparable(row)[0] or Decimal(0)) for row in ordered)
    longest = max(*(value for _, value in once), Decimal(1))
    return tuple(
        Bar(
            label=label,
            value=value,
            top=at * _STEP,
            length=round(float(max(value, Decimal(0)) / longest) * _WIDTH, 1),
        )
        for at, (label, value) in enumerate(once)
    )


def _label(row: Row) -> str:
    place = str(row["place"] or "")
    city = str(row["city"] or "")
    where = city if _is_whole(row) or place == city else f"{city} {place}"
    return f"{where} {row['by']}" if row["by"] else where
