"""The facts of a measure, as bags of what is said of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from graph.rdf import NamedNode
from webapp.visit import Row, Visit


@dataclass(frozen=True, slots=True)
class Value:
    """A value: an IRI or text, with the labels and notation of what it points to."""

    value: str
    zh: str | None
    en: str | None
    notation: str | None

    def shown(self, english: bool) -> str:
        """The label in a language, the notation, or the bare value."""
        label = self.en if english and self.en else self.zh
        return label or self.notation or self.value


@dataclass(slots=True)
class Fact:
    """One fact: its class and, by property, its values; its places in the text."""

    iri: str
    kind: str = ""
    values: dict[str, list[Value]] = field(default_factory=lambda: defaultdict(list))
    evidence: list[Row] = field(default_factory=list)

    def one(self, name: str) -> Value | None:
        """The only (or first) value of a property."""
        found = self.values.get(name)
        return found[0] if found else None

    def text(self, name: str) -> str:
        """The text of a property, empty where it has none."""
        found = self.one(name)
        return found.value if found else ""

    def code(self, name: str) -> str:
        """The notation of what a property points to, empty where it has none."""
        found = self.one(name)
        return (found.notation or "") if found else ""

    @property
    def start(self) -> int:
        """Where it stands in the text, for sorting."""
        starts = [row["start"] for row in self.evidence]
        return min((at for at in starts if isinstance(at, int)), default=0)


# Classes of ours that a fact may carry beside its own and that say nothing new.
_ABOVE = {"Fact", "Provision"}


def facts_of(visit: Visit, measure: NamedNode) -> dict[str, list[Fact]]:
    """The facts of a measure by class (`Assignment`, `Target` …), in the order of the text."""
    found: dict[str, Fact] = {}
    for row in visit.rows("facts", measure=measure):
        fact = found.setdefault(str(row["fact"]), Fact(str(row["fact"])))
        name = str(row["property"]).rsplit("#", 1)[-1]
        if name == "type":
            kind = visit.links.local(str(row["value"])) or ""
            local = kind.removeprefix("ontology#")
            if local and local not in _ABOVE:
                fact.kind = local
        else:
            fact.values[name].append(_value(row))
    for row in visit.rows("fact_evidence", measure=measure):
        if str(row["fact"]) in found:
            found[str(row["fact"])].evidence.append(row)
    kinds: dict[str, list[Fact]] = defaultdict(list)
    for fact in sorted(found.values(), key=lambda fact: (fact.start, fact.iri)):
        kinds[fact.kind].append(fact)
    return kinds


def _value(row: Row) -> Value:
    text = {
        key: str(row[key]) if row[key] is not None else None for key in ("zh", "en", "notation")
    }
    return Value(str(row["value"]), text["zh"], text["en"], text["notation"])
