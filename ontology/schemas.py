"""What the SHACL shapes say of a class, as a JSON Schema and as the layout of a page.

One reading of the shapes serves both: `fields_of` gathers the property shapes of a class, those
of its superclasses included; `json_schema` and `class_layout` only write them out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from rdflib import RDF, RDFS, SH, SKOS, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection

from ontology.errors import UndeclaredTermError
from ontology.files import document_shapes, folder
from ontology.terms import namespace, terms

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_IRI: dict[str, object] = {"type": "string", "format": "iri"}
_DATATYPES: dict[str, dict[str, object]] = {
    str(XSD.integer): {"type": "integer"},
    str(XSD.boolean): {"type": "boolean"},
    str(XSD.decimal): {"type": "number"},
    str(XSD.date): {"type": "string", "format": "date"},
    str(XSD.string): {"type": "string"},
    str(RDF.langString): {"type": "string"},
}


@dataclass(frozen=True, slots=True)
class Field:
    """One property of a class: local name, labels, how often, and what its values are.

    `datatype` is the IRI of a datatype, empty where values are nodes; `values` are the notations
    of the code list (or plain values) that are allowed, `scheme` that list's IRI.
    """

    name: str
    iri: str
    label_zh: str
    label_en: str
    order: int
    required: bool
    many: bool
    datatype: str
    values: tuple[str, ...]
    scheme: str


def class_layout(name: str) -> tuple[Field, ...]:
    """The properties of a class (local name) in the order in which a page shows them.

    The shapes of the class itself come first, then those that it shares with others. Empty for a
    class without shapes; UndeclaredTermError for a name that is no class.
    """
    if name not in terms() or terms()[name].kind != "Class":
        raise UndeclaredTermError(
            f"sb:{name} is no class of the vocabulary; correct the name or declare it."
        )
    return _fields(name)


def classes() -> tuple[str, ...]:
    """The classes (local names) that have shapes, in alphabetical order."""
    targets = {str(target) for target in _shapes().objects(None, SH.targetClass)}
    own = {target.removeprefix(namespace()) for target in targets}
    return tuple(sorted(own & set(terms())))


def class_labels(name: str) -> tuple[str, str]:
    """The Chinese and English label of a class (local name)."""
    iri = URIRef(namespace() + name)
    return _label(iri, "zh"), _label(iri, "en")


def json_schema(name: str) -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of a node of a class, by the local names of properties.

    A property that may have several values is an array. UndeclaredTermError as `class_layout`.
    """
    fields = class_layout(name)
    properties = {field.name: _property_schema(field) for field in fields}
    return {
        "$schema": _DRAFT,
        "$id": f"{namespace()}{name}",
        "title": _label(URIRef(namespace() + name), "en"),
        "description": _text(URIRef(namespace() + name), SKOS.definition, "en"),
        "type": "object",
        "properties": {"id": _IRI, **properties},
        "required": ["id", *(field.name for field in fields if field.required)],
    }


def _property_schema(field: Field) -> dict[str, object]:
    value = dict(_DATATYPES.get(field.datatype, _IRI))
    if field.values:
        value = {"type": "string", "enum": list(field.values)}
        if field.datatype == str(XSD.boolean):
            value = {"type": "boolean"}
    schema: dict[str, object] = {"type": "array", "items": value} if field.many else value
    if field.many and field.required:
        schema["minItems"] = 1
    return {"title": f"{field.label_zh} {field.label_en}", **schema}


@cache
def _shapes() -> Graph:
    return _graph(file.text for file in document_shapes())


@cache
def _vocabulary() -> Graph:
    return _graph(file.text for name in ("vocabulary", "concepts") for file in folder(name))


def _graph(texts: Iterable[str]) -> Graph:
    graph = Graph()
    for text in texts:
        graph.parse(data=text, format="turtle")
    return graph


@cache
def _fields(name: str) -> tuple[Field, ...]:
    found: dict[str, Field] = {}
    for shape in _shapes_of(name):
        constraints = _rules_of(shape)
        for field in sorted(map(_field, constraints), key=lambda field: field.order):
            if field.iri == str(RDF.type):
                continue
            known = found.get(field.name)
            found[field.name] = _both(known, field) if known else field
    return tuple(found.values())


def _rules_of(shape: URIRef) -> list[URIRef]:
    """The property shapes that must hold; a warning only advises and says nothing of the form."""
    return [
        constraint
        for constraint in _shapes().objects(shape, SH.property)
        if isinstance(constraint, URIRef) and _shapes().value(constraint, SH.severity) != SH.Warning
    ]


def _shapes_of(name: str) -> list[URIRef]:
    """The shapes that look at a class: its own first, those of one property last, then by name."""
    shapes = _shapes()
    aimed = set(shapes.subjects(SH.targetClass, URIRef(namespace() + name)))

    def shared(shape: URIRef) -> tuple[bool, int, str]:
        properties = len(list(shapes.objects(shape, SH.property)))
        return properties < 2, len(list(shapes.objects(shape, SH.targetClass))), str(shape)

    return sorted((shape for shape in aimed if isinstance(shape, URIRef)), key=shared)


def _field(constraint: URIRef) -> Field:
    shapes = _shapes()
    path = URIRef(str(shapes.value(constraint, SH.path)))
    most = shapes.value(constraint, SH.maxCount)
    least = shapes.value(constraint, SH.minCount)
    values, scheme = _allowed(constraint)
    return Field(
        name=str(path).rpartition("#")[2],
        iri=str(path),
        label_zh=_name(constraint, "zh"),
        label_en=_name(constraint, "en"),
        order=int(str(shapes.value(constraint, SH.order) or 0)),
        required=least is not None and int(str(least)) > 0,
        many=most is None or int(str(most)) > 1,
        datatype=str(shapes.value(constraint, SH.datatype) or ""),
        values=values,
        scheme=scheme,
    )


def _both(first: Field, second: Field) -> Field:
    """Two shapes of one property hold together: the stricter of each pair of bounds."""
    return Field(
        name=first.name,
        iri=first.iri,
        label_zh=first.label_zh,
        label_en=first.label_en,
        order=first.order,
        required=first.required or second.required,
        many=first.many and second.many,
        datatype=first.datatype or second.datatype,
        values=first.values or second.values,
        scheme=first.scheme or second.scheme,
    )


def _allowed(constraint: URIRef) -> tuple[tuple[str, ...], str]:
    """The allowed values (concepts by their notation) and the code list they come from."""
    head = _shapes().value(constraint, SH["in"])
    if head is None:
        return (), ""
    members = list(Collection(_shapes(), head))
    schemes = {_vocabulary().value(node, SKOS.inScheme) for node in members} - {None}
    notations = (_vocabulary().value(node, SKOS.notation) or node for node in members)
    return tuple(str(text) for text in notations), "".join(sorted(map(str, schemes)))


def _name(constraint: URIRef, language: str) -> str:
    names = _shapes().objects(constraint, SH.name)
    return next(str(n) for n in names if isinstance(n, Literal) and n.language == language)


def _label(node: URIRef, language: str) -> str:
    return _text(node, RDFS.label, language)


def _text(node: URIRef, predicate: URIRef, language: str) -> str:
    texts = _vocabulary().objects(node, predicate)
    return next(str(t) for t in texts if isinstance(t, Literal) and t.language == language)
