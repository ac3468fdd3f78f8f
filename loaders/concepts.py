"""Code lists as the loaders use them: from a printed word to the IRI of its concept."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from graph import iri
from graph.rdf import PREFIXES, Literal, NamedNode, RdfFormat, parse

_NAMES = frozenset(f"{PREFIXES['skos']}{name}" for name in ("notation", "prefLabel", "altLabel"))


class Concepts:
    """The concepts of every scheme by notation and Chinese label."""

    def __init__(self, named: dict[str, dict[str, NamedNode]]) -> None:
        self._named = named

    def find(self, scheme: str, word: str) -> NamedNode | None:
        """The concept of `scheme` whose notation or label is `word`; None if there is none."""
        return self._named[scheme].get(word)

    def within(self, scheme: str, words: str) -> NamedNode | None:
        """The concept whose label is the longest one that `words` end in, else contain."""
        named = self._named[scheme]
        inside = [label for label in named if len(label) > 1 and label in words]
        if not inside:
            return None
        return named[max(inside, key=lambda label: (words.endswith(label), len(label), label))]


@cache
def load_concepts() -> Concepts:
    """Read the code lists that `ontology/concepts` holds."""
    named: dict[str, dict[str, NamedNode]] = {}
    for path in sorted(files("ontology").joinpath("concepts").iterdir(), key=lambda p: p.name):
        if not path.name.endswith(".ttl"):
            continue
        list_name = path.name.removesuffix(".ttl")
        scheme, list_iri = named.setdefault(list_name, {}), iri.scheme(list_name)
        for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE):
            name, concept = quad.object, quad.subject
            if quad.predicate.value not in _NAMES or not isinstance(name, Literal):
                continue
            if concept == list_iri:  # the list's own label is no word for any concept
                continue
            if name.language in (None, "zh") and isinstance(concept, NamedNode):
                scheme.setdefault(name.value, concept)
    return Concepts(named)
