"""The files of this room as texts: vocabulary, code lists, alignments, shapes, examples.

All are read through `importlib.resources`, so that they are found in an installed package too.
Texts are written for the default base IRI; who serves another base rewrites them on the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from pyoxigraph import Quad, RdfFormat, parse

from ontology.errors import OntologyError, TurtleError

FOLDERS = ("vocabulary", "axioms", "alignments", "concepts", "shapes")


@dataclass(frozen=True, slots=True)
class RdfFile:
    """One file of the room: its name from `ontology/` on (`shapes/plan.ttl`) and its text."""

    name: str
    text: str

    def quads(self) -> list[Quad]:
        """Its statements; TurtleError with file and line where the syntax is wrong."""
        kind = RdfFormat.TRIG if self.name.endswith(".trig") else RdfFormat.TURTLE
        try:
            return list(parse(self.text, format=kind))
        except SyntaxError as error:
            raise TurtleError(
                f"{self.name}, line {error.lineno}: {error.msg}; correct the Turtle there."
            ) from error

    def line_of(self, *needles: str) -> int:
        """The first line (from 1) that contains one of the texts; 1 where none does."""
        for number, line in enumerate(self.text.splitlines(), start=1):
            if any(needle in line for needle in needles):
                return number
        return 1


def folder(name: str, suffix: str = ".ttl") -> tuple[RdfFile, ...]:
    """The files of a folder of this room in order of name, e.g. `shapes`, `examples/failing`.

    OntologyError where there are none: a check over nothing must not pass.
    """
    place = files("ontology").joinpath(*name.split("/"))
    found = tuple(_texts(place, name, suffix)) if place.is_dir() else ()
    if not found:
        raise OntologyError(f"ontology/{name} holds no {suffix} file; restore the folder.")
    return found


def document_shapes() -> tuple[RdfFile, ...]:
    """The shapes that documents' graphs are validated by: all but those of the ontology itself."""
    return tuple(file for file in folder("shapes") if file.name != "shapes/meta.ttl")


def own_vocabulary() -> tuple[RdfFile, ...]:
    """The vocabulary without the declarations of terms borrowed from others."""
    return tuple(file for file in folder("vocabulary") if file.name != "vocabulary/borrowed.ttl")


def _texts(place: Traversable, name: str, suffix: str) -> Iterator[RdfFile]:
    for entry in sorted(place.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(suffix):
            yield RdfFile(f"{name}/{entry.name}", entry.read_text(encoding="utf-8"))
