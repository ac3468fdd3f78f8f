"""Differences of sorted files, compared with sets."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.diff import difference
from graph.errors import ReleaseError

_LINES = st.sets(st.binary(max_size=3).map(lambda b: b.replace(b"\n", b"") + b"\n"))


@given(_LINES, _LINES)
def test_it_is_set_difference_in_order(first: set[bytes], second: set[bytes]) -> None:
    with TemporaryDirectory() as folder:
        one, two = Path(folder) / "1", Path(folder) / "2"
        one.write_bytes(b"".join(sorted(first)))
        two.write_bytes(b"".join(sorted(second)))
        assert list(difference(one, two)) == sorted(first - second)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="cannot be compared"):
        list(difference(tmp_path / "a", tmp_path / "b"))
