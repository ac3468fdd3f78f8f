"""From files to the parts of a release: read, extract, turn into quads, validate, in processes.

The function that one process maps over documents is the whole pipeline of a document, so that a
cluster can map the same one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from graph import iri
from graph.errors import GraphError
from graph.rdf import sorted_nquads
from graph.release import Part
from graph.report import Severity, to_json
from graph.validation import Validator
from loaders.background import divisions_of, laws_of
from loaders.errors import LoaderError, NonconformingError
from loaders.plan import read_plan
from loaders.reading.files import read_file
from loaders.records import Plan
from loaders.sources import Source
from loaders.triples import plan_quads
from ontology.files import document_shapes, folder

#: Fewer documents than this are processed without starting worker processes.
_FEW = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: a part of a release, or the sentence that says why not."""

    path: Path
    part: Part | None
    error: str | None = None
    conforms: bool = True


def process(path: Path, source: Source | None = None, validate: bool = True) -> Part:
    """One document's part of a release.

    Raises LoaderError where the file cannot be read or holds no measures, NonconformingError where
    its graph violates a shape and SourceError where counts are out of bounds.
    """
    document = read_file(path)
    plan = read_plan(document)
    counts = counts_of(plan)
    if source is not None:
        source.check(plan.heading.division_code, counts)
        plan = replace(plan, origin=source.origin, source_kind=source.kind)
    quads = sorted_nquads(plan_quads(plan))
    report = _report(plan, counts)
    if validate:
        report["validation"] = _validated(plan.source, quads)
    return Part(slug_of(plan), plan.source, plan.sha256, quads, report)


def slug_of(plan: Plan) -> str:
    """The file name of a plan's part: the end of its IRI with its slashes made dashes."""
    heading = plan.heading
    node = iri.plan(heading.division_code, heading.doc_number, heading.date, heading.title)
    return node.value.split("/plan/", 1)[1].replace("/", "-")


def counts_of(plan: Plan) -> dict[str, int]:
    """How many facts of each kind a document yields."""
    return {
        "sections": len(plan.sections),
        "measures": len(plan.measures),
        "responsibilities": len(plan.assignments),
        "lead_statements": len(plan.leads),
        "targets": len(plan.targets),
        "references": len(plan.references),
        "duties": len(plan.duties),
        "places": len(plan.places),
        "bodies": len(plan.bodies),
        "instruments": len(plan.instruments),
        "topics": sum(len(measure.topics) for measure in plan.measures),
    }


def _report(plan: Plan, counts: Mapping[str, int]) -> dict[str, Any]:
    unknown = {a.written: a.body.full for a in plan.assignments if a.body.guessed}
    return {
        "title": plan.heading.title,
        "city": plan.heading.city,
        "characters": len(plan.text),
        "counts": dict(counts),
        "coverage": round(plan.coverage, 4),
        "leftovers": [
            {
                "looks_like": left.looks_like,
                "measure": left.measure,
                "start": left.evidence.start,
                "end": left.evidence.end,
                "quote": left.evidence.quote,
            }
            for left in plan.leftovers
        ],
        "guessed_functions": [
            {"written": written, "body": full} for written, full in sorted(unknown.items())
        ],
    }


@cache
def _validator() -> Validator:
    shapes = (file.text for file in document_shapes())
    ontology = (file.text for name in ("vocabulary", "concepts") for file in folder(name))
    return Validator(shapes, ontology)


def _validated(source: str, quads: bytes) -> dict[str, Any]:
    report = _validator().validate(quads, divisions_of(quads) + laws_of(quads))
    if not report.conforms:
        raise NonconformingError(source, [r.row() for r in report.of(Severity.VIOLATION)])
    return to_json(report)


def process_all(
    paths: list[Path], sources: Mapping[str, Source], jobs: int | None = None
) -> Iterator[Outcome]:
    """The outcome of every file, as each is done; order them by path for a stable release."""
    workers = min(jobs or os.cpu_count() or 1, len(paths))
    if workers < 2 or len(paths) < _FEW:
        for path in paths:
            yield _outcome(path, sources.get(path.name))
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from _pooled(pool, paths, sources)


def _pooled(
    pool: Executor, paths: Iterable[Path], sources: Mapping[str, Source]
) -> Iterator[Outcome]:
    futures = {}
    for path in paths:
        try:
            futures[pool.submit(_outcome, path, sources.get(path.name))] = path
        except BrokenProcessPool:  # a worker died before all were submitted
            yield _died(path)
    for future in as_completed(futures):
        try:
            yield future.result()
        except BrokenProcessPool:
            yield _died(futures[future])


def _died(path: Path) -> Outcome:
    why = f"{path}: the worker process died (out of memory?); try with --jobs 1."
    return Outcome(path, None, why)


def _outcome(path: Path, source: Source | None) -> Outcome:
    try:
        return Outcome(path, process(path, source))
    except NonconformingError as error:
        return Outcome(path, None, str(error), conforms=False)
    except (LoaderError, GraphError) as error:
        return Outcome(path, None, str(error))
