"""One document from its text to its records: the order in which everything is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from loaders.agencies import Registry, jurisdiction_of
from loaders.audit import audit
from loaders.errors import NoMeasuresError
from loaders.extract.clauses import Clause, find_clauses
from loaders.extract.duties import extract_duties
from loaders.extract.ideology import extract_ideology
from loaders.extract.instruments import extract_instruments
from loaders.extract.leads import extract_leads
from loaders.extract.periods import years_of_title
from loaders.extract.places import extract_places
from loaders.extract.references import extract_references
from loaders.extract.scope import Context
from loaders.extract.standing import extract_standing
from loaders.extract.targets import extract_targets
from loaders.extract.tasktable import Known, Row, read_task_tables
from loaders.extract.topics import classify
from loaders.heading import read_heading
from loaders.normalise import View, normalise
from loaders.outline import Items, answer, select, title_of
from loaders.reading.files import ReadText
from loaders.records import BodyName, Evidence, Heading, Measure, Plan, Section
from loaders.responsibility import Answer, answers
from loaders.scopes import scopes_of
from loaders.structure import Node, Outline, outline
from loaders.tables import find_tables
from loaders.titles import set_titles
from ontology.divisions import load_divisions


def read_plan(document: ReadText) -> Plan:
    """Everything that one document states.

    Raises NoMeasuresError where the text holds no numbered item that orders work.
    """
    view = normalise(document.text)
    tree = outline(view)
    clauses = find_clauses(view, tree.start, tree.end)
    set_titles(view, [node for root in tree.roots for node in root.walk()], clauses)
    items = select(view, tree.roots, clauses)
    if not items.measures:
        raise NoMeasuresError(document.source, _found_instead(view, tree, items))
    heading = read_heading(view, tree.start, tree.end)
    return _Reading(document, view, tree, clauses, items, heading).plan()


def _found_instead(view: View, tree: Outline, items: Items) -> str:
    numbered = sum(1 for root in tree.roots for _ in root.walk())
    opening = view.text.replace("\n", " ")[:40]
    return (
        f"{len(view.text)} characters, {numbered} numbered headings, {len(items.general)} of them "
        f"goals or boilerplate, beginning “{opening}”"
    )


class _Reading:
    """The steps that need the structure of one document."""

    def __init__(
        self,
        document: ReadText,
        view: View,
        tree: Outline,
        clauses: list[Clause],
        items: Items,
        heading: Heading,
    ) -> None:
        self._document = document
        self._view = view
        self._tree = tree
        self._items = items
        self._clauses = clauses
        self._heading = heading
        self._scopes = scopes_of(view, tree, items)
        printed = (*items.sections, *items.general, *items.measures)
        self._order = {
            id(node): place
            for place, node in enumerate(sorted(printed, key=lambda n: n.start), start=1)
        }
        year = int(heading.date[:4]) if heading.date else None
        divisions = load_divisions()
        place = jurisdiction_of(heading.division_code or heading.city or "", divisions, year)
        plain = Registry(place, divisions, year)
        issuers = tuple(plain.resolve(name) for name in heading.issuers)
        self._issuers = issuers
        house = issuers[0] if len(issuers) == 1 else None
        self._registry = Registry(place, divisions, year, house=house)
        self._said = self._answers()
        in_clauses = {a.body for said in self._said.values() for a in said.assignments}
        # Running text says 水利部门 where it means the 水务局 that the clauses name.
        named = (*issuers, *sorted(in_clauses, key=str))
        self._running = Registry(place, divisions, year, named, house)
        self._context = Context(
            year, heading.city or "", heading.division_code, self._resolver(heading.division_code),
            years_of_title(heading.title),
        )  # fmt: skip

    def _resolver(self, code: str | None) -> Callable[[str], str | None]:
        divisions = load_divisions()

        @cache
        def resolve(name: str) -> str | None:
            hits = divisions.named(name, None, code) or divisions.short(name, code)
            return hits[-1].code if hits else None

        return resolve

    def plan(self) -> Plan:
        """All records, and what was left over."""
        view, scopes, context = self._view, self._scopes, self._context
        said = self._said
        # What a clause says of bodies and deadlines is no target and no duty besides, unless it
        # orders a work to be written (市水利局负责编制《…》).
        spans = [(c.start, c.end) for c in self._clauses if c.bodies]
        running = view.masked(s for s in spans if view.text.find("《", *s) < 0)
        plan = Plan(
            source=self._document.source,
            sha256=self._document.sha256,
            text=self._document.text,
            heading=self._heading,
            issuers=self._issuers,
            sections=tuple(self._sections()),
            measures=tuple(self._measures(said)),
            assignments=tuple(a for one in said.values() for a in one.assignments),
            leads=extract_leads(view, scopes, context, self._bearer),
            targets=extract_targets(running, scopes, context),
            references=extract_references(view, scopes, self._heading.title),
            duties=extract_duties(running, scopes, context, self._bearer),
            places=extract_places(view, scopes, context),
            bodies=extract_standing(view, scopes, context),
            instruments=extract_instruments(view, scopes),
            ideology=extract_ideology(view, scopes, context),
            leftovers=(),
            coverage=1.0,
        )
        leftovers, coverage = audit(view, scopes, _all_evidence(plan), self._heading)
        return replace(plan, leftovers=leftovers, coverage=coverage)

    def _bearer(self, written: str) -> BodyName | None:
        """A bearer of running text as a body; None where the words name no body of the place."""
        body = self._running.resolve(written)
        known = body.function != "F99" or body.kind == "group"
        return body if known else None

    def _answers(self) -> dict[str, Answer]:
        rows: dict[str, list[Row]] = defaultdict(list)
        for row in self._rows():
            rows[row.path].append(row)
        return {
            path: answers(self._view, path, found, rows[path], self._registry)
            for path, found in answer(self._items, self._clauses).items()
        }

    def _rows(self) -> list[Row]:
        known = [
            Known(node.path, node.marker.value, title_of(self._view, node))
            for node in self._items.measures
        ]
        return read_task_tables(find_tables(self._view), known)

    def _sections(self) -> Iterator[Section]:
        nodes = sorted((*self._items.sections, *self._items.general), key=lambda n: n.start)
        kept = {id(node) for node in nodes}
        for node in nodes:
            above = node.parent if node.parent is not None and id(node.parent) in kept else None
            yield Section(
                node.path,
                node.marker.printed,
                title_of(self._view, node),
                above.path if above else None,
                self._order[id(node)],
                self._evidence(node.start, max(node.body, node.marker.end), "structure.section"),
            )

    def _measures(self, said: dict[str, Answer]) -> Iterator[Measure]:
        for node in self._items.measures:
            given = said[node.path]
            parent = node.parent
            above = title_of(self._view, parent) if parent is not None else None
            yield Measure(
                path=node.path,
                number=node.marker.printed,
                title=title_of(self._view, node),
                section=parent.path if parent is not None else None,
                order=self._order[id(node)],
                clause=given.clause,
                open_ended=given.open_ended,
                deadline=given.deadline,
                topics=classify(self._view, node.title, self._body_span(node), above),
                evidence=self._evidence(node.start, node.end, "structure.measure"),
                deadline_evidence=given.deadline_evidence,
            )

    def _body_span(self, node: Node) -> tuple[int, int]:
        return min(node.body, node.end), node.end

    def _evidence(self, start: int, end: int, rule: str) -> Evidence:
        while end > start + 1 and self._view.text[end - 1] in "\n\t ":
            end -= 1
        return self._view.evidence(start, end, rule)


def _all_evidence(plan: Plan) -> Iterator[Evidence]:
    """The evidence of every fact, a measure's own span left out (it holds everything)."""
    yield from plan.heading.evidence.values()
    facts: tuple[tuple[Any, ...], ...] = (
        plan.leads, plan.targets, plan.references, plan.duties, plan.bodies, plan.instruments,
    )  # fmt: skip
    for records in facts:
        for record in records:
            yield record.evidence
    for given in plan.assignments:
        yield given.clause_evidence
    for measure in plan.measures:
        if measure.deadline_evidence:
            yield measure.deadline_evidence
