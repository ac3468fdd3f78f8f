import re

import pytest

from loaders.extract.wordtree import any_of, first_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [("水利部门", "水利部门"), ("水利", "水"), ("水利部", "水"), ("林业", None), ("a.b", "a.b")],
)
def test_the_longest_word_at_a_place(text: str, expected: str | None) -> None:
    found = re.match(any_of(["水", "水利部门", "a.b", "林场"]), text)
    assert (found[0] if found else None) == expected


def test_a_shorter_word_is_taken_where_the_longer_one_leads_nowhere() -> None:
    found = re.match(any_of(["建立", "建立健全"]) + "(?!的)", "建立健全的")
    assert found is not None
    assert found[0] == "建立"


def test_first_characters_take_no_room() -> None:
    found = re.search(first_of(["甲]", "乙"]) + ".", "丙乙")
    assert found is not None
    assert found[0] == "乙"
