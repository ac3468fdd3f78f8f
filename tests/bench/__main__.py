"""`make bench`: how fast plans are read, what a build spends its time on, how engines compare.

Everything is a ratio within one run, since machines differ; nothing here passes or fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from time import process_time
from warnings import catch_warnings, simplefilter

from rdflib import Dataset

from graph.rdf import Quad, sorted_nquads
from graph.store import Store
from graph.validation import Validator
from loaders.background import background, divisions_of, laws_of
from loaders.plan import read_plan
from loaders.reading.files import ReadText, read_file
from loaders.records import Plan
from loaders.sources import corpus_folder
from loaders.triples import plan_quads
from ontology.files import document_shapes, folder
from queries.inference import infer
from queries.library import Library
from queries.run import LocalAsker, run

_ROUNDS = 5
_MEGABYTES = 10
#: What a reader with a rule that goes over the text again and again would choke on.
_HOSTILE = (
    "。",
    "（",
    "、",
    "负责",
    "《",
    "1.",
    "\n一、",
    "9",
    "市水利局、",
    "2025年",
    "责任单位 ",
    "附\n",
    "责任单位：★市水利局。\n",
    "《水土保持法》第三条，",
    "关于加强水土保持工作的意见",
)


def timed(work: Callable[[], object], rounds: int = 1) -> float:
    """The shortest of some runs, in seconds of processor time, so that neighbours do not count."""
    best = float("inf")
    for _ in range(rounds):
        begin = process_time()
        work()
        best = min(best, process_time() - begin)
    return best


def table(title: str, rows: Iterable[tuple[str, str]]) -> None:
    """Print a title and rows of a name and a figure."""
    print(f"\n{title}")  # noqa: T201
    for name, figure in rows:
        print(f"  {name:<44}{figure:>14}")  # noqa: T201


def of_text(text: str) -> ReadText:
    """A text as if it had been read from a file."""
    return ReadText("bench.txt", "0" * 64, text, "text/plain")


def extraction(documents: list[ReadText]) -> Iterator[tuple[str, str]]:
    """Plans a second on one core, and how the time grows with the text."""
    once = timed(lambda: [read_plan(document) for document in documents], _ROUNDS)
    size = sum(len(document.text) for document in documents)
    yield "plans a second, one core", f"{len(documents) / once:.1f}"
    yield "characters a second, one core", f"{size / once:,.0f}"
    longest = max(documents, key=lambda document: len(document.text)).text
    one = timed(lambda: read_plan(of_text(longest)), _ROUNDS)
    for times in (10, 20):
        many = timed(lambda times=times: read_plan(of_text(longest * times)))  # type: ignore[misc]
        yield f"time for {times} times the text, per text", f"{many / times / one:.2f} ×"
    large = longest * (_MEGABYTES * 1_000_000 // len(longest.encode()))
    yield f"seconds for {_MEGABYTES} MB", f"{timed(lambda: read_plan(of_text(large))):.1f}"


def doubling(text: str) -> Iterator[tuple[str, str]]:
    """How the time grows when a run of one thing doubles in length; 2 is linear."""
    for piece in _HOSTILE:
        short, long = (text + piece * (count // len(piece)) for count in (50_000, 100_000))
        first = timed(lambda short=short: read_plan(of_text(short)))  # type: ignore[misc]
        second = timed(lambda long=long: read_plan(of_text(long)))  # type: ignore[misc]
        yield f"100,000 against 50,000 characters of {piece.strip()}", f"{second / first:.2f} ×"


def stages(paths: list[ReadText], plans: list[Plan], parts: list[bytes]) -> dict[str, float]:
    """Seconds for each stage of a build over the shipped plans, one process."""
    shapes = [file.text for file in document_shapes()]
    terms = [file.text for name in ("vocabulary", "concepts") for file in folder(name)]
    validator = Validator(shapes, terms)
    return {
        "files to text": timed(lambda: [read_file(corpus_folder() / p.source) for p in paths]),
        "text to records": timed(lambda: [read_plan(document) for document in paths]),
        "records to quads": timed(lambda: [sorted_nquads(plan_quads(plan)) for plan in plans]),
        "validation": timed(
            lambda: [validator.validate(p, divisions_of(p) + laws_of(p)) for p in parts]
        ),
        "filling the store": timed(lambda: filled(parts)),
        "inference": timed(lambda: infer(filled(parts))),
    }


def filled(parts: list[bytes]) -> Store:
    """A store with the parts and the background."""
    store = Store()
    for content in (*background().values(), *parts):
        store.load_nquads(content)
    return store


def engines(parts: list[bytes]) -> Iterator[tuple[str, str]]:
    """The named query `leads` in the store and in rdflib, both in memory."""
    store = filled(parts)
    inferred: list[Quad] = [quad for quads in infer(store).values() for quad in quads]
    store.load(inferred)
    query = Library.load().get("leads")
    ours = timed(lambda: list(run(LocalAsker(store), query, {}).records()), _ROUNDS)
    other = Dataset(default_union=True)
    content = b"".join((*background().values(), *parts, sorted_nquads(inferred)))
    with catch_warnings():
        simplefilter("ignore", DeprecationWarning)
        other.parse(data=content, format="nquads")
        theirs = timed(lambda: list(other.query(query.text)))
    rows = len(list(run(LocalAsker(store), query, {}).records()))
    yield "rows", f"{rows:,}"
    yield "rdflib against the store, in time", f"{theirs / ours:,.0f} ×"


def main() -> None:
    """Measure and print."""
    documents = [read_file(path) for path in sorted(corpus_folder().glob("*.txt"))]
    plans = [read_plan(document) for document in documents]
    parts = [sorted_nquads(plan_quads(plan)) for plan in plans]
    background()
    table("Extraction", extraction(documents))
    table("Growth", doubling(documents[0].text))
    spent = stages(documents, plans, parts)
    whole = sum(spent.values())
    table("Shares of a build", ((name, f"{100 * t / whole:.1f} %") for name, t in spent.items()))
    table("Query leads", engines(parts))


if __name__ == "__main__":
    main()
