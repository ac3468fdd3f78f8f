"""The facts of a plan as nodes: one function a kind of record."""

from __future__ import annotations

from decimal import Decimal

from graph import iri
from graph.rdf import NamedNode
from loaders.agencies import member_kinds
from loaders.concepts import load_concepts
from loaders.law_triples import article_name, article_number, law_iri, telling
from loaders.records import BodyName, Plan, Reference, Target
from loaders.sink import Sink
from ontology.laws import Law, load_laws


def add_assignments(sink: Sink, plan: Plan) -> None:
    """Who leads, answers, helps or shares, with position and the words of the clause."""
    for given in plan.assignments:
        node = sink.fact("assignment", "Assignment", given.measure, None, given.written)
        sink.link(node, "body", _body(sink, given.body, given.written))
        sink.concept(node, "role", "role", given.role)
        sink.integer(node, "position", given.position)
        sink.zh(node, "written", given.written)
        sink.text(node, "clause", given.clause)
        sink.boolean(node, "openEnded", given.open_ended)
        sink.evidence(node, given.evidence)
        sink.evidence(node, given.clause_evidence, "clauseEvidence")


def _body(sink: Sink, name: BodyName, written: str) -> NamedNode:
    node = sink.body(name, written)
    if name.kind == "group":
        for kind in member_kinds(name.full):
            sink.text(node, "memberDivisionKind", kind)
    return node


def add_leads(sink: Sink, plan: Plan) -> None:
    """Who leads by the running text."""
    for lead in plan.leads:
        node = sink.fact("lead", "LeadStatement", lead.measure, None, lead.written)
        sink.link(node, "body", _body(sink, lead.body, lead.written))
        sink.zh(node, "written", lead.written)
        sink.evidence(node, lead.evidence)


def add_targets(sink: Sink, plan: Plan) -> None:
    """Numbers to reach, as printed, and the totals that shares belong to."""
    nodes = [
        sink.fact("target", "Target", target.measure, target.section, _target_label(target))
        for target in plan.targets
    ]
    for node, target in zip(nodes, plan.targets, strict=True):
        _add_target(sink, plan, node, target)
        if target.part_of is not None:
            sink.link(node, "partOfTarget", nodes[target.part_of])


def _target_label(target: Target) -> str:
    value = _plain(target.value)
    upper = f"-{_plain(target.value_max)}" if target.value_max is not None else ""
    year = f"（{target.by_year}年）" if target.by_year else ""
    return f"{target.place}{target.indicator}{value}{upper}{target.unit}{year}"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _add_target(sink: Sink, plan: Plan, node: NamedNode, target: Target) -> None:
    concepts = load_concepts()
    sink.zh(node, "indicatorText", target.indicator)
    indicator = concepts.within("indicator", target.indicator)
    if indicator is not None:
        sink.link(node, "indicator", indicator)
    sink.decimal(node, "value", _plain(target.value))
    if target.value_max is not None:
        sink.decimal(node, "valueMax", _plain(target.value_max))
    sink.text(node, "unitText", target.unit)
    sink.concept(node, "unit", "unit", target.unit)
    sink.concept(node, "comparator", "comparator", target.comparator)
    sink.concept(node, "targetKind", "target-kind", target.kind)
    sink.integer(node, "fromYear", target.from_year)
    sink.integer(node, "byYear", target.by_year)
    sink.zh(node, "placeName", target.place)
    code = target.place_code
    if code is None and target.place == plan.heading.city:
        code = plan.heading.division_code
    if code:
        sink.link(node, "forPlace", iri.division(code))
    sink.evidence(node, target.evidence)


def add_references(sink: Sink, plan: Plan) -> None:
    """Citations, each to a work that is one node however many plans cite it."""
    for reference in plan.references:
        label = reference.title or reference.doc_number or ""
        node = sink.fact("citation", "Citation", reference.measure, reference.section, label)
        law = load_laws().find(reference.title or "", reference.doc_number)
        work = _work(sink, plan, reference, law)
        sink.link(node, "cites", work)
        sink.concept(node, "relation", "relation", reference.relation)
        sink.zh(node, "citedTitle", reference.title)
        sink.text(node, "citedNumber", reference.doc_number)
        sink.text(node, "citedIssuersText", "|".join(reference.issuers))
        for issuer in reference.issuers:
            sink.zh(node, "citedIssuer", issuer)
        named = (law.short_title or law.title) if law else reference.title
        for article in reference.articles:
            sink.zh(node, "citedArticle", article)
            _add_article(sink, node, work, named or "", article)
        sink.evidence(node, reference.evidence)


def _add_article(sink: Sink, citation: NamedNode, work: NamedNode, law: str, article: str) -> None:
    """The cited article, one node however its number is printed (第32条, 第三十二条)."""
    number = article_number(article)
    if number is None:
        return
    node, name = iri.article(work, number), article_name(number)
    sink.typed(node, "Article", law + name)
    sink.link(node, "articleOf", work)
    sink.text(node, "number", name)
    sink.integer(node, "order", number)
    sink.link(citation, "citesArticle", node)


def _work(sink: Sink, plan: Plan, reference: Reference, law: Law | None) -> NamedNode:
    """A work without number and issuer is the place's own (市级水土保持规划 differs by city)."""
    owner = reference.issuers or _owner(plan, reference)
    # An order's number alone is no name, but all that there is where no title is given.
    number = telling(reference.doc_number) if reference.title else reference.doc_number
    node = law_iri(law) if law else iri.work(number, reference.title, owner)
    sink.typed(node, "Work", reference.title or reference.doc_number or "")
    sink.zh(node, "title", reference.title)
    sink.text(node, "documentNumber", reference.doc_number)
    for issuer in reference.issuers:
        sink.zh(node, "issuerName", issuer)
    sink.concept(node, "workKind", "work-kind", reference.kind)
    sink.concept(node, "level", "level", reference.level)
    return node


def _owner(plan: Plan, reference: Reference) -> tuple[str, ...]:
    national = reference.level == "national" or reference.kind == "law"
    named = reference.title or ""
    return () if national or not plan.heading.city or _place_in(named) else (plan.heading.city,)


def _place_in(title: str) -> bool:
    """Whether a title names its own place (全国…, 海河流域…, 山西省…, 天津市…)."""
    return any(
        word in title for word in ("全国", "国家", "流域", "省", "自治区", "中华人民共和国")
    ) or ("市" in title[1:8] and not title.startswith(("全市", "本市", "市")))


def add_duties(sink: Sink, plan: Plan) -> None:
    """Duties of the running text."""
    for duty in plan.duties:
        label = duty.bearer or duty.evidence.quote[:20]
        node = sink.fact("duty", "Duty", duty.measure, None, label)
        sink.zh(node, "bearerText", duty.bearer)
        if duty.body is not None and duty.bearer:
            sink.link(node, "bearer", _body(sink, duty.body, duty.bearer))
        sink.concept(node, "modality", "modality", duty.modality)
        sink.zh(node, "addresseeText", duty.addressee)
        sink.zh(node, "conditionText", duty.condition)
        sink.evidence(node, duty.evidence)


def add_places(sink: Sink, plan: Plan) -> None:
    """Named places: divisions by their code, others by name within the plan's province."""
    for mention in plan.places:
        node = sink.fact("place", "PlaceMention", mention.measure, None, mention.place)
        sink.zh(node, "placeName", mention.place)
        if mention.division_code:
            target = iri.division(mention.division_code)
        else:
            province = (plan.heading.division_code or "000000")[:2] + "0000"
            target = iri.place(mention.place, province)
            sink.typed(target, "Place", mention.place)
            sink.zh(target, "name", mention.place)
            sink.concept(target, "placeKind", "place-kind", mention.kind, fallback="other")
        sink.link(node, "place", target)
        sink.evidence(node, mention.evidence)


def add_bodies(sink: Sink, plan: Plan) -> None:
    """Standing bodies that the plan sets up or names, with chair and members as printed."""
    for body in plan.bodies:
        node = sink.fact("establishment", "Establishment", body.measure, None, body.name)
        place = plan.heading.city or ""
        full = body.name if body.name.startswith(place) else place + body.name
        name = BodyName(full, "F30", "standing", plan.heading.division_code)
        standing = sink.body(name, body.name)
        sink.concept(standing, "standingBodyKind", "standing-body-kind", body.kind)
        sink.link(node, "body", standing)
        sink.zh(node, "chairText", body.chair)
        sink.text(node, "membersText", "|".join(body.members))
        for member in body.members:
            sink.zh(node, "memberText", member)
        sink.boolean(node, "openEnded", body.open_ended)
        sink.evidence(node, body.evidence)


def add_instruments(sink: Sink, plan: Plan) -> None:
    """Instruments and systems, one node for all plans that use them."""
    for use in plan.instruments:
        node = sink.fact("instrument", "InstrumentUse", use.measure, None, use.written)
        shared = iri.instrument(use.name)
        sink.typed(shared, "Instrument", use.name)
        sink.zh(shared, "name", use.name)
        sink.concept(shared, "instrumentKind", "instrument-kind", use.kind, fallback="other")
        sink.concept(shared, "describedBy", "instrument", use.name)
        sink.link(node, "instrument", shared)
        sink.zh(node, "written", use.written)
        sink.evidence(node, use.evidence)
