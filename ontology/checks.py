"""What must hold before the ontology may be used; a fault is told with file, line and term.

The build asks `check_all` before it reads any document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from ontology.errors import DanglingImportError, IncompleteTermError, UndeclaredTermError
from ontology.files import RdfFile, folder
from ontology.terms import declared_in, namespace, subjects_of, terms, used_in

_OWL = "http://www.w3.org/2002/07/owl#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_DEFINITION = _SKOS + "definition"


def check_declared(file: RdfFile, used: Iterable[str]) -> None:
    """UndeclaredTermError with file, line and term where the vocabulary lacks a used term."""
    for name in sorted(set(used) - set(terms())):
        line = file.line_of(f"sb:{name}", f"{namespace()}{name}")
        raise UndeclaredTermError(
            f"{file.name}, line {line}: sb:{name} is not in the vocabulary; "
            "declare it in ontology/vocabulary or correct its spelling."
        )


def check_imports(provided: Iterable[RdfFile]) -> None:
    """DanglingImportError where a file imports a module of ours that no file provides."""
    all_files = tuple(provided)
    known = {iri for file in all_files for iri in subjects_of(file.quads(), _OWL + "Ontology")}
    for file in all_files:
        for quad in file.quads():
            wanted = quad.object
            if quad.predicate.value != _OWL + "imports" or not isinstance(wanted, NamedNode):
                continue
            if wanted.value.startswith(namespace()[:-1]) and wanted.value not in known:
                raise DanglingImportError(
                    f"{file.name}, line {file.line_of(wanted.value)}: it imports "
                    f"<{wanted.value}>, which no file provides; add the module or drop the import."
                )


def check_complete(file: RdfFile) -> None:
    """IncompleteTermError where a term or concept lacks label or definition in zh or en."""
    quads = file.quads()
    told = {
        (q.subject.value, q.predicate.value, q.object.language)
        for q in quads
        if isinstance(q.subject, NamedNode) and hasattr(q.object, "language")
    }
    for iri, name, label in _described(file, quads):
        for what, predicate in (("label", label), ("definition", _DEFINITION)):
            for language in ("zh", "en"):
                if (iri, predicate, language) not in told:
                    raise IncompleteTermError(
                        f"{file.name}, line {file.line_of(f'{name} a ')}: "
                        f"{name} has no {what} in {language!r}; add it."
                    )


def _described(file: RdfFile, quads: Iterable[Quad]) -> Iterator[tuple[str, str, str]]:
    """What has to be labelled: its IRI, its name in the file, and the property of its label."""
    for term in declared_in(file):
        yield namespace() + term.name, f"sb:{term.name}", _LABEL
    for iri in subjects_of(quads, _SKOS + "Concept"):
        yield iri, f"<{iri}>", _SKOS + "prefLabel"


def check_all() -> None:
    """Everything that must hold before the ontology may be used; OntologyError otherwise."""
    vocabulary, alignments = folder("vocabulary"), folder("alignments")
    axioms, concepts = folder("axioms"), folder("concepts")
    check_imports((*vocabulary, *alignments, *axioms))
    for file in (*vocabulary, *concepts):
        check_complete(file)
    for file in (*vocabulary, *alignments, *axioms, *concepts, *folder("shapes")):
        check_declared(file, used_in(file.quads()))
