"""Measures of different plans that resemble each other: shared topic, similar wording.

Offices write one order in many ways; single words fail without word segmentation, whole phrases
fail on paraphrase. Pairs of characters weighted by TF-IDF hold up: what every item says weighs
little, what two items alone share weighs much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from graph import iri
from graph.rdf import BASE, PREFIXES, RDF_TYPE, RDFS_LABEL, Literal, NamedNode, Quad, rebase, sb
from graph.slugs import digest
from graph.store import Store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

METHOD = "tf-idf character bigrams, cosine"

#: Cosine from which two items deal with the same thing; below it they share office language.
THRESHOLD = 0.15
_PER_MEASURE = 5
#: Rows compared at a time, which bounds the memory of the comparison.
_BLOCK = 256
_WORDS = re.compile(r"[^\u4e00-\u9fffA-Za-z]+")
_DECIMAL = NamedNode(PREFIXES["xsd"] + "decimal")

_SELECT = """PREFIX sb: <https://w3id.org/shuibao/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?measure ?plan ?topic ?quote ?clause
WHERE {
  ?fact a sb:TopicAssignment ; sb:ofMeasure ?measure ; sb:topic ?topic .
  ?measure a sb:Measure ; sb:inPlan ?plan ; sb:hasEvidence ?evidence .
  ?evidence sb:quote ?quote .
  FILTER NOT EXISTS { ?evidence sb:forField ?field }
  OPTIONAL { ?measure sb:responsibilityClause ?clause }
}
"""


@dataclass(frozen=True, slots=True)
class MeasureText:
    """A measure to compare: its IRI, the IRI of its plan, its topics, its words."""

    iri: str
    plan: str
    topics: frozenset[str]
    text: str


@dataclass(frozen=True, slots=True)
class Similar:
    """Two measures (`a` before `b` in code point order) and their cosine, 0..1, 4 places."""

    a: str
    b: str
    score: Decimal


def similar_measures(
    rows: Sequence[MeasureText],
    per_measure: int = _PER_MEASURE,
    threshold: float = THRESHOLD,
) -> list[Similar]:
    """Pairs of measures of different plans that share a topic and most resemble each other.

    A pair is kept where one of the two counts the other among its `per_measure` nearest with a
    cosine of at least `threshold`. The order of `rows` does not matter; sorted by `a`, then `b`.
    """
    ordered = sorted((row for row in rows if _bigrams(row.text)), key=lambda row: row.iri)
    if len({row.plan for row in ordered}) < 2:
        return []
    best: dict[tuple[str, str], Decimal] = {}
    for start, scores in _scores(ordered):
        for offset, line in enumerate(scores):
            here = ordered[start + offset]
            for index in _nearest(line, per_measure, threshold):
                first, second = sorted((here.iri, ordered[index].iri))
                best[first, second] = Decimal(f"{line[index]:.4f}")
    return [Similar(a, b, score) for (a, b), score in sorted(best.items())]


def _bigrams(text: str) -> list[str]:
    """The pairs of neighbouring characters, none across punctuation, digits or blanks."""
    return [part[i : i + 2] for part in _WORDS.split(text) for i in range(len(part) - 1)]


def _scores(rows: Sequence[MeasureText]) -> Iterator[tuple[int, NDArray[np.float64]]]:
    """Blocks of rows of the matrix of cosines, 0 where plan or topics forbid a pair."""
    import numpy as np  # noqa: PLC0415 - slow to import
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - slow to import

    weights = TfidfVectorizer(analyzer=_bigrams, sublinear_tf=True).fit_transform(
        [row.text for row in rows]
    )
    names = sorted({topic for row in rows for topic in row.topics})
    topics = np.array([[name in row.topics for name in names] for row in rows], dtype=np.int32)
    numbers = {plan: number for number, plan in enumerate(sorted({row.plan for row in rows}))}
    plans = np.array([numbers[row.plan] for row in rows])
    for start in range(0, len(rows), _BLOCK):
        block = slice(start, start + _BLOCK)
        # Rounded before they are compared: the last bits may differ between machines.
        cosines = np.round((weights[block] @ weights.T).toarray(), 4)
        allowed = (plans[block, None] != plans[None, :]) & (topics[block] @ topics.T > 0)
        yield start, np.where(allowed, cosines, 0.0)


def _nearest(line: NDArray[np.float64], count: int, threshold: float) -> list[int]:
    """The columns of the highest scores, equal ones in column order."""
    found = [int(index) for index in (line >= max(threshold, 0.0001)).nonzero()[0]]
    return sorted(found, key=lambda index: (-line[index], index))[:count]


def measure_texts(store: Store, base: str = BASE) -> list[MeasureText]:
    """The measures of a store with a topic, their words without the responsibility clauses."""
    topics: dict[str, set[str]] = {}
    words: dict[str, tuple[str, str]] = {}
    for measure, plan, topic, quote, clause in store.select(rebase(_SELECT, base)).cells():
        topics.setdefault(str(measure), set()).add(str(topic))
        words[str(measure)] = (str(plan), _without(str(quote), str(clause or "")))
    return [
        MeasureText(key, plan, frozenset(topics[key]), text)
        for key, (plan, text) in sorted(words.items())
    ]


def _without(quote: str, clause: str) -> str:
    """An item's words without its responsibility clauses (one a line), which name the same bodies.

    Blanks are left out: the clause is told as printed, the quote as read.
    """
    text = "".join(quote.split())
    for part in filter(None, ("".join(line.split()) for line in clause.split("\n"))):
        text = text.replace(part, "。")
    return text


def similarity_quads(store: Store, base: str = BASE) -> list[Quad]:
    """The similar measures of a store as quads of id/graph/inferred/similar-measures, sorted.

    Each pair is a node sb:Similarity with its score and method, and sb:similarTo in both
    directions.
    """
    pairs = similar_measures(measure_texts(store, base))
    return sorted((quad for pair in pairs for quad in _pair_quads(pair, base)), key=str)


def _pair_quads(pair: Similar, base: str) -> Iterator[Quad]:
    def named(term: NamedNode) -> NamedNode:
        return NamedNode(rebase(term.value, base))

    graph = named(iri.graph("inferred/similar-measures"))
    a, b = NamedNode(pair.a), NamedNode(pair.b)
    # The same name under every base.
    key = digest("\n".join(end.removeprefix(base) for end in (pair.a, pair.b)), 12)
    node = named(NamedNode(f"{PREFIXES['id']}similarity/{key}"))
    score = Literal(f"{pair.score.normalize():f}", datatype=_DECIMAL)
    yield Quad(node, RDF_TYPE, named(sb("Similarity")), graph)
    yield Quad(node, RDFS_LABEL, Literal(f"相似度{pair.score}", language="zh"), graph)
    yield Quad(node, named(sb("between")), a, graph)
    yield Quad(node, named(sb("between")), b, graph)
    yield Quad(node, named(sb("score")), score, graph)
    yield Quad(node, named(sb("method")), Literal(METHOD), graph)
    yield Quad(a, named(sb("similarTo")), b, graph)
    yield Quad(b, named(sb("similarTo")), a, graph)
