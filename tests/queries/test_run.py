"""Running named queries: parameters become terms, a wrong value is told with the right ones."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.rdf import BASE
from graph.store import Store
from queries.errors import BadQueryError, ForbiddenQueryError, ParameterError, QueryError
from queries.library import Library, parse_query
from queries.parameters import PARAMETERS, choices
from queries.run import LocalAsker, bind, run

LIBRARY = Library.load()


@pytest.mark.parametrize("city", ["甲城市", "甲城", "990100"])
def test_a_city_is_known_by_name_short_name_and_code(asker: LocalAsker, city: str) -> None:
    assert len(run(asker, LIBRARY.get("measures"), {"city": city}).rows) == 6


@pytest.mark.parametrize(
    ("query", "values", "message"),
    [
        ("leads", {"topic": "T99"}, r"'T99' is no topic of this graph; use one of T01 空间管控, "),
        ("leads", {"function": "水"}, "'水' is no function of this graph; use one of F01 水行政"),
        ("leads", {"city": "戊市"}, "'戊市' is no city of this graph; use one of 甲城市 990100"),
        ("leads", {"year": "2025"}, "leads has no parameter 'year'; it has topic, function, city"),
        ("documents", {"city": "甲城"}, "documents has no parameter 'city'; it has none"),
        ("targets", {"year": "二〇二五"}, "'二〇二五' is no year; give four digits"),
        ("targets", {"year": "２０２５"}, "is no year"),
        ("targets", {"indicator": " "}, "The parameter indicator is empty"),
        ("responsibilities", {"role": "牵头者"}, "use one of cooperate 配合, lead 牵头"),
        ("evidence", {"fact": "no iri"}, "'no iri' is no IRI"),
        ("evidence", {"fact": "x:y> } #"}, "is no IRI"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_in_one_sentence(
    asker: LocalAsker, query: str, values: dict[str, str], message: str
) -> None:
    with pytest.raises(ParameterError, match=message):
        run(asker, LIBRARY.get(query), values)


def test_labels_stand_for_notations(asker: LocalAsker) -> None:
    by_label = bind(asker, LIBRARY.get("leads"), {"topic": "小流域综合治理"})
    assert by_label == bind(asker, LIBRARY.get("leads"), {"topic": "t11"})
    assert 'VALUES ?p_topic { "T11" }' in by_label


def test_an_empty_graph_says_so() -> None:
    with pytest.raises(ParameterError, match="build or load a release first"):
        run(LocalAsker(Store()), LIBRARY.get("leads"), {"topic": "T11"})


def test_choices_are_what_the_graph_holds(asker: LocalAsker) -> None:
    cities = choices(PARAMETERS["city"], asker.select, BASE)
    assert [(c.value, c.label) for c in cities] == [("甲城市", "990100"), ("乙海市", "990200")]
    topics = choices(PARAMETERS["topic"], asker.select, BASE)
    assert len(topics) == 27
    assert choices(PARAMETERS["year"], asker.select, BASE) == ()


@given(st.text(min_size=1).filter(lambda text: text.strip()))
def test_no_text_breaks_out_of_its_slot(text: str) -> None:
    query = parse_query(
        "echo",
        "#+ summary: x\n#+ summary_zh: x\n#+ parameters: agency\n#+ columns: p_agency\n#+ tags: x\n"
        "SELECT ?p_agency WHERE { VALUES ?p_agency { UNDEF } }",
    )
    found = run(LocalAsker(Store()), query, {"agency": text})
    assert found.rows == ((text.strip(),),)


def test_a_local_asker_reads_only_and_tells_where_a_query_is_wrong(asker: LocalAsker) -> None:
    with pytest.raises(ForbiddenQueryError):
        asker.select("DROP ALL")
    with pytest.raises(BadQueryError, match="line 2") as caught:
        asker.select("SELECT *\nWHERE { ?s ?p }")
    assert caught.value.line == 2
    with pytest.raises(QueryError, match="no SELECT"):
        asker.select("ASK { ?s ?p ?o }")
    assert asker.answer("ASK { ?s ?p ?o }").boolean()


def test_running_a_query_imports_nothing_slow() -> None:
    script = (
        "import sys, queries.run, queries.library, queries.export\n"
        "slow = {'rdflib', 'pandas', 'pyshacl', 'SPARQLWrapper', 'xlsxwriter', 'owlready2',"
        " 'pebble', 'networkx', 'pypinyin'}\n"
        "sys.exit(', '.join(slow & set(sys.modules)) or 0)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
