"""What one outside query may use, and how a worker process is held to it."""

from __future__ import annotations

import faulthandler
import resource
import signal
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one query and of the pool that runs it.

    `seconds` is the deadline, `memory_mb` what a query may take beside the store itself, `rows`
    and `bytes` bound its answer; `workers` queries run at once, and another one waits at most
    `wait_seconds` for its turn.
    """

    seconds: float = 20.0
    memory_mb: int = 1024
    rows: int = 100_000
    bytes: int = 50_000_000
    workers: int = 4
    wait_seconds: float = 5.0


def confine(limits: Limits) -> None:
    """Hold this (worker) process to the memory limit, and let it be ended at once.

    The store that a worker shares with the process it was forked from is part of its address
    space, so the limit counts from what is in use now. Where the system knows no such limit
    (macOS), the deadline alone holds.
    """
    # A Python handler would not run while the engine computes; the default action does.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # The engine aborts where it gets no memory: that is a refusal here, not a crash to be dumped.
    faulthandler.disable()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    used = _address_space()
    if used is not None:
        bound = used + limits.memory_mb * 1024 * 1024
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        if hard != resource.RLIM_INFINITY:
            bound = min(bound, hard)
        resource.setrlimit(resource.RLIMIT_AS, (bound, bound))


def _address_space() -> int | None:
    """The bytes of address space in use, None where the system does not tell (see proc(5))."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return None
    return int(statm.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
