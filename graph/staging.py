"""Writing a release into a temporary folder beside the others, and checking what was written."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from graph.description import describe
from graph.dump import DUMPS, dumped
from graph.errors import ReleaseError
from graph.folders import sync_folder, told, write_file
from graph.iri import graph as graph_iri
from graph.manifest import (
    DESCRIPTION,
    MANIFEST,
    DocumentEntry,
    FileEntry,
    Manifest,
    content_id,
    json_bytes,
)
from graph.rdf import BlankNode, DefaultGraph, NamedNode, Quad, quads_of, rebase, sorted_nquads
from graph.release import Part, Release

Extra = Mapping[str, bytes | Iterable[Quad]]

_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]*")


class Staging:
    """A release in the making, in a folder that nobody reads yet."""

    def __init__(self, folder: Path, *, base: str, software: str) -> None:
        """Make the folder; `base` and `software` go into the manifest."""
        self._folder, self._base, self._software = folder, base, software
        self._files: dict[str, FileEntry] = {}
        self._documents: dict[str, DocumentEntry] = {}
        self._lines: set[bytes] = set()
        with told(folder.parent):
            (folder / "parts").mkdir(parents=True)
            (folder / "dumps").mkdir()

    def add_part(self, part: Part) -> None:
        """Write one document; ReleaseError for a slug that is unfit or comes twice."""
        if not _SLUG.fullmatch(part.slug):
            raise ReleaseError(f"{part.slug!r} cannot name a file; use ASCII letters and digits.")
        if part.slug in self._documents:
            raise ReleaseError(
                f"{part.source} and {self._documents[part.slug].source} are the same document "
                f"({part.slug}); leave one of them out."
            )
        lines = sorted(set(_lines(part.quads, part.source)))
        self._lines.update(lines)
        self._documents[part.slug] = DocumentEntry(part.slug, part.source, part.sha256, len(lines))
        self._write(f"parts/{part.slug}.nq", lines)
        report = part.report | {"source": part.source, "sha256": part.sha256}
        self._write(f"parts/{part.slug}.json", [json_bytes(report)])

    def add_extra(self, name: str, content: bytes | Iterable[Quad]) -> None:
        """Add a graph that is no document; quads are put in the graph `name`, bytes as they are."""
        if not isinstance(content, bytes):
            graph = NamedNode(rebase(graph_iri(name).value, self._base))
            named = (Quad(q.subject, q.predicate, q.object, graph) for q in content)
            content = sorted_nquads(named)
        self._lines.update(_lines(content, f"graph {name}"))

    def finish(self, report: Mapping[str, Any], shacl_ttl: str | bytes, created: str) -> Manifest:
        """Write what concerns the whole, check it, and make it last; returns the manifest."""
        if not self._documents:
            raise ReleaseError("There is no document to publish; name at least one plan.")
        lines = sorted(self._lines)
        self._write("dataset.nq", lines)
        quads = _checked(b"".join(lines))
        shacl = shacl_ttl.encode() if isinstance(shacl_ttl, str) else shacl_ttl
        self._write("shacl.ttl", [shacl])
        self._write("report.json", [json_bytes(dict(report))])
        for name, dump in DUMPS.items():
            self._write(dump.file, [dumped(quads, name, self._base)])
        release = content_id(self._files)
        self._write(DESCRIPTION, [describe(quads, release, self._files, self._base)])
        manifest = Manifest(
            id=release,
            created=created,
            software=self._software,
            base=self._base,
            quads=len(quads),
            graphs=tuple(sorted({quad.graph_name.value for quad in quads})),  # type: ignore[union-attr]
            rdfc10=hashlib.sha256(b"".join(lines)).hexdigest(),
            documents=tuple(self._documents[slug] for slug in sorted(self._documents)),
            files=dict(sorted(self._files.items())),
        )
        write_file(self._folder / MANIFEST, [manifest.to_json()])
        for folder in (self._folder / "parts", self._folder / "dumps", self._folder):
            sync_folder(folder)
        Release(self._folder, manifest).verify()
        return manifest

    def _write(self, name: str, chunks: Iterable[bytes]) -> None:
        self._files[name] = write_file(self._folder / name, chunks)


def _lines(data: bytes, where: str) -> list[bytes]:
    """The lines of N-Quads; ReleaseError if the last one was never finished."""
    if data and not data.endswith(b"\n"):
        raise ReleaseError(f"The quads of {where} end in mid-line; read the document again.")
    return [line + b"\n" for line in data.split(b"\n") if line]


def _checked(data: bytes) -> list[Quad]:
    """The quads as the engine reads them back: all in named graphs, no blank nodes."""
    quads = quads_of(data)
    for quad in quads:
        if isinstance(quad.graph_name, DefaultGraph):
            raise ReleaseError(f"The statement {quad} stands in no graph; put it in a named one.")
        if BlankNode in (type(quad.subject), type(quad.object), type(quad.graph_name)):
            raise ReleaseError(f"The statement {quad} has a blank node; give the node an IRI.")
    return quads
