"""The error family of this floor: one clear sentence that says what, where and what to do next."""

from __future__ import annotations


class GraphError(Exception):
    """An expected failure of the graph floor; its text is fit to be shown to a user."""


class IriError(GraphError):
    """A name or code from which no valid IRI can be made."""


class StoreError(GraphError):
    """Quads that cannot be read, or a query that the store refuses."""


class QuerySyntaxError(StoreError):
    """A query that is not SPARQL 1.1; the text names line and column."""


class ValidationError(GraphError):
    """A validation that would prove nothing: no shapes, or nothing that the shapes look at."""


class ReleaseError(GraphError):
    """A release that cannot be written, found or trusted."""


class BusyError(ReleaseError):
    """Another build holds the lock of the data folder."""


class DamagedReleaseError(ReleaseError):
    """A kept release whose files no longer agree with its manifest."""
