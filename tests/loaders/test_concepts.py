"""From words to concepts of the code lists."""

import pytest

from graph.rdf import PREFIXES
from loaders.concepts import Concepts, load_concepts

_IDS = PREFIXES["c"]


@pytest.mark.parametrize(
    ("scheme", "word", "local"),
    [
        ("function", "F01", "function/F01"),
        ("comparator", ">=", "comparator/ge"),
        ("role", "lead", "role/lead"),
        ("modality", "must_not", None),
        ("unit", "%", "unit/percent"),
        ("form", "实施方案", "form/implementation-plan"),
    ],
)
def test_known_words(scheme: str, word: str, local: str | None) -> None:
    found = load_concepts().find(scheme, word)
    assert found is not None
    assert found.value.startswith(_IDS)
    if local:
        assert found.value == _IDS + local


@pytest.mark.parametrize("word", ["", "F00", "水", "》"])
def test_unknown_words(word: str) -> None:
    assert load_concepts().find("function", word) is None


def test_a_scheme_that_is_not_there_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        load_concepts().find("nothing", "F01")


def test_the_longest_label_that_words_end_in() -> None:
    iri = load_concepts().find("role", "lead")
    other = load_concepts().find("role", "shared")
    assert iri is not None
    assert other is not None
    concepts = Concepts({"s": {"治理率": iri, "保持率": other, "率": iri}})
    assert concepts.within("s", "保持率和治理率") == iri
    assert concepts.within("s", "治理率的保持率") == other
    assert concepts.within("s", "保持率目标") == other
    assert concepts.within("s", "面积") is None
