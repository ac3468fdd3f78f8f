"""What the web application is told at its start: one frozen value, handed down."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from graph.rdf import BASE
from queries.limits import Limits


@dataclass(frozen=True, slots=True)
class Config:
    """Where releases are kept, or which remote store is asked instead, and the bounds.

    `limits` bound each query from outside, `house` each query of the pages and of the named
    queries, which run in workers of their own so that no outsider can hold them up.
    `kept_open` releases stay in memory, the served one among them. `body_bytes` bounds a request's
    body and `at_once` how many outside queries may be waiting or running together.
    """

    data: Path
    endpoint: str | None = None
    limits: Limits = field(default_factory=Limits)
    house: Limits = field(default_factory=lambda: Limits(workers=2, wait_seconds=20.0))
    base: str = BASE
    kept_open: int = 3
    body_bytes: int = 1_000_000
    at_once: int = 8
