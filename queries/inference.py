"""What follows from what the texts say: CONSTRUCT rules, each into a graph of its own.

A rule is a plain SPARQL file in `queries/rules/`; its header line `#+ after:` names the rules
whose conclusions it reads, or says `*` where it reads those of every rule that does not say so
itself. IRIs are minted by joining strings of existing IRIs, never as blank
nodes, so the conclusions are the same on every build.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter

from graph import iri
from graph.errors import GraphError
from graph.rdf import BASE, NamedNode, Quad, rebase
from graph.store import Store
from queries.answers import failure
from queries.errors import QueryFileError
from queries.library import header, listed, query_texts

_ALL = ("*",)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it concludes (in both languages), the rules before it, its CONSTRUCT."""

    name: str
    summary_zh: str
    summary_en: str
    after: tuple[str, ...]
    text: str


def load_rules(base: str = BASE) -> list[Rule]:
    """The shipped rules in an order in which each comes after those it reads from.

    QueryFileError where a rule waits for one that is missing, or for itself.
    """
    rules = {name: _rule(name, text) for name, text in query_texts("rules", base).items()}
    first = tuple(name for name, rule in rules.items() if rule.after != _ALL)
    return in_order(
        {n: replace(rule, after=first) if rule.after == _ALL else rule for n, rule in rules.items()}
    )


def in_order(rules: dict[str, Rule]) -> list[Rule]:
    """The rules, each after those it reads from, by name where it is free; see `load_rules`."""
    for rule in rules.values():
        if missing := [name for name in rule.after if name not in rules]:
            raise QueryFileError(
                f"The rule {rule.name} comes after {missing[0]!r}, which is no rule; "
                "correct its '#+ after:' line."
            )
    sorter = TopologicalSorter({name: sorted(rules[name].after) for name in sorted(rules)})
    try:
        return [rules[name] for name in sorter.static_order()]
    except CycleError as error:
        raise QueryFileError(
            f"The rules {' and '.join(error.args[1])} wait for each other; "
            "correct their '#+ after:' lines."
        ) from error


def infer(store: Store, base: str = BASE) -> dict[str, list[Quad]]:
    """Run every rule over the store; the conclusions by rule, sorted, in rule order.

    Each rule's quads lie in the graph id/graph/inferred/<rule>. The store gains them too, since
    later rules read what earlier ones concluded.
    """
    concluded = {}
    for rule in load_rules(base):
        quads = apply(store, rule, base)
        store.load(quads)
        concluded[rule.name] = quads
    return concluded


def apply(store: Store, rule: Rule, base: str = BASE) -> list[Quad]:
    """The conclusions of one rule, sorted and without duplicates; the store stays as it is."""
    graph = NamedNode(rebase(iri.graph(f"inferred/{rule.name}").value, base))
    try:
        found = {
            Quad(triple.subject, triple.predicate, triple.object, graph)
            for triple in store.construct(rule.text)
        }
    except GraphError as error:
        raise failure(error) from error
    return sorted(found, key=str)


def _rule(name: str, text: str) -> Rule:
    fields = header(text)
    if missing := [key for key in ("summary", "summary_zh", "after") if key not in fields]:
        raise QueryFileError(f"{name}.rq lacks the header line '#+ {missing[0]}:'; add it.")
    return Rule(
        name=name,
        summary_zh=fields["summary_zh"],
        summary_en=fields["summary"],
        after=listed(fields["after"]),
        text=text,
    )
