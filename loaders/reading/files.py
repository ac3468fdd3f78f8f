"""From paths to text: finding documents, reading one file of whatever format."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from loaders.errors import NothingToRead, UnreadableDocument
from loaders.reading import formats, pdffile, plain, webpage, wordfile
from loaders.reading.text import showable

#: The largest file that is read, in bytes; a long plan has a few hundred thousand.
LIMIT = 32 * 1024 * 1024

Reader = Callable[[str, bytes], str]
_READERS: dict[str, Reader] = {
    formats.TEXT: plain.read,
    formats.HTML: webpage.read,
    formats.DOCX: wordfile.read,
    formats.PDF: pdffile.read,
}


@dataclass(frozen=True, slots=True)
class ReadText:
    """A document's text as read: what evidence points into and what the explorer shows.

    `source` is the file's name, `sha256` the checksum of its bytes, `media` its media type.
    Lines end in a line feed; characters that no page can show are U+FFFD.
    """

    source: str
    sha256: str
    text: str
    media: str


def read_file(path: Path, limit: int = LIMIT) -> ReadText:
    """The text of the file at `path`; UnreadableDocument where it has none.

    A file of more than `limit` bytes is refused before it is opened.
    """
    try:
        size = path.stat().st_size
        if size > limit:
            raise _too_large(str(path), size, limit)
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(
            str(path),
            f"cannot be opened ({error.strerror or type(error).__name__})",
            "check the path and its permissions",
        ) from error
    return _read(str(path), path.name, data, limit)


def read_bytes(name: str, data: bytes, limit: int = LIMIT) -> ReadText:
    """The text of a document given as bytes, such as an upload; errors as for `read_file`."""
    return _read(name, name, data, limit)


def _read(source: str, name: str, data: bytes, limit: int) -> ReadText:
    """`source` is what errors name, `name` what the record keeps."""
    if len(data) > limit:
        raise _too_large(source, len(data), limit)
    if not data.strip(b" \t\r\n"):
        raise _empty(source)
    media = formats.media_of(source, data)
    text = showable(_READERS[media](source, data))
    if not text.strip("\ufeff\ufffd \t\n\u3000\u00a0"):
        raise _empty(source)
    return ReadText(name, hashlib.sha256(data).hexdigest(), text, media)


def _empty(source: str) -> UnreadableDocument:
    return UnreadableDocument(source, "holds no text", "give the document itself")


def _too_large(source: str, size: int, limit: int) -> UnreadableDocument:
    return UnreadableDocument(
        source,
        f"has {size:,} bytes, and documents are read up to {limit:,}",
        "split it, or give the plan without its images",
    )


def expand(paths: Iterable[Path]) -> list[Path]:
    """The documents that `paths` name: files as they are, folders searched to their depths.

    In a folder the files count whose ending is that of a document, also of one that has to be
    converted first; hidden files and folders do not. Each file comes once, in the order given,
    those of one folder sorted. NothingToRead where a path is missing or nothing is found.
    """
    found: dict[Path, None] = {}
    given = list(paths)
    for path in given:
        if path.is_dir():
            found.update(dict.fromkeys(sorted(_documents(path))))
        elif path.exists():
            found[path] = None
        else:
            raise NothingToRead(f"{path} does not exist; check the path.")
    if not found:
        places = ", ".join(map(str, given)) or "an empty list of paths"
        endings = " ".join(sorted(formats.READABLE))
        raise NothingToRead(
            f"There is no document in {places}; give files, or folders with {endings} in them."
        )
    return list(found)


def _documents(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            known = Path(name).suffix.lower() in formats.READABLE | formats.CONVERTIBLE
            if known and not name.startswith((".", "~$")):
                yield Path(where, name)
