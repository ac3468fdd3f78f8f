"""SHACL validation of one document at a time, by pySHACL on a plain rdflib graph.

A validation that looks at nothing proves nothing: no shapes with a target, or a document in
which no shape finds a node, is a ValidationError and never a pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import pyshacl
from pyparsing import ParseException
from pyshacl.errors import ReportableRuntimeError, ShapeLoadError
from pyshacl.shapes_graph import ShapesGraph
from rdflib import SH, BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result as QueryResult
from rdflib.term import Node

from graph.errors import ValidationError
from graph.rdf import BlankNode, Literal, NamedNode, RdfFormat, parse
from graph.report import Report, Result, Severity

__all__ = ["Report", "Result", "Severity", "Validator"]


class _Data(Graph):
    """A graph that reads each query text once: pySHACL asks the same one for every focus node."""

    def query(self, query_object: str | Query, *args: Any, **options: Any) -> QueryResult:  # noqa: ANN401
        """Answer a query as Graph.query does."""
        if isinstance(query_object, str):
            namespaces = dict(options.pop("initNs", None) or self.namespaces())
            query_object = _prepared(query_object, tuple(sorted(namespaces.items())))
        return super().query(query_object, *args, **options)


@lru_cache(maxsize=256)
def _prepared(text: str, namespaces: tuple[tuple[str, str], ...]) -> Query:
    return prepareQuery(text, initNs=dict(namespaces))


class Validator:
    """The shapes and the ontology, read once, to validate many documents with."""

    def __init__(self, shapes_ttl_texts: Iterable[str], ontology: Iterable[str] = ()) -> None:
        """Read Turtle texts; `ontology` gives the classes and concepts that documents point to.

        ValidationError if a text is no Turtle, or if no shape has a target.
        """
        self._shapes = _read_turtle(shapes_ttl_texts, "shapes")
        self._flat = _flattened(self._shapes)
        self._background = _read_turtle(ontology, "ontology")
        try:
            found = ShapesGraph(self._shapes, None).shapes
        except (ShapeLoadError, ReportableRuntimeError) as error:
            raise ValidationError(f"The shapes cannot be used: {error}; correct them.") from error
        self._targeting = [shape for shape in found if any(_targets(shape.target()))]
        self._templates = [
            (_template(str(message)), message.language)
            for message in sorted(self._shapes.objects(None, SH.message), key=str)
            if isinstance(message, RdflibLiteral) and message.language
        ]
        if not self._targeting:
            raise ValidationError(
                "There is no shape with a target, so nothing would be checked; "
                "give at least one file with shapes."
            )

    def validate(self, nquads: bytes, extra: bytes = b"") -> Report:
        """Validate the triples of a document's N-Quads.

        `extra` are further N-Quads that the document's statements point to (divisions, laws);
        they are looked up, not judged. ValidationError if no shape finds a node in the document,
        or if a shape's SPARQL constraint cannot be run.
        """
        document = list(_triples(nquads))
        data = _Data()
        for triple in self._background:
            data.add(triple)
        for triple in [*_cached_triples(extra), *document]:
            data.add(triple)
        focus = self._focus(data, {triple[0] for triple in document})
        try:
            _, results, text = pyshacl.validate(data, shacl_graph=self._flat, inplace=True)
        except (ReportableRuntimeError, ParseException) as error:
            raise ValidationError(f"The shapes cannot be run: {error}; correct them.") from error
        if not isinstance(results, Graph):
            raise ValidationError(f"The shapes cannot be run: {text}; correct them.")
        mine = {node for s, _, o in document for node in (s, o)}
        rows = {
            self._result(results, node)
            for node in results.objects(None, SH.result)
            if results.value(node, SH.focusNode) in mine
        }
        return Report(tuple(sorted(rows, key=Result.sort_key)), focus)

    def _focus(self, data: Graph, subjects: set[Node]) -> dict[str, int]:
        """How many nodes of the document each shape looks at; ValidationError if none does."""
        counts = {
            str(shape.node): len(set(shape.focus_nodes(data)) & subjects)
            for shape in self._targeting
        }
        if not any(counts.values()):
            raise ValidationError(
                "No shape finds anything to look at in the document, so nothing was checked; "
                "compare the classes in the data with the targets of the shapes."
            )
        return dict(sorted(counts.items()))

    def _result(self, results: Graph, node: Node) -> Result:
        """One sh:ValidationResult as a row."""
        messages = self._messages(results, node)
        plain = messages.get("", next(iter(messages.values()), ""))
        path, value = results.value(node, SH.resultPath), results.value(node, SH.value)
        return Result(
            shape=self._named_shape(results.value(node, SH.sourceShape)),
            constraint=str(results.value(node, SH.sourceConstraintComponent)),
            severity=Severity.of(str(results.value(node, SH.resultSeverity))),
            focus=str(results.value(node, SH.focusNode)),
            path=_path_text(results, path) if path is not None else None,
            value=_term(value) if value is not None else None,
            message_zh=messages.get("zh", plain),
            message_en=messages.get("en", plain),
        )

    def _messages(self, results: Graph, node: Node) -> dict[str, str]:
        """The messages of a result by language, "" for none.

        pySHACL fills in the variables of a SPARQL constraint's message and drops its language on
        the way; it is found again by the template that the text was made of.
        """
        found: dict[str, str] = {}
        for message in sorted(results.objects(node, SH.resultMessage), key=str):
            language = message.language if isinstance(message, RdflibLiteral) else None
            if not language:
                fits = {lang for form, lang in self._templates if form.fullmatch(str(message))}
                language = fits.pop() if len(fits) == 1 else ""
            found.setdefault(language, str(message))
        return found

    def _named_shape(self, shape: Node | None) -> str:
        """The IRI of a shape, or of the nearest shape that holds an unnamed one."""
        seen: set[Node] = set()
        while isinstance(shape, BNode) and shape not in seen:
            seen.add(shape)
            shape = min(self._shapes.subjects(None, shape), key=str, default=None)
        return str(shape) if isinstance(shape, URIRef) else ""


_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)


def _flattened(shapes: Graph) -> Graph:
    """The same shapes, with property shapes aimed at the targets of the node shape they are of.

    pySHACL walks from every focus node through its node shape into each property shape; aimed
    directly, a property shape sees all its focus nodes at once, in a third of the time. Shapes
    that others refer to by sh:node keep their properties.
    """
    flat = Graph()
    for triple in shapes:
        flat.add(triple)
    for shape, inner in list(shapes.subject_objects(SH.property)):
        aims = [(p, o) for p in _TARGETS for o in shapes.objects(shape, p)]
        if aims and (None, SH.node, shape) not in shapes:
            flat.remove((shape, SH.property, inner))
            for predicate, target in aims:
                flat.add((inner, predicate, target))
    return flat


def _template(message: str) -> re.Pattern[str]:
    """What a message looks like once its variables ({?x}, {$x}; SHACL, 5.3.2) are filled in."""
    fixed = re.split(r"\{[?$]\w+\}", message)
    return re.compile(".*".join(re.escape(piece) for piece in fixed), re.DOTALL)


def _targets(target: tuple[Iterable[Node] | bool, ...]) -> Iterable[bool]:
    """Whether each kind of target of a shape names anything."""
    return (bool(kind) if isinstance(kind, bool) else any(True for _ in kind) for kind in target)


def _read_turtle(texts: Iterable[str], what: str) -> Graph:
    """The union of Turtle texts; blank nodes are numbered, as some messages name them."""
    graph = Graph()
    numbers: dict[tuple[int, str], str] = {}
    for index, text in enumerate(texts):
        try:
            for quad in parse(text, format=RdfFormat.TURTLE):
                terms = (quad.subject, quad.predicate, quad.object)
                s, p, o = (_numbered(term, index, numbers) for term in terms)
                graph.add((_node(s), _node(p), _node(o)))
        except SyntaxError as error:
            raise ValidationError(f"The {what} are no Turtle: {error}; correct them.") from error
    return graph


def _numbered(term: object, text: int, numbers: dict[tuple[int, str], str]) -> object:
    """A blank node under a number of its own across texts; any other term as it is."""
    if not isinstance(term, BlankNode):
        return term
    return BlankNode(numbers.setdefault((text, term.value), f"b{len(numbers)}"))


def _triples(nquads: bytes) -> Iterable[tuple[Node, Node, Node]]:
    try:
        for quad in parse(nquads, format=RdfFormat.N_QUADS):
            yield _node(quad.subject), _node(quad.predicate), _node(quad.object)
    except SyntaxError as error:
        raise ValidationError(f"The quads cannot be read: {error}; read them again.") from error


@lru_cache(maxsize=2)
def _cached_triples(nquads: bytes) -> tuple[tuple[Node, Node, Node], ...]:
    """The background of one build is the same for all its documents."""
    return tuple(_triples(nquads))


def _node(term: object) -> Node:
    """A term of the store as rdflib has it; the literal's spelling is kept as it is."""
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    if isinstance(term, Literal):
        if term.language:
            return RdflibLiteral(term.value, lang=term.language)
        if term.datatype.value == "http://www.w3.org/2001/XMLSchema#string":
            return RdflibLiteral(term.value)
        return RdflibLiteral(term.value, datatype=URIRef(term.datatype.value), normalize=False)
    raise ValidationError(f"{term} cannot be validated; use plain RDF 1.1 terms.")


def _term(node: Node) -> NamedNode | Literal | None:
    """An rdflib term as the store has it; None for a blank node."""
    if isinstance(node, RdflibLiteral):
        if node.language:
            return Literal(str(node), language=node.language)
        return (
            Literal(str(node), datatype=NamedNode(str(node.datatype)))
            if node.datatype
            else (Literal(str(node)))
        )
    return NamedNode(str(node)) if isinstance(node, URIRef) else None


_REPEATED = ((SH.zeroOrMorePath, "*"), (SH.oneOrMorePath, "+"), (SH.zeroOrOnePath, "?"))


def _path_text(results: Graph, path: Node) -> str:
    """A property path as SPARQL writes it; an IRI stands without brackets."""
    if isinstance(path, URIRef):
        return str(path)
    if (inverse := results.value(path, SH.inversePath)) is not None:
        return f"^{_path_text(results, inverse)}"
    for predicate, sign in _REPEATED:
        if (inner := results.value(path, predicate)) is not None:
            return f"({_path_text(results, inner)}){sign}"
    choices = results.value(path, SH.alternativePath)
    steps = results.items(choices if choices is not None else path)
    return ("/" if choices is None else "|").join(_path_text(results, step) for step in steps)
