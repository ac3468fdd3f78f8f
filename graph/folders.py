"""Files and folders that survive a crash: written through to the disk, switched by one rename."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import BusyError, ReleaseError
from graph.manifest import FileEntry

_CHUNK = 1 << 20


@contextmanager
def told(where: Path) -> Iterator[None]:
    """Turn a failure of the operating system into one sentence."""
    try:
        yield
    except OSError as error:
        raise ReleaseError(
            f"Writing in {where} failed ({error.strerror or error}); "
            "make room or give leave to write there, then publish again."
        ) from error


def write_file(path: Path, chunks: Iterable[bytes]) -> FileEntry:
    """Write a new file through to the disk; its checksum is that of the bytes handed in."""
    digest, size = hashlib.sha256(), 0
    with told(path.parent), path.open("xb") as file:
        for chunk in chunks:
            file.write(chunk)
            digest.update(chunk)
            size += len(chunk)
        file.flush()
        os.fsync(file.fileno())
    return FileEntry(sha256=digest.hexdigest(), size=size)


def entry_of(path: Path) -> FileEntry:
    """Checksum and size of a file as it lies on the disk; OSError where it cannot be read."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return FileEntry(sha256=digest.hexdigest(), size=path.stat().st_size)


def sync_folder(path: Path) -> None:
    """Make the names in a folder last (fsync(2): a file's own fsync does not cover its name)."""
    with told(path):
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def move(source: Path, target: Path) -> None:
    """Rename within one file system, for good (rename(2) has no half-way state)."""
    with told(target.parent):
        source.replace(target)
    sync_folder(target.parent)


def point(link: Path, target: str, temporary: Path) -> None:
    """Let a symbolic link point at a relative target, at one instant."""
    with told(link.parent):
        temporary.unlink(missing_ok=True)
        temporary.symlink_to(target)
    move(temporary, link)


def remove_folder(path: Path) -> None:
    """Remove a folder of a build that is over; what cannot be removed now is swept next time."""
    shutil.rmtree(path, ignore_errors=True)


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the data folder's lock; the kernel frees it when the holder ends, however it ends.

    BusyError where another process holds it.
    """
    with told(root):
        root.mkdir(parents=True, exist_ok=True)
        handle = os.open(root / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(
                f"Another build is writing in {root}; wait until it has ended and try again."
            ) from error
        yield
    finally:
        os.close(handle)
