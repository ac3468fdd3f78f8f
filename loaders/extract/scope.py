"""Where an extractor looks and what it knows of the document beforehand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from loaders.extract.periods import Calendar


@dataclass(frozen=True, slots=True)
class Scope:
    """A stretch `[start, end)` of a view that belongs to one provision.

    `measure` and `section` are number paths; a measure's body has `measure`, a general-goals
    section `section`, an annex the section 附件, a preamble neither. The words behind an item's
    number and title begin at `body`.
    """

    measure: str | None
    section: str | None
    start: int
    end: int
    body: int


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for a whole document.

    `issue_year` is the calendar year of signature, `plan_years` the first and the last year that
    the title names (2024—2027年), `place` the jurisdiction's full name (济南市) and
    `division_code` its six-digit code. `resolve` maps a printed place name to the code of a
    division inside the jurisdiction, None where there is none of that name.
    """

    issue_year: int | None
    place: str
    division_code: str | None
    resolve: Callable[[str], str | None]
    plan_years: tuple[int, int] | None = None

    @property
    def calendar(self) -> Calendar:
        """What the document's terms (三年内) count from."""
        return Calendar(self.issue_year, self.plan_years)
