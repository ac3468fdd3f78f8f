"""From clauses and task tables to assignments: one body, one role, one position a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.agencies import Registry
from loaders.extract.clause_grammar import Named
from loaders.extract.clauses import Clause
from loaders.extract.tasktable import Row
from loaders.normalise import View
from loaders.records import Assignment, Evidence


@dataclass(frozen=True, slots=True)
class Answer:
    """All that one measure's clauses and table rows say of who answers for it, and until when."""

    clause: str | None
    open_ended: bool
    deadline: str | None
    deadline_evidence: Evidence | None
    assignments: tuple[Assignment, ...]


def answers(
    view: View, path: str, clauses: list[Clause], rows: list[Row], registry: Registry
) -> Answer:
    """Put the clauses and rows of the measure `path` together; positions run on."""
    positions: Counter[str] = Counter()
    met: set[tuple[str, str]] = set()
    found: list[Assignment] = []
    for named, source, rule in _named(clauses, rows):
        body = registry.resolve(named.listed.written, named.listed.suffix)
        if (named.listed.written, named.role) in met:
            continue
        met.add((named.listed.written, named.role))
        positions[named.role] += 1
        written = view.evidence(named.listed.start, named.listed.end, f"{rule}.{named.role}")
        clause = view.evidence(source.start, source.end, rule)
        found.append(
            Assignment(
                path,
                named.listed.written,
                named.role,
                positions[named.role],
                body,
                source.open_ended,
                view.printed(source.start, source.end),
                clause,
                written,
            )
        )
    printed = [view.printed(clause.start, clause.end) for clause in clauses if clause.bodies]
    deadline = _deadline(view, clauses, rows)
    return Answer(
        clause="\n".join(printed) or None,
        open_ended=any(c.open_ended for c in clauses) or any(r.open_ended for r in rows),
        deadline=deadline[0] if deadline else None,
        deadline_evidence=deadline[1] if deadline else None,
        assignments=tuple(found),
    )


def _named(clauses: list[Clause], rows: list[Row]) -> Iterator[tuple[Named, Clause | Row, str]]:
    for clause in clauses:
        for named in clause.bodies:
            yield named, clause, "clauses"
    for row in rows:
        for named in row.bodies:
            yield named, row, "tasktable"


def _deadline(view: View, clauses: list[Clause], rows: list[Row]) -> tuple[str, Evidence] | None:
    """The first deadline as printed; a cell broken over lines is told whole and cited whole."""
    for clause in clauses:
        if clause.deadline:
            return view.printed(*clause.deadline), view.evidence(
                *clause.deadline, "clauses.deadline"
            )
    for row in rows:
        cell = row.deadline
        if cell is not None:
            return cell.text, view.evidence(cell.start, cell.end, "tasktable.deadline")
    return None
