"""What many tests share: one release of the shipped plans, built by the real command."""

from __future__ import annotations

import fcntl
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A data folder with one release of the five shipped plans; nobody may write into it."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    data, lock = shared / "shipped", shared / "shipped.lock"
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not (data / "current").exists():
            command = [sys.executable, "-m", "shuibao", "--data", str(data), "build"]
            subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return data
