"""Source descriptions: read, held against counts, refused where malformed."""

from pathlib import Path

import pytest

from loaders.errors import SourceError
from loaders.pipeline import process
from loaders.sources import Source, corpus_folder, load_sources

_GOOD = """[[source]]
file = "a.txt"
place = "370100"
origin = "x"
kind = "y"
[source.expect]
measures = [2, 3]
"""


def test_every_shipped_document_is_described() -> None:
    sources = load_sources(corpus_folder() / "sources.toml")
    assert set(sources) == {path.name for path in corpus_folder().glob("*.txt")}
    assert all(source.expect["measures"][0] > 0 for source in sources.values())


def test_a_description(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(_GOOD, "utf-8")
    found = load_sources(tmp_path / "sources.toml")
    assert found == {"a.txt": Source("a.txt", "370100", "x", "y", {"measures": (2, 3)})}


@pytest.mark.parametrize("count", [2, 3])
def test_counts_within_bounds(count: int) -> None:
    Source("a.txt", "370100", "", "", {"measures": (2, 3)}).check("370100", {"measures": count})


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"measures": 1}, r"a\.txt: 1 measures read where at least 2"),
        ({"measures": 4}, r"a\.txt: 4 measures read where at most 3"),
        ({}, r"a\.txt: 0 measures read where at least 2"),
    ],
)
def test_counts_out_of_bounds(counts: dict[str, int], said: str) -> None:
    with pytest.raises(SourceError, match=said):
        Source("a.txt", "370100", "", "", {"measures": (2, 3)}).check("370100", counts)


@pytest.mark.parametrize("place", ["370200", None])
def test_another_place(place: str | None) -> None:
    with pytest.raises(SourceError, match=r"a\.txt: the place read is .*, not 370100"):
        Source("a.txt", "370100", "", "", {}).check(place, {})


@pytest.mark.parametrize(
    "text",
    [
        "[[source]\n",
        '[[source]]\nfile = "a.txt"\n',
        _GOOD.replace("[2, 3]", '["a", "b"]'),
        _GOOD.replace("[source.expect]\nmeasures = [2, 3]", "expect = 3"),
        "\udcff",
    ],
)
def test_malformed_descriptions_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(SourceError, match=r"sources\.toml"):
        load_sources(path)


def test_a_document_below_its_minimum_is_no_part_of_a_release() -> None:
    path = corpus_folder() / "jinan.txt"
    needy = Source("jinan.txt", "370100", "", "", {"targets": (1000, 2000)})
    with pytest.raises(SourceError, match=r"jinan\.txt: \d+ targets read where at least 1000"):
        process(path, needy, validate=False)
