"""The answer of a named query: columns and rows of plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.store import Cell

__all__ = ["Cell", "Table"]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; a cell is text, an integer, a decimal, or None where nothing is known.

    IRIs and dates are text, truth values the text `true` or `false`.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def records(self) -> Iterator[dict[str, Cell]]:
        """The rows as dictionaries by column."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def column(self, name: str) -> tuple[Cell, ...]:
        """All cells of one column; ValueError where there is no such column."""
        at = self.columns.index(name)
        return tuple(row[at] for row in self.rows)
