"""Plain text: only its encoding has to be found."""

from __future__ import annotations

from loaders.reading.encodings import binary, decode, looks_binary


def read(source: str, data: bytes) -> str:
    """The text of a plain text file; UnreadableDocument where the bytes are no text."""
    text = decode(source, data)
    if looks_binary(text):
        raise binary(source)
    return text
