"""Only what reads, and only here, gets through; words in strings and names do not count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.errors import BadQueryError, ForbiddenQueryError
from queries.guard import check_read_only, form_of

READS = [
    "SELECT * { ?s ?p ?o }",
    "PREFIX service: <http://x/> SELECT * { ?s service:SERVICE ?service }",
    'SELECT * { ?s ?p "SERVICE <http://x> {" }',
    "SELECT * { ?s ?p '''a ' SERVICE <http://x> ''' }",
    "SELECT * { ?s ?p ?o } # SERVICE <http://x> {}",
    "# INSERT\nBASE <http://x/> PREFIX : <y#>\nASK { :a :SERVICE <service> }",
    "SELECT * FROM <http://x> FROM NAMED <http://y> { GRAPH ?g { ?s ?p ?o } }",
    "CONSTRUCT WHERE { ?s ?p 'x'@service }",
    "describe <http://x>",
    "SELECT * { ?s ?p ?o FILTER(?o < 3 && ?o > 1) }",
    r'SELECT * { ?s ?p "a\" SERVICE <http://x> {" }',
    r"SELECT * { ?s ?p 'a\\' }",
    "SELECT * { ?s ?p ?服务 . ?s 前缀:SERVICE ?x }",
]
SERVICES = [
    "SELECT * { SERVICE <http://x> { ?s ?p ?o } }",
    "SELECT * { service silent ?e { ?s ?p ?o } }",
    "SELECT * {SERVICE<http://x>{?s ?p ?o}}",
    'SELECT * { ?s ?p "a" SERVICE <http://x> { ?s ?p ?o } }',
    "SELECT * { ?s ?p '#' . SERVICE <http://x> { ?s ?p ?o } }",
    "SELECT * { ?s ?p <http://x#> . SERVICE <http://x> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER(?o<?p) SERVICE ?x {} FILTER(?o>3) }",
    r"SELECT * { \u0053ERVICE <http://x> { ?s ?p ?o } }",
    r'SELECT * { ?s ?p "\u0022 . SERVICE <http://x> { ?s ?p ?o } #" }',
    r"SELECT * { ?s ?p 'a\\' . SERVICE <http://x> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 'a\n' . SERVICE <http://x> { } . ?s ?p 'b' }",
    "ASK { { SELECT * { SERVICE <http://x> { } } } }",
]
WRITES = [
    "INSERT DATA { <a:a> <a:b> 1 }",
    "DELETE WHERE { ?s ?p ?o }",
    "PREFIX x: <http://x/> LOAD <http://x>",
    "CLEAR ALL",
    "WITH <http://x> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "# SELECT\nDROP GRAPH <http://x>",
]


@pytest.mark.parametrize("query", READS)
def test_reading_passes(query: str) -> None:
    check_read_only(query)


@pytest.mark.parametrize("query", SERVICES)
def test_reaching_out_is_refused(query: str) -> None:
    with pytest.raises(ForbiddenQueryError, match="SERVICE would send"):
        check_read_only(query)


@pytest.mark.parametrize("query", WRITES)
def test_writing_is_refused(query: str) -> None:
    with pytest.raises(ForbiddenQueryError, match="would change the store"):
        check_read_only(query)


@pytest.mark.parametrize("query", ["", "# SELECT", "hello", "PREFIX a: <b>", "'SELECT'", "{}"])
def test_what_is_no_query_is_told(query: str) -> None:
    with pytest.raises(BadQueryError, match="begin it with SELECT"):
        check_read_only(query)


def test_the_form_is_found_behind_the_prologue() -> None:
    assert form_of("PREFIX a: <http://SELECT/> # x\n construct where {}") == "CONSTRUCT"
    assert form_of("nothing") is None


@given(st.text(alphabet="'\"\\<>#?:. {}SERVICEaeu0053\n", max_size=60))
def test_a_real_service_clause_is_found_behind_any_harmless_string(text: str) -> None:
    quoted = text.replace("\\", "").replace('"', "").replace("\n", "")
    harmless = f'SELECT * {{ ?s ?p "{quoted}" }}'
    check_read_only(harmless)
    with pytest.raises(ForbiddenQueryError):
        check_read_only(harmless[:-1] + ". SERVICE <http://x> {} }")
