"""The manifest of a release: what is in it, with checksums, and how it came about."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from graph.errors import DamagedReleaseError

MANIFEST = "manifest.json"
# Derived from the rest and named after the release, so it cannot enter the release's own name.
DESCRIPTION = "void.ttl"


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file's SHA-256 in hex and its size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """One document: its slug, its source's file name and SHA-256, the quads in its own graph."""

    slug: str
    source: str
    sha256: str
    quads: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a release holds.

    `created` is the time of the build (ISO 8601, UTC) and the only thing here that differs
    between two builds of the same documents. `rdfc10` is the SHA-256 of the canonical N-Quads
    (W3C RDF Dataset Canonicalization; without blank nodes these are the sorted lines).
    """

    id: str
    created: str
    software: str
    base: str
    quads: int
    graphs: tuple[str, ...]
    rdfc10: str
    documents: tuple[DocumentEntry, ...]
    files: Mapping[str, FileEntry]

    def to_json(self) -> bytes:
        """The manifest as a JSON file, keys sorted."""
        return json_bytes(asdict(self))

    @classmethod
    def from_json(cls, data: bytes, where: str) -> Manifest:
        """Read a manifest back; DamagedReleaseError names `where` if it is no manifest."""
        try:
            raw = json.loads(data)
            return cls(
                id=raw["id"],
                created=raw["created"],
                software=raw["software"],
                base=raw["base"],
                quads=raw["quads"],
                graphs=tuple(raw["graphs"]),
                rdfc10=raw["rdfc10"],
                documents=tuple(DocumentEntry(**entry) for entry in raw["documents"]),
                files={name: FileEntry(**entry) for name, entry in raw["files"].items()},
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DamagedReleaseError(
                f"The manifest in {where} cannot be read ({error}); roll back or build again."
            ) from error


def content_id(files: Mapping[str, FileEntry]) -> str:
    """The name of a release: r and 12 hex digits of the hash over its files' names and hashes."""
    lines = "".join(f"{entry.sha256}  {name}\n" for name, entry in sorted(files.items()))
    return "r" + hashlib.sha256(lines.encode()).hexdigest()[:12]


def json_bytes(value: object) -> bytes:
    """JSON as this floor writes it: UTF-8, keys sorted, one line a value."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()
