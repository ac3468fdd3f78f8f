import pytest

from graph.rdf import BASE
from queries.errors import QueryFileError, UnknownQueryError
from queries.library import Library, header, listed, parse_query, query_texts

TEXT = """#+ summary: Cities
#+ summary_zh: 城市
#+ parameters: city
#+ columns: city, fact
#+ tags: a, b

SELECT ?city ?fact WHERE { VALUES ?p_city { UNDEF } ?fact ?p ?city }
"""


def test_a_query_is_described_by_its_header() -> None:
    query = parse_query("cities", TEXT)
    assert (query.summary_en, query.summary_zh, query.tags) == ("Cities", "城市", ("a", "b"))
    assert query.columns == ("city", "fact")
    assert [p.name for p in query.parameters] == ["city"]
    assert query.parameter("city") is query.parameters[0]
    assert query.parameter("topic") is None
    assert query.sparql.startswith("SELECT")
    assert header(TEXT)["columns"] == "city, fact"
    assert listed("") == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (TEXT.replace("#+ tags: a, b\n", ""), r"x\.rq lacks the header line '#\+ tags:'"),
        (TEXT.replace("parameters: city", "parameters: cities"), "unknown parameter 'cities'"),
        (TEXT.replace("VALUES ?p_city { UNDEF }", ""), "exactly once"),
        (TEXT + "# VALUES ?p_city { UNDEF }", "exactly once"),
    ],
)
def test_a_faulty_file_is_named(text: str, message: str) -> None:
    with pytest.raises(QueryFileError, match=message):
        parse_query("x", text)


def test_the_library_is_sorted_and_says_what_it_holds() -> None:
    library = Library.load()
    names = [query.name for query in library]
    assert names == sorted(names)
    assert len(library) == len(names) >= 17
    with pytest.raises(UnknownQueryError, match="did you mean leads"):
        library.get("lead")
    with pytest.raises(UnknownQueryError, match="the queries are agency, "):
        library.get("完全不同")


def test_the_base_is_rewritten_everywhere() -> None:
    for folder in ("named", "rules", "checks"):
        for text in query_texts(folder, "https://example.org/kg/").values():
            assert BASE not in text
    library = Library.load("https://example.org/kg/")
    assert "https://example.org/kg/ontology#" in library.get("leads").text
