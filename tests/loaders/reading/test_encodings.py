import codecs

import pytest

from loaders.errors import UnreadableDocument
from loaders.reading.encodings import decode, plausibility

PLAN = (
    "关于加强水土保持工作的实施方案\n一、总体要求\n各区县要把水土流失治理作为重要任务，"
    "到2030年，全市水土保持率达到百分之八十。（市水利局牵头，市财政局配合）\n"
)
TRADITIONAL = "關於加強水土保持工作的實施方案，各區縣要把治理作為重要任務，並應負責管理。"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"],
)
@pytest.mark.parametrize("text", [PLAN, "水土保持", "A plan\n", PLAN * 900])
def test_every_encoding_of_chinese_texts_is_read(encoding: str, text: str) -> None:
    assert decode("a.txt", text.encode(encoding)) == text


def test_utf16_big_endian_with_its_mark() -> None:
    assert decode("a.txt", codecs.BOM_UTF16_BE + PLAN.encode("utf-16-be")) == PLAN


def test_big5_is_not_taken_for_gb18030() -> None:
    assert decode("a.txt", TRADITIONAL.encode("big5")) == TRADITIONAL
    assert decode("a.txt", TRADITIONAL.encode("gb18030")) == TRADITIONAL


def test_chinese_that_begins_late_in_the_file() -> None:
    text = "- 1 -\n" * 30_000 + PLAN
    assert decode("a.txt", text.encode("gb18030")) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Это русский текст, который нельзя принять за китайский", "koi8-r"),
        ("Это русский текст, который нельзя принять за китайский", "cp1251"),
        ("한국어 문서는 중국어로 잘못 읽으면 안 됩니다 그리고 다른 말도", "euc-kr"),
        ("日本語の文書は読みません。これは試験のための文です。", "euc-jp"),
        ("日本語の文書は読みません。これは試験のための文です。", "shift-jis"),
        ("déjà vu à l'été", "latin-1"),
    ],
)
def test_other_encodings_are_refused_rather_than_mangled(text: str, encoding: str) -> None:
    with pytest.raises(UnreadableDocument, match="neither UTF-8, UTF-16, GB18030 nor Big5"):
        decode("a.txt", text.encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_damaged_text_is_refused_with_the_place(encoding: str) -> None:
    data = PLAN.encode(encoding)
    broken = data[:60] + b"\xff\xff" + data[60:]
    with pytest.raises(UnreadableDocument, match=r"^a\.txt looks like .* bytes from \d\d on"):
        decode("a.txt", broken)


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x00" * 100, b"\x7fABC\x00\x01" * 99])
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="is a binary file"):
        decode("a.bin", data)


def test_plausibility_tells_chinese_from_the_same_bytes_misread() -> None:
    assert plausibility(PLAN, "gb18030") > 1
    assert plausibility(PLAN.encode("utf-8").decode("gb18030", "ignore"), "gb18030") == 0
    assert plausibility("a\x01b", "gb18030") == 0
