"""Where the quads of one document collect: typed adders that leave out what is not there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from graph import iri
from graph.rdf import PREFIXES, RDF_TYPE, RDFS_LABEL, Literal, NamedNode, Quad, sb
from loaders.concepts import load_concepts
from loaders.records import BodyName, Evidence

_XSD = PREFIXES["xsd"]
_CLASS = {
    "agency": "Agency",
    "group": "BodyGroup",
    "standing": "StandingBody",
    "generic": "GenericBody",
}


class Sink:
    """The graph of one document while it is being filled.

    `plan` is the document's IRI; `paths` are the number paths of its provisions, in order.
    """

    def __init__(self, plan: NamedNode, paths: Iterable[str]) -> None:
        self.plan = plan
        self._graph = iri.plan_graph(plan)
        self._keys = iri.path_keys(paths)
        self._quads: set[Quad] = set()
        self._numbers: Counter[str] = Counter()
        self._names: dict[tuple[str | None, str], str] = {}
        self._coded: set[tuple[NamedNode, str]] = set()
        self._evidence: dict[tuple[int, int, str, float | None], NamedNode] = {}

    def sorted(self) -> list[Quad]:
        """Every quad once, in a stable order."""
        return sorted(self._quads, key=str)

    def link(self, subject: NamedNode, local: str, target: NamedNode) -> None:
        """One statement with one of our properties and a node."""
        self._quads.add(Quad(subject, sb(local), target, self._graph))

    def _literal(self, subject: NamedNode, local: str, literal: Literal) -> None:
        self._quads.add(Quad(subject, sb(local), literal, self._graph))

    def text(self, subject: NamedNode, local: str, value: str | None) -> None:
        """A plain string; None and the empty string say nothing."""
        if value:
            self._literal(subject, local, Literal(value))

    def zh(self, subject: NamedNode, local: str, value: str | None) -> None:
        """A string in Chinese."""
        if value:
            self._literal(subject, local, Literal(value, language="zh"))

    def integer(self, subject: NamedNode, local: str, value: int | None) -> None:
        """An xsd:integer."""
        if value is not None:
            self._literal(subject, local, _typed(str(value), "integer"))

    def decimal(self, subject: NamedNode, local: str, value: str | None) -> None:
        """An xsd:decimal in its shortest form (85, 71.8)."""
        if value is not None:
            short = value.rstrip("0").rstrip(".") if "." in value else value
            self._literal(subject, local, _typed(short or "0", "decimal"))

    def boolean(self, subject: NamedNode, local: str, value: bool) -> None:
        """An xsd:boolean."""
        self._literal(subject, local, _typed("true" if value else "false", "boolean"))

    def date(self, subject: NamedNode, local: str, value: str | None) -> None:
        """An xsd:date from ISO 8601."""
        if value:
            self._literal(subject, local, _typed(value, "date"))

    def concept(
        self,
        subject: NamedNode,
        local: str,
        scheme: str,
        word: str | None,
        fallback: str | None = None,
    ) -> None:
        """A concept of a code list by notation or label; `fallback` where the list lacks it.

        A node has one of each kind: the first that is said of it stays.
        """
        if word is None or (subject, local) in self._coded:
            return
        concepts = load_concepts()
        found = concepts.find(scheme, word)
        if found is None and fallback:
            found = concepts.find(scheme, fallback)
        if found is not None:
            self._coded.add((subject, local))
            self.link(subject, local, found)

    def typed(self, subject: NamedNode, local: str, label: str) -> None:
        """The node's class and its Chinese label."""
        self._quads.add(Quad(subject, RDF_TYPE, sb(local), self._graph))
        self._quads.add(Quad(subject, RDFS_LABEL, Literal(label, language="zh"), self._graph))

    def provision(self, path: str) -> NamedNode:
        """The section or measure with this number path."""
        key = self._keys[path]
        return iri.part(self.plan, "measure", key)

    def fact(
        self, kind: str, cls: str, measure: str | None, section: str | None, label: str
    ) -> NamedNode:
        """A new fact node of a class, placed in its measure, section or annex."""
        place = self._keys.get(measure or section or "", "annex" if section else "head")
        self._numbers[f"{kind}/{place}"] += 1
        node = iri.part(self.plan, kind, f"{place}-{self._numbers[f'{kind}/{place}']}")
        self.typed(node, cls, label)
        self.link(node, "inPlan", self.plan)
        if measure:
            self.link(node, "ofMeasure", self.provision(measure))
        elif section in self._keys:
            self.link(node, "inSection", self.provision(section or ""))
        elif section:
            self.text(node, "inAnnex", section)
        return node

    def evidence(
        self, subject: NamedNode, found: Evidence, local: str = "hasEvidence"
    ) -> NamedNode:
        """The evidence node of a span and rule (one for equal ones), linked from `subject`."""
        key = (found.start, found.end, found.rule, found.confidence)
        node = self._evidence.get(key)
        if node is None:
            node = iri.part(self.plan, "evidence", self._evidence_key(found))
            self._evidence[key] = node
            self.typed(node, "Evidence", found.quote[:40])
            self.link(node, "inPlan", self.plan)
            self.integer(node, "start", found.start)
            self.integer(node, "end", found.end)
            self.text(node, "quote", found.quote)
            rule = iri.rule(found.rule)
            self.link(node, "rule", rule)
            self.typed(rule, "ExtractionRule", found.rule)
            if found.confidence is not None:
                self.decimal(node, "confidence", f"{found.confidence:.2f}")
        self.link(subject, local, node)
        return node

    def _evidence_key(self, found: Evidence) -> str:
        certain = "" if found.confidence is None else f"-{round(found.confidence * 100)}"
        return f"{found.start}-{found.end}-{found.rule}{certain}"

    def body(self, name: BodyName, written: str) -> NamedNode:
        """The node of a body, with all that its name tells, and one form it was printed in."""
        # 各县区人民政府 and 各县（区）人民政府 in one document are one body.
        key = name.division_code, re.sub(r"\W", "", name.full)
        full = self._names.setdefault(key, name.full)
        node = iri.body(name.division_code, full)
        self.typed(node, _CLASS[name.kind], full)
        self.zh(node, "name", full)
        self.zh(node, "writtenName", written)
        self.concept(node, "function", "function", name.function)
        if name.guessed:
            self.boolean(node, "functionGuessed", True)
        if name.division_code:
            self.link(node, "jurisdiction", iri.division(name.division_code))
        return node


def _typed(value: str, local: str) -> Literal:
    return Literal(value, datatype=NamedNode(f"{_XSD}{local}"))
