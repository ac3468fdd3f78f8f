import hashlib
import tracemalloc
from pathlib import Path

import pytest

from loaders.errors import NothingToRead, UnreadableDocument
from loaders.reading import formats
from loaders.reading.files import expand, read_bytes, read_file
from loaders.reading.text import showable

PLAN = "一、总体要求\n水土保持率达到80%。\n"


def test_a_text_is_kept_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(b"\xef\xbb\xbf" + " 一、 总体要求\r\n\r\n（一）Ａ\u200b\r尾\n".encode())
    found = read_file(path)
    assert found.text == " 一、 总体要求\n\n（一）Ａ\u200b\n尾\n"
    assert (found.source, found.media) == ("plan.txt", formats.TEXT)
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert read_bytes("plan.txt", path.read_bytes()) == found


def test_the_name_does_not_matter_where_the_content_is_text() -> None:
    assert read_bytes("plan", PLAN.encode()).text == PLAN
    assert read_bytes("plan.docx", PLAN.encode("gb18030")).text == PLAN


def test_what_no_page_can_show_is_replaced() -> None:
    assert showable("\ufeff甲\x01乙\x0c丙\u2028丁\ufffe") == "甲\ufffd乙\n丙\n丁\ufffd"
    assert showable("甲\t乙\u3000丙\u200b") == "甲\t乙\u3000丙\u200b"


@pytest.mark.parametrize("data", [b"", b" \r\n", b"\xef\xbb\xbf", "\ufeff\n".encode("utf-16")])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"^a\.txt holds no text; give the document"):
        read_bytes("a.txt", data)


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN * 10, "utf-8")
    assert read_file(path, limit=10_000).text == PLAN * 10
    with pytest.raises(UnreadableDocument, match="documents are read up to 100"):
        read_file(path, limit=100)
    with pytest.raises(UnreadableDocument, match="has 470 bytes"):
        read_bytes("plan.txt", PLAN.encode() * 10, limit=100)


def test_a_missing_file_is_reported_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"none\.txt cannot be opened .*check the path"):
        read_file(tmp_path / "none.txt")
    with pytest.raises(UnreadableDocument, match="cannot be opened"):
        read_file(tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_the_largest_text_is_read_in_bounded_memory(encoding: str) -> None:
    line = PLAN.encode(encoding)
    data = line * (30_000_000 // len(line))
    tracemalloc.start()
    text = read_bytes("big.txt", data).text
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(text) > 9_000_000
    assert peak < 5 * len(data)


def test_folders_give_their_documents_in_order(tmp_path: Path) -> None:
    names = ["b.txt", "a.PDF", "c/d.html", "c/e.doc", ".hidden.txt", ".git/x.txt", "n.toml",
             "~$a.docx"]  # fmt: skip
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    found = [str(path.relative_to(tmp_path)) for path in expand([tmp_path])]
    assert found == ["a.PDF", "b.txt", "c/d.html", "c/e.doc"]
    given = [tmp_path / "n.toml", tmp_path / "b.txt", tmp_path]
    assert [path.name for path in expand(given)] == ["n.toml", "b.txt", "a.PDF", "d.html", "e.doc"]


def test_nothing_found_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NothingToRead, match=r"There is no document in .*; give files"):
        expand([tmp_path])
    with pytest.raises(NothingToRead, match="an empty list of paths"):
        expand([])
    with pytest.raises(NothingToRead, match="does not exist; check the path"):
        expand([tmp_path / "none"])
