"""From records to quads: the only module that knows both what was read and how RDF says it.

Every fact becomes a node in the plan's own graph, linked to the measure it stands in and to the
evidence it was read from. Nothing here infers: who leads, what a value is in another unit and
what a group's members are is concluded later, in graphs of its own.
"""

from __future__ import annotations

from collections.abc import Callable

from graph import iri
from graph.rdf import Quad
from loaders.fact_triples import (
    add_assignments,
    add_bodies,
    add_duties,
    add_instruments,
    add_leads,
    add_places,
    add_references,
    add_targets,
)
from loaders.records import Plan
from loaders.sink import Sink

_FACTS: tuple[Callable[[Sink, Plan], None], ...] = (
    add_assignments,
    add_leads,
    add_targets,
    add_references,
    add_duties,
    add_places,
    add_bodies,
    add_instruments,
)


def plan_quads(plan: Plan) -> list[Quad]:
    """All quads of one document's named graph, without duplicates, sorted."""
    heading = plan.heading
    subject = iri.plan(heading.division_code, heading.doc_number, heading.date, heading.title)
    sink = Sink(subject, [*(s.path for s in plan.sections), *(m.path for m in plan.measures)])
    _add_document(sink, plan)
    _add_sections(sink, plan)
    _add_measures(sink, plan)
    for add in _FACTS:
        add(sink, plan)
    return sink.sorted()


def _add_document(sink: Sink, plan: Plan) -> None:
    heading, node = plan.heading, sink.plan
    sink.typed(node, "Plan", heading.title or plan.source)
    sink.text(node, "sourceFile", plan.source)
    sink.text(node, "sha256", plan.sha256)
    sink.text(node, "origin", plan.origin)
    sink.text(node, "sourceKind", plan.source_kind)
    sink.text(node, "text", plan.text)
    sink.decimal(node, "coverage", f"{plan.coverage:.4f}")
    sink.zh(node, "title", heading.title)
    sink.text(node, "documentNumber", heading.doc_number)
    sink.date(node, "issueDate", heading.date)
    sink.date(node, "publicationDate", heading.published)
    sink.text(node, "formText", heading.form)
    sink.concept(node, "form", "form", heading.form, fallback="其他")
    sink.concept(node, "status", "status", heading.status)
    sink.text(node, "issuersText", "|".join(heading.issuers))
    for addressee in heading.addressees:
        sink.zh(node, "addressee", addressee)
    if heading.division_code:
        sink.link(node, "jurisdiction", iri.division(heading.division_code))
    for issuer in plan.issuers:
        sink.link(node, "issuedBy", sink.body(issuer, issuer.full))
    for field, evidence in sorted(heading.evidence.items()):
        sink.text(sink.evidence(node, evidence), "forField", field)
    _add_ideology(sink, plan)


def _add_ideology(sink: Sink, plan: Plan) -> None:
    for number, thought in enumerate(plan.ideology, start=1):
        node = iri.part(sink.plan, "ideology", str(number))
        sink.typed(node, "GuidingThought", thought.name)
        sink.zh(node, "name", thought.name)
        sink.link(node, "inPlan", sink.plan)
        sink.link(sink.plan, "guidedBy", node)
        sink.evidence(node, thought.evidence)


def _add_sections(sink: Sink, plan: Plan) -> None:
    for section in plan.sections:
        node = sink.provision(section.path)
        sink.typed(node, "Section", _named(section.number, section.title))
        _add_provision(sink, section.path, section.number, section.title, section.parent)
        sink.integer(node, "order", section.order)
        sink.evidence(node, section.evidence)


def _add_measures(sink: Sink, plan: Plan) -> None:
    for measure in plan.measures:
        node = sink.provision(measure.path)
        sink.typed(node, "Measure", _named(measure.number, measure.title))
        _add_provision(sink, measure.path, measure.number, measure.title, measure.section)
        sink.integer(node, "order", measure.order)
        sink.text(node, "responsibilityClause", measure.clause)
        sink.boolean(node, "openEnded", measure.open_ended)
        sink.text(node, "deadline", measure.deadline)
        sink.evidence(node, measure.evidence)
        if measure.deadline_evidence:
            sink.text(sink.evidence(node, measure.deadline_evidence), "forField", "deadline")
        for topic in measure.topics:
            fact = sink.fact("topic", "TopicAssignment", measure.path, None, topic.notation)
            sink.concept(fact, "topic", "topic", topic.notation)
            sink.integer(fact, "rank", topic.rank)
            sink.decimal(fact, "score", f"{topic.score:.3f}")
            sink.evidence(fact, topic.evidence)


def _named(number: str, title: str | None) -> str:
    return f"{number} {title}" if title else number


def _add_provision(
    sink: Sink, path: str, number: str, title: str | None, parent: str | None
) -> None:
    node = sink.provision(path)
    sink.text(node, "path", path.partition("~")[0])
    sink.text(node, "number", number)
    sink.zh(node, "title", title)
    sink.link(node, "inPlan", sink.plan)
    sink.link(node, "partOf", sink.provision(parent) if parent else sink.plan)
