"""The manifest goes to JSON and back, and names a release by content alone."""

from __future__ import annotations

import pytest

from graph.errors import DamagedReleaseError
from graph.manifest import DocumentEntry, FileEntry, Manifest, content_id

_FILES = {"dataset.nq": FileEntry("ab" * 32, 12), "parts/x.nq": FileEntry("cd" * 32, 3)}
_MANIFEST = Manifest(
    id=content_id(_FILES),
    created="2024-09-13T08:00:00+00:00",
    software="shuibao 0.1.0",
    base="https://w3id.org/shuibao/",
    quads=3,
    graphs=("https://w3id.org/shuibao/id/graph/ontology",),
    rdfc10="ab" * 32,
    documents=(DocumentEntry("x", "方案.txt", "ef" * 32, 3),),
    files=_FILES,
)


def test_there_and_back() -> None:
    assert Manifest.from_json(_MANIFEST.to_json(), "here") == _MANIFEST


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"id": 1}', _MANIFEST.to_json()[:90]])
def test_a_torn_manifest_is_told_with_its_place(data: bytes) -> None:
    with pytest.raises(DamagedReleaseError, match="over there"):
        Manifest.from_json(data, "over there")


def test_the_name_depends_on_names_and_content_but_not_on_order() -> None:
    assert content_id(dict(reversed(_FILES.items()))) == content_id(_FILES)
    assert content_id(_FILES | {"report.json": FileEntry("00" * 32, 1)}) != content_id(_FILES)
    renamed = {"dataset.nt": _FILES["dataset.nq"], "parts/x.nq": _FILES["parts/x.nq"]}
    assert content_id(renamed) != content_id(_FILES)
