"""The error family of this floor: one clear sentence that says what, where and what to do next."""

from __future__ import annotations


class QueryError(Exception):
    """An expected failure of a query; its text is fit to be shown to a user."""


class UnknownQueryError(QueryError):
    """A named query that does not exist."""


class ParameterError(QueryError):
    """A parameter the query does not have, or a value that is not allowed."""


class QueryFileError(QueryError):
    """A `.rq` file of the program whose header or slots are wrong."""


class BadQueryError(QueryError):
    """A text that is not SPARQL 1.1; `line` and `column` count from 1, None where unknown."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        """Keep the place beside the sentence, for an editor that marks it."""
        super().__init__(message)
        self.line = line
        self.column = column


class ForbiddenQueryError(QueryError):
    """A query that would write, or reach another server."""


class DeadlineError(QueryError):
    """A query that ran into the deadline and was stopped."""


class MemoryLimitError(QueryError):
    """A query that needed more memory than it may use and was stopped."""


class ResultTooLargeError(QueryError):
    """An answer with more rows or bytes than may be handed out."""


class TooBusyError(QueryError):
    """Too many queries at once; nothing was run. `retry_after` is in seconds."""

    def __init__(self, message: str, retry_after: int = 1) -> None:
        """Keep the time to wait beside the sentence."""
        super().__init__(message)
        self.retry_after = retry_after


class EndpointError(QueryError):
    """A remote SPARQL store that cannot be reached, refuses, or answers something else."""


class ExportError(QueryError):
    """A table that the asked format cannot hold."""
