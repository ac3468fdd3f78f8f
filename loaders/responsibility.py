"""From clauses and task tables to assignments: one body, one role, one position a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.agencies import Registry
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
    for source, rule in _sources(clauses, rows):
        if not source.bodies:
            continue
        words = view.printed(source.start, source.end)
        place = view.evidence(source.start, source.end, rule)
        for named in source.bodies:
            key = named.listed.written, named.role
            if key in met:
                continue
            met.add(key)
            positions[named.role] += 1
            found.append(
                Assignment(
                    measure=path,
                    written=named.listed.written,
                    role=named.role,
                    position=positions[named.role],
                    body=registry.resolve(named.listed.written, named.listed.suffix),
                    open_ended=source.open_ended,
                    clause=words,
                    clause_evidence=place,
                    evidence=view.evidence(
                        named.listed.start, named.listed.end, f"{rule}.{named.role}"
                    ),
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


def _sources(clauses: list[Clause], rows: list[Row]) -> Iterator[tuple[Clause | Row, str]]:
    """The clauses, then the table rows, each with the name of the rule that read it."""
    for clause in clauses:
        yield clause, "clauses"
    for row in rows:
        yield row, "tasktable"


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
