"""What can go wrong while documents are read and turned into facts: one family of errors.

Every message is one sentence that says what is wrong, where, and what to do next.
"""

from __future__ import annotations

from collections.abc import Sequence


class LoaderError(Exception):
    """Something that keeps documents from becoming facts."""


class UnreadableDocument(LoaderError):  # noqa: N818 - named by what it is, as users meet it
    """One document that cannot be read.

    `source` is the file as the user named it, `why` completes "<source> …" (a verb phrase
    without full stop), `next_step` tells what to do about it.
    """

    def __init__(self, source: str, why: str, next_step: str) -> None:
        """Keep the three parts; the message is `<source> <why>; <next_step>.`"""
        super().__init__(source, why, next_step)
        self.source = source
        self.why = why
        self.next_step = next_step

    def __str__(self) -> str:
        """The whole sentence."""
        return f"{self.source} {self.why}; {self.next_step}."


class NothingToRead(LoaderError):  # noqa: N818 - see above
    """Paths that name no document at all."""


class NoMeasuresError(LoaderError):
    """A document that holds no numbered item that orders work."""

    def __init__(self, source: str, found: str) -> None:
        """Tell what was found instead of measures."""
        super().__init__(
            f"{source} holds no measures (found instead: {found}); "
            "give a plan whose items are numbered 一、（一）1. or 第一条."
        )


class NonconformingError(LoaderError):
    """A document whose graph violates the shapes; `rows` are the violations."""

    def __init__(self, source: str, rows: Sequence[Sequence[str]]) -> None:
        """Name the first violation; the others stay in `rows`."""
        first = rows[0]
        super().__init__(
            f"{source}: {len(rows)} violation(s) of the shapes, first {first[0]} at <{first[2]}>: "
            f"{first[6]}; correct the document or report the rule that read it."
        )
        self.rows = rows


class SourceError(LoaderError):
    """A source description that cannot be used, or a document that does not match it."""

    def __init__(self, where: str, why: str) -> None:
        """Name the description or document, and what is wrong with it."""
        super().__init__(f"{where}: {why}; correct the source description.")
