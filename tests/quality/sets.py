"""The annotated sets and the answers to them: documents in, rows of the named queries out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from graph.store import Store
from loaders.background import background
from loaders.plan import read_plan
from loaders.reading.files import read_file
from loaders.triples import plan_quads
from queries.library import Library
from queries.run import LocalAsker, run
from tests.quality.scoring import QUERIES, Answers, Gold

_TESTS = Path(__file__).resolve().parents[1]
_CORPUS = _TESTS.parent / "loaders" / "corpus"
#: Where a set's annotations and its documents lie. Rules are written on the first two alone.
SETS: Mapping[str, tuple[Path, Path]] = {
    "shipped": (_TESTS / "gold", _CORPUS),
    "develop": (_TESTS / "quality" / "develop", _TESTS / "quality" / "develop"),
    "measure": (_TESTS / "quality" / "measure", _TESTS / "quality" / "measure"),
}


@cache
def gold_of(name: str) -> dict[str, Gold]:
    """The annotations of a set, by the file name of the document."""
    found: dict[str, Gold] = {}
    for file in sorted(SETS[name][0].glob("*.json")):
        annotated: dict[str, Any] = json.loads(file.read_text("utf-8"))
        found[annotated["document"].get("source") or f"{file.stem}.txt"] = annotated
    return found


@cache
def answers_of(name: str) -> Answers:
    """What the named queries answer over the documents of a set."""
    store = Store()
    for content in background().values():
        store.load_nquads(content)
    for source in gold_of(name):
        store.load(plan_quads(read_plan(read_file(SETS[name][1] / source))))
    library, asker = Library.load(), LocalAsker(store)
    return {query: list(run(asker, library.get(query), {}).records()) for query in QUERIES}
