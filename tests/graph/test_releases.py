"""The shelf of releases: published whole, found again, switched back, compared."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.dump import DUMPS
from graph.errors import BusyError, DamagedReleaseError, GraphError, ReleaseError
from graph.folders import locked
from graph.iri import graph
from graph.rdf import BASE, BlankNode, DefaultGraph, Literal, Quad, rebase, sb, sorted_nquads
from graph.releases import Part, Release, Releases

MakePart = Callable[..., Part]


def _publish(shelf: Releases, *parts: Part, word: str = "规划") -> Release:
    extra = {"ontology": [Quad(sb("Plan"), sb("title"), Literal(word), DefaultGraph())]}
    return shelf.publish(parts, extra, {"documents": len(parts)}, "# no results\n")


def test_what_goes_in_comes_out(tmp_path: Path, make_part: MakePart) -> None:
    parts = [make_part(2), make_part(1)]
    release = _publish(Releases(tmp_path), *parts)
    back = list(release.parts())
    assert [p.slug for p in back] == ["370600-1", "370600-2"]
    assert back[1].quads == parts[0].quads
    assert back[1].report == {"measures": 3, "source": "2.txt", "sha256": f"{2:064x}"}
    assert release.report() == {"documents": 2}
    assert release.shacl() == "# no results\n"
    assert graph("ontology").value in release.manifest.graphs
    store = release.open()
    assert len(store) == release.manifest.quads == 23
    assert (release.path / "dataset.nq").read_bytes() == sorted_nquads(store.quads())
    assert release.dump("nquads").read_bytes() == sorted_nquads(store.quads())


def test_a_release_published_again_from_itself_is_the_same(
    tmp_path: Path, make_part: MakePart
) -> None:
    shelf = Releases(tmp_path)
    first = _publish(shelf, make_part(1), make_part(2))
    again = _publish(shelf, *first.parts())
    assert again == first
    assert len(shelf.list()) == len(shelf.history()) == 1


def test_two_builds_are_byte_for_byte_the_same(tmp_path: Path, make_part: MakePart) -> None:
    one = _publish(Releases(tmp_path / "1"), make_part(1), make_part(2))
    two = _publish(Releases(tmp_path / "2"), make_part(2), make_part(1))
    names = {p.relative_to(one.path) for p in one.path.rglob("*") if p.is_file()}
    assert {p.relative_to(two.path) for p in two.path.rglob("*") if p.is_file()} == names
    assert one.id == two.id
    for name in names - {Path("manifest.json")}:
        assert (one.path / name).read_bytes() == (two.path / name).read_bytes(), name
    first, second = (json.loads((r.path / "manifest.json").read_bytes()) for r in (one, two))
    assert first | {"created": ""} == second | {"created": ""}


def test_the_time_comes_from_the_clock_alone(tmp_path: Path, make_part: MakePart) -> None:
    shelf = Releases(tmp_path, clock=lambda: datetime(2024, 9, 13, 8, 0, tzinfo=UTC))
    assert _publish(shelf, make_part(1)).manifest.created == "2024-09-13T08:00:00+00:00"


def test_the_newest_is_current_until_rolled_back(tmp_path: Path, make_part: MakePart) -> None:
    shelf = Releases(tmp_path)
    old, new = _publish(shelf, make_part(1)), _publish(shelf, make_part(1), make_part(2))
    assert shelf.current() == new
    assert [r.id for r in shelf.list()] == [old.id, new.id]
    assert shelf.rollback(old.id) == shelf.current() == old
    assert [(s.release, s.action) for s in shelf.history()] == [
        (old.id, "publish"),
        (new.id, "publish"),
        (old.id, "rollback"),
    ]


def test_publishing_what_is_kept_makes_it_current_again(
    tmp_path: Path, make_part: MakePart
) -> None:
    shelf = Releases(tmp_path)
    old, _ = _publish(shelf, make_part(1)), _publish(shelf, make_part(2))
    assert _publish(shelf, make_part(1)) == shelf.current() == old
    assert len(shelf.list()) == 2


def test_diff_tells_both_ways(tmp_path: Path, make_part: MakePart) -> None:
    shelf = Releases(tmp_path)
    old = _publish(shelf, make_part(1, 2))
    new = _publish(shelf, make_part(1, 2, word="保护"))
    added, removed = (list(lines) for lines in shelf.diff(old.id, new.id))
    assert len(added) == len(removed) == 2
    assert all("保护" in line.decode() for line in added)
    assert all("治理" in line.decode() for line in removed)
    assert list(shelf.diff(new.id, new.id)[0]) == []


@pytest.mark.parametrize("name", ["r000000000000", "../x", "", "current", "r00000000000"])
def test_only_kept_releases_are_found(tmp_path: Path, make_part: MakePart, name: str) -> None:
    shelf = Releases(tmp_path)
    kept = _publish(shelf, make_part(1))
    for call in (shelf.get, shelf.rollback):
        with pytest.raises(ReleaseError, match="There is no release"):
            call(name)
    assert shelf.current() == kept


def test_an_empty_shelf_says_so(tmp_path: Path) -> None:
    shelf = Releases(tmp_path / "none")
    with pytest.raises(ReleaseError, match="shuibao build"):
        shelf.current()
    assert not shelf.list()
    assert not shelf.history()


def test_a_damaged_release_is_not_rolled_back_to(tmp_path: Path, make_part: MakePart) -> None:
    shelf = Releases(tmp_path)
    old, new = _publish(shelf, make_part(1)), _publish(shelf, make_part(2))
    (old.path / "dataset.nq").write_bytes(b"")
    with pytest.raises(DamagedReleaseError, match=r"dataset\.nq"):
        shelf.rollback(old.id)
    assert shelf.current() == new


def test_a_damaged_release_is_replaced_by_publishing_it(
    tmp_path: Path, make_part: MakePart
) -> None:
    shelf = Releases(tmp_path)
    old = _publish(shelf, make_part(1))
    (old.path / "manifest.json").unlink()
    with pytest.raises(DamagedReleaseError, match="manifest"):
        shelf.current()
    _publish(shelf, make_part(1)).verify()
    shelf.current().verify()
    assert [p.name for p in (tmp_path / "releases").iterdir()] == [old.id]


def test_a_second_builder_is_turned_away(tmp_path: Path, make_part: MakePart) -> None:
    shelf = Releases(tmp_path)
    kept = _publish(shelf, make_part(1))
    with locked(tmp_path), pytest.raises(BusyError, match="Another build"):
        _publish(shelf, make_part(2))
    assert shelf.current() == kept
    assert _publish(shelf, make_part(2)) == shelf.current()


def _named(number: int) -> Part:
    quad = Quad(sb("s"), sb("p"), Literal(number), graph("g"))
    return Part(f"part-{number}", f"{number}.txt", "0" * 64, sorted_nquads([quad]))


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ([], "no document"),
        ([_named(1), _named(1)], "same document"),
        ([Part("../x", "x.txt", "", b"")], "cannot name a file"),
        ([Part("x", "x.txt", "", b"<a:a> <a:b> <a:c> .\n")], "no graph"),
        ([Part("x", "x.txt", "", b"_:a <a:b> <a:c> <a:g> .\n")], "blank node"),
        ([Part("x", "x.txt", "", b"<a:a> <a:b> <a:c> <a:g> .")], "mid-line"),
    ],
)
def test_what_cannot_be_published_leaves_no_trace(
    tmp_path: Path, parts: list[Part], message: str
) -> None:
    shelf = Releases(tmp_path)
    kept = shelf.publish([_named(7)], {}, {}, "")
    with pytest.raises(ReleaseError, match=message):
        shelf.publish(parts, {}, {}, "")
    assert shelf.current() == kept
    assert [p.name for p in (tmp_path / "releases").iterdir()] == [kept.id]


def test_blank_nodes_in_further_graphs_are_refused(tmp_path: Path, make_part: MakePart) -> None:
    quad = Quad(BlankNode("b"), sb("p"), Literal(1), DefaultGraph())
    with pytest.raises(GraphError, match="blank node"):
        Releases(tmp_path).publish([make_part(1)], {"ontology": [quad]}, {}, "")


def test_an_error_of_the_caller_passes_through(tmp_path: Path, make_part: MakePart) -> None:
    shelf = Releases(tmp_path)
    kept = _publish(shelf, make_part(1))

    def failing() -> object:
        yield make_part(2)
        raise KeyError("from the reader")

    with pytest.raises(KeyError, match="from the reader"):
        shelf.publish(failing(), {}, {}, "")  # type: ignore[arg-type]
    assert shelf.current() == kept
    assert [p.name for p in (tmp_path / "releases").iterdir()] == [kept.id]


def test_another_base_reaches_every_file(tmp_path: Path, make_part: MakePart) -> None:
    base, part = "https://kg.example.org/", make_part(1)
    moved = Part(
        part.slug, part.source, part.sha256, rebase(part.quads.decode(), base).encode(), {}
    )
    release = Releases(tmp_path).publish([moved], {}, {}, "", base=base)
    for path in release.path.rglob("*"):
        assert path.is_dir() or BASE.encode() not in path.read_bytes(), path
    assert release.manifest.base == base


def test_dumps_are_found_by_format(tmp_path: Path, make_part: MakePart) -> None:
    release = _publish(Releases(tmp_path), make_part(1))
    for name in DUMPS:
        assert release.dump(name).stat().st_size > 0
    with pytest.raises(ReleaseError, match="'pdf'"):
        release.dump("pdf")
    with pytest.raises(ReleaseError, match="'nobody'"):
        release.part("nobody")
