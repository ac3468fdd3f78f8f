"""Building a release: documents in, inferences drawn, everything published at once."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import click

from graph.errors import ReleaseError
from graph.rdf import BASE, Quad, rebase, sorted_nquads
from graph.release import Part, Release
from graph.releases import Releases
from graph.report import from_json, report_turtle
from graph.store import Store
from loaders.background import background
from loaders.errors import LoaderError
from loaders.pipeline import Outcome, process_all
from loaders.reading.files import expand
from loaders.sources import Source, corpus_folder, load_sources
from ontology.checks import check_all
from queries.checking import Finding, run_checks
from queries.inference import infer
from queries.run import LocalAsker
from queries.similar import similarity_quads

_PACKAGES = ("ontology", "graph", "loaders", "queries")


class Build:
    """One run: where releases are kept, whether a bad document stops it, how many processes.

    OntologyError with file, line and term where the ontology itself is broken.
    """

    def __init__(
        self, data: Path, keep_going: bool, jobs: int | None, base: str | None = None
    ) -> None:
        """`base` is the IRI that everything is minted under; the current release's if None."""
        # A broken ontology would break every document; better told before any is read.
        check_all()
        self._releases = Releases(data)
        self._keep_going = keep_going
        self._jobs = jobs
        self._base = base or self._current_base()
        rebase("", self._base)  # refuses what is no base, before anything is read

    def _current_base(self) -> str:
        try:
            return self._releases.current().manifest.base
        except ReleaseError:
            return BASE

    def _kept(self) -> list[Part]:
        """The documents of the current release, minted under the default base."""
        old = self._releases.current()
        return [_moved(part, old.manifest.base, BASE) for part in old.parts()]

    def fresh(self, paths: Iterable[Path], *, if_stale: bool = False) -> None:
        """A release of exactly these documents."""
        named = list(paths) or [corpus_folder()]
        stamp = inputs_digest(expand(named))
        if if_stale and self._is_current(stamp):
            click.echo("The release is up to date.", err=True)
            return
        self._publish(named, [], stamp)

    def added(self, paths: Iterable[Path]) -> None:
        """The current release and these documents; one that comes again replaces its older self."""
        self._publish(list(paths), self._kept(), "")

    def without(self, documents: Iterable[str]) -> None:
        """The current release without these documents; ReleaseError for one it does not hold."""
        kept = self._kept()
        for name in documents:
            hits = [part for part in kept if name in (part.source, part.slug)]
            if not hits:
                known = ", ".join(part.source for part in kept)
                raise ReleaseError(
                    f"There is no document {name!r} in the release; it holds {known}."
                )
            kept = [part for part in kept if part not in hits]
        self._finish(kept, [], "")

    def _is_current(self, stamp: str) -> bool:
        try:
            current = self._releases.current()
            return current.report().get("inputs") == stamp and current.manifest.base == self._base
        except ReleaseError:
            return False

    def _publish(self, paths: list[Path], kept: list[Part], stamp: str) -> None:
        outcomes = self._outcomes(paths)
        failed = [outcome for outcome in outcomes if outcome.error]
        for outcome in failed:
            click.echo(outcome.error, err=True)
        new = [outcome.part for outcome in outcomes if outcome.part]
        if failed and not (self._keep_going and new):
            self._refuse(failed, len(outcomes))
        replaced = {part.slug for part in new} | {part.source for part in new}
        old = [part for part in kept if not {part.slug, part.source} & replaced]
        left_out = [{"file": f.path.name, "why": f.error} for f in failed]
        self._finish([*old, *new], left_out, "" if failed else stamp)

    def _refuse(self, failed: list[Outcome], total: int) -> None:
        good = total - len(failed)
        hint = "; add --keep-going to publish the others" if good else ""
        message = f"Nothing was published: {len(failed)} of {total} documents failed{hint}."
        if all(not outcome.conforms for outcome in failed):
            click.echo(message, err=True)
            sys.exit(1)
        raise LoaderError(message)

    def _outcomes(self, paths: list[Path]) -> list[Outcome]:
        found = expand(paths)
        with _progress("Reading 读取", len(found)) as advance:
            outcomes = []
            for outcome in process_all(found, _described(found), self._jobs):
                outcomes.append(outcome)
                advance(outcome.path.name)
        return sorted(outcomes, key=lambda outcome: str(outcome.path))

    def _finish(self, parts: list[Part], left_out: list[dict[str, Any]], stamp: str) -> Release:
        ordered = sorted(parts, key=lambda part: part.slug)
        with _progress("Inferring 推理", 2) as advance:
            extra: dict[str, bytes | Iterable[Quad]] = dict(background())
            advance("background")
            extra |= self._inferred(ordered)
            advance("rules")
        with _progress("Publishing 发布", 1) as advance:
            report = {
                "inputs": stamp,
                "left_out": left_out,
                "documents": {part.source: part.report["counts"] for part in ordered},
            }
            shacl = report_turtle([from_json(part.report["validation"]) for part in ordered])
            release = self._releases.publish(
                [_moved(part, BASE, self._base) for part in ordered],
                {name: _moved_quads(quads, self._base) for name, quads in extra.items()},
                report,
                rebase(shacl.decode(), self._base),
                base=self._base,
                software=f"shuibao {version('shuibao')}",
            )
            advance(release.id)
        click.echo(
            f"Release {release.id}: {len(ordered)} documents, {release.manifest.quads} quads.",
            err=True,
        )
        return release

    def _refuse_finding(self, finding: Finding) -> None:
        """A release that a check finds fault with is not published."""
        subject, detail = (str(cell) for cell in finding.table.rows[0][:2])
        message = (
            f"Nothing was published: the check {finding.check.name} "
            f"({finding.check.summary_en}) found {len(finding.table.rows)} row(s), first "
            f"<{subject}> {detail}; leave that document out or report the rule that read it."
        )
        click.echo(message, err=True)
        sys.exit(1)

    def _inferred(self, parts: list[Part]) -> dict[str, list[Quad]]:
        store = Store()
        for content in background().values():
            store.load_nquads(content)
        for part in parts:
            store.load_nquads(part.quads)
        similar = similarity_quads(store)
        store.load(similar)
        inferred = infer(store) | {"similar-measures": similar}
        for finding in run_checks(LocalAsker(store)):
            self._refuse_finding(finding)
        return {f"inferred/{name}": quads for name, quads in inferred.items() if quads}


def _moved(part: Part, old: str, new: str) -> Part:
    """A document's part minted under another base."""
    if old == new:
        return part
    report = json.loads(json.dumps(part.report, ensure_ascii=False).replace(old, new))
    return replace(part, quads=part.quads.replace(old.encode(), new.encode()), report=report)


def _moved_quads(content: bytes | Iterable[Quad], base: str) -> bytes | Iterable[Quad]:
    if base == BASE:
        return content
    lines = content if isinstance(content, bytes) else sorted_nquads(content)
    return rebase(lines.decode(), base).encode()


def _described(paths: Iterable[Path]) -> dict[str, Source]:
    """The source descriptions that lie beside the documents."""
    found: dict[str, Source] = {}
    for folder in sorted({path.parent for path in paths}):
        described = folder / "sources.toml"
        if described.is_file():
            found |= load_sources(described)
    return found


def inputs_digest(documents: Iterable[Path]) -> str:
    """A hash of the documents and of every file of the program that shapes a release."""
    digest = hashlib.sha256(version("shuibao").encode())
    for path in documents:
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    for package in _PACKAGES:
        for name, content in _files(files(package), package):
            digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return digest.hexdigest()


def _files(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _files(entry, f"{name}/{entry.name}")
        elif entry.is_file() and not entry.name.endswith(".pyc"):
            yield f"{name}/{entry.name}", entry.read_bytes()


@contextmanager
def _progress(label: str, total: int) -> Iterator[Any]:
    """A bar on stderr; the function it yields advances it by one and names what was done."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description:14}"), BarColumn(), MofNCompleteColumn(),
               TextColumn("{task.fields[item]}"))  # fmt: skip
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(label, total=total, item="")
        yield lambda item: progress.update(task, advance=1, item=item)


__all__ = ["Build", "inputs_digest"]
