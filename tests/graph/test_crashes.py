"""A builder dies, or its disk fills up, at every step of a publication; the old release serves."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import ReleaseError
from graph.releases import Part, Releases

MakePart = Callable[..., Part]

# Counts every call that changes the disk for good and kills the process at the n-th, as a power
# cut would: no clean-up code runs.
_BUILDER = """
import os, signal, sys
from pathlib import Path
from graph.rdf import quads_of
from graph.releases import Part, Releases

calls, deadly = 0, int(sys.argv[1])

def dying(name):
    real = getattr(os, name)
    def call(*args, **kwargs):
        global calls
        calls += 1
        if calls == deadly:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **kwargs)
    return call

for name in ("fsync", "replace", "symlink", "mkdir"):
    setattr(os, name, dying(name))
data = Path(sys.argv[3]).read_bytes()
Releases(Path(sys.argv[2])).publish([Part("370600-2", "2.txt", "0" * 64, data)], {}, {}, "")
"""


def _build(step: int, root: Path, quads: Path) -> int:
    """Publish in a process that dies at the given step; its exit code, 0 if it lived."""
    command = [sys.executable, "-c", _BUILDER, str(step), str(root), str(quads)]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, check=False)
    assert done.returncode in (0, -9), done.stderr.decode()
    return done.returncode


def _clean(root: Path) -> bool:
    """Whether only finished releases and the shelf's own files are there."""
    return {p.name for p in root.iterdir()} <= {
        ".lock",
        "current",
        "history.jsonl",
        "releases",
    } and all(p.name.startswith("r") for p in (root / "releases").iterdir())


@pytest.mark.slow
def test_killed_at_any_step_the_old_release_serves(tmp_path: Path, make_part: MakePart) -> None:
    quads = tmp_path / "part.nq"
    quads.write_bytes(make_part(2).quads)
    step, survived = 0, False
    switched = []
    while not survived:
        step += 1
        root = tmp_path / str(step)
        shelf = Releases(root)
        old = shelf.publish([make_part(1)], {}, {}, "")
        survived = _build(step, root, quads) == 0
        served = shelf.current()
        served.verify()
        switched.append(served.id != old.id)
        shelf.get(old.id).verify()
        final = shelf.publish([make_part(3)], {}, {}, "")
        assert shelf.current() == final
        assert _clean(root), step
        steps = [s.release for s in shelf.history()]
        assert steps == ([old.id, served.id, final.id] if switched[-1] else [old.id, final.id])
    assert step > 20
    # once switched, switched: the steps divide into a before and an after
    assert switched == sorted(switched)
    assert not switched[0]
    assert switched[-1]


@pytest.mark.parametrize("step", range(1, 40, 3))
def test_a_full_disk_at_any_file_is_one_sentence(
    tmp_path: Path, make_part: MakePart, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    shelf = Releases(tmp_path)
    old = shelf.publish([make_part(1)], {}, {}, "")
    real, calls = os.fsync, 0

    def full(handle: int) -> None:
        nonlocal calls
        calls += 1
        if calls == step:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(handle)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        failed = _fails(lambda: shelf.publish([make_part(2)], {}, {}, ""))
    total = calls
    shelf.current().verify()
    if failed:
        assert "No space left on device" in failed
        assert "\n" not in failed
    else:
        assert total < step
    assert shelf.publish([make_part(2)], {}, {}, "") == shelf.current()
    assert _clean(tmp_path)
    assert shelf.get(old.id) in shelf.list()


@pytest.mark.parametrize("name", ["replace", "symlink_to", "mkdir"])
def test_a_rename_that_fails_leaves_the_old_release(
    tmp_path: Path, make_part: MakePart, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    shelf = Releases(tmp_path)
    old = shelf.publish([make_part(1)], {}, {}, "")

    def fail(*_args: object, **_options: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    with monkeypatch.context() as patched:
        patched.setattr(Path, name, fail)
        assert "Permission denied" in _fails(lambda: shelf.publish([make_part(2)], {}, {}, ""))
    assert shelf.current() == old
    assert shelf.publish([make_part(2)], {}, {}, "") == shelf.current() != old
    assert _clean(tmp_path)


def test_a_data_folder_that_cannot_be_made_is_told(tmp_path: Path, make_part: MakePart) -> None:
    (tmp_path / "file").write_text("")
    message = _fails(lambda: Releases(tmp_path / "file").publish([make_part(1)], {}, {}, ""))
    assert "Writing in" in message


def _fails(call: Callable[[], object]) -> str:
    """The message of the ReleaseError that a call ends in; empty if it succeeds."""
    try:
        call()
    except ReleaseError as error:
        return str(error)
    return ""
