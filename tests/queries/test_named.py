"""Every named query: its columns, the same answer from two engines, and the meaning of its rows."""

import re
from decimal import Decimal, InvalidOperation

import pytest
import rdflib

from graph.rdf import PREFIXES
from queries.library import Library, NamedQuery
from queries.run import LocalAsker, run
from queries.tables import Cell, Table

LIBRARY = Library.load()
QUERIES = list(LIBRARY)

# The interface: these columns first, in this order.
PROMISED = {
    "documents": "source, document, title, doc_number, issuers, date, published, city, "
    "division_code, province, form, status",
    "measures": "source, measure, title, topics, section, deadline, instruments",
    "responsibilities": "source, measure, written, role, agency, function, position, open_ended, "
    "clause, start, end",
    "leads": "topic, topic_label, city, agency, function, basis, source, measure, title",
    "targets": "source, measure, indicator, value, value_max, unit, comparator, kind, from, by, "
    "place, quote, normalized_value, normalized_unit",
    "references": "source, measure, title, doc_number, issuers, relation, kind, quote, level",
    "duties": "source, measure, bearer, modality, quote",
    "places": "source, place, kind, division_code",
    "bodies": "source, measure, name, kind, chair, members, open_ended",
    "coverage": "topic, topic_label, city, measures",
    "gaps": "source, measure, title, problem",
    "cooperation": "agency_a, agency_b, city, measures",
    "legal_bases": "work, title, doc_number, level, cities",
    "target_series": "indicator, place, year, value, unit",
    "agency": "agency",
    "compare": "city, measure, title, lead, cooperating, targets",
    "evidence": "fact, source, start, end, quote, rule",
    "articles": "law, article, city, measure, title, relation, confidence",
}
PARAMETERS = {
    "measures": "city topic",
    "responsibilities": "city topic function role agency",
    "leads": "topic function city",
    "targets": "indicator city year",
    "references": "city",
    "duties": "city",
    "places": "city",
    "bodies": "city",
    "coverage": "topic",
    "gaps": "city",
    "cooperation": "city",
    "legal_bases": "level",
    "target_series": "indicator",
    "agency": "agency",
    "compare": "topic",
    "evidence": "fact",
    "articles": "city",
}


def table(asker: LocalAsker, name: str, **values: str) -> list[dict[str, Cell]]:
    return list(run(asker, LIBRARY.get(name), values).records())


def only(rows: list[dict[str, Cell]], **wanted: Cell) -> dict[str, Cell]:
    found = [row for row in rows if all(row[key] == value for key, value in wanted.items())]
    assert len(found) == 1, found
    return found[0]


def plain(value: object) -> object:
    """A cell of either engine in one form: numbers as decimals, all else as text."""
    if value is None:
        return None
    try:
        return Decimal(str(value)).normalize()
    except InvalidOperation:
        return str(value)


@pytest.mark.parametrize("name", PROMISED)
def test_the_promised_columns_come_first_and_in_order(name: str) -> None:
    promised = tuple(PROMISED[name].split(", "))
    assert LIBRARY.get(name).columns[: len(promised)] == promised


@pytest.mark.parametrize("name", PROMISED)
def test_the_promised_parameters_are_there(name: str) -> None:
    names = [parameter.name for parameter in LIBRARY.get(name).parameters]
    assert names == PARAMETERS.get(name, "").split()


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_every_row_leads_to_evidence(query: NamedQuery, asker: LocalAsker) -> None:
    assert "fact" in (query.columns[-1], query.columns[0])
    facts = {row["fact"] for row in run(asker, query, {}).records()}
    assert facts
    known = {row["fact"] for row in table(asker, "evidence")}
    for fact in facts:
        # A body is evidenced by the assignments that name it, everything else by itself.
        assert fact in known or "/id/body/" in str(fact), fact


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_the_header_names_the_columns_and_the_prefixes_are_the_projects(
    query: NamedQuery, asker: LocalAsker
) -> None:
    assert run(asker, query, {}).columns == query.columns
    declared = re.findall(r"^PREFIX (\w+): <(.*)>$", query.text, re.MULTILINE)
    assert declared
    assert {name: PREFIXES[name] for name, _ in declared} == dict(declared)
    assert query.text.startswith("#+ ")
    assert query.summary_zh
    assert query.summary_en
    assert query.tags


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_both_engines_give_the_same_rows_in_the_same_order(
    query: NamedQuery, asker: LocalAsker, other_engine: rdflib.Dataset
) -> None:
    ours = run(asker, query, {})
    theirs = other_engine.query(query.text)
    assert [str(variable) for variable in theirs.vars or ()] == list(ours.columns)
    rows = [tuple(plain(cell) for cell in row) for row in theirs]  # type: ignore[union-attr]
    assert [tuple(plain(cell) for cell in row) for row in ours.rows] == rows
    assert rows


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_no_row_comes_twice(query: NamedQuery, asker: LocalAsker) -> None:
    rows = run(asker, query, {}).rows
    assert len(rows) == len(set(rows))


def test_documents(asker: LocalAsker) -> None:
    row = only(table(asker, "documents"), source="jia.txt")
    assert row["issuers"] == "甲城市人民政府|丙省水利厅"
    assert (row["date"], row["province"], row["form"]) == ("2024-03-01", "丙省", "实施方案")
    bare = only(table(asker, "documents"), source="yi.txt")
    assert (bare["doc_number"], bare["status"], bare["city"]) == (None, None, "乙海市")


def test_measures(asker: LocalAsker) -> None:
    rows = table(asker, "measures", city="甲城")
    assert [row["measure"] for row in rows] == [f"一/{n}" for n in range(1, 7)]
    assert rows[0]["topics"] == "T02|T24|T01"
    assert rows[0]["deadline"] == "2025年底前"
    assert rows[1]["instruments"] == "一张图|以奖代补"
    assert rows[1]["section"] == "预防"
    assert (rows[5]["title"], rows[5]["topics"]) == (None, None)
    assert [row["source"] for row in table(asker, "measures", topic="T11")] == ["jia.txt", "yi.txt"]


def test_responsibilities(asker: LocalAsker) -> None:
    rows = table(asker, "responsibilities", city="990100", role="lead")
    assert [(row["written"], row["position"], row["start"]) for row in rows] == [
        ("市水务局", 1, 5),
        ("市水务局", 2, 17),
    ]
    assert rows[0]["clause"] == "市水务局牵头，市财政局、市水务局配合。"
    assert rows[0]["agency"] == "甲城市水务局"
    assert {r["function"] for r in table(asker, "responsibilities", function="水行政")} == {"F01"}
    by_name = table(asker, "responsibilities", agency="财政局", topic="T02")
    assert [(row["measure"], row["role"]) for row in by_name] == [("一/1", "cooperate")]


def test_leads(asker: LocalAsker) -> None:
    rows = table(asker, "leads")
    found = {(row["source"], row["measure"], row["agency"], row["basis"]) for row in rows}
    assert found == {
        ("jia.txt", "一/1", "甲城市水务局", "explicit"),
        ("jia.txt", "一/2", "甲城市水务局", "sole"),
        ("jia.txt", "一/3", "甲城市发展和改革委员会", "first_listed"),
        ("jia.txt", "一/5", "甲城市各县（区）人民政府", "sole"),
        ("yi.txt", "1", "乙海市水利局", "text"),
        ("yi.txt", "2", "乙海市水利局", "text"),
        ("yi.txt", "3", "乙海市水利局", "text"),
        ("yi.txt", "3", "乙海市财政局", "first_listed"),
    }
    one = table(asker, "leads", topic="小流域综合治理", function="F01")
    assert [(row["city"], row["topic"]) for row in one] == [("乙海市", "T11"), ("甲城市", "T11")]
    # One row per topic of the measure, measures without a topic last.
    assert [row["topic"] for row in rows[:4]] == ["T01", "T02", "T11", "T11"]
    assert rows[-1]["topic"] is None


def test_targets(asker: LocalAsker) -> None:
    row = only(table(asker, "targets", indicator="erosion-control-area"), by=2025)
    assert (row["value"], row["unit"], row["comparator"]) == (30, "万亩", ">=")
    assert (row["normalized_value"], row["normalized_unit"]) == (200, "平方公里")
    assert (row["from"], row["kind"], row["place"]) == (2021, "increment", "甲城市")
    annex = only(table(asker, "targets", indicator="梯田"), place="子丑区")
    assert (annex["measure"], annex["section"], annex["value_max"]) == (None, "附件", 150)
    assert [r["value"] for r in table(asker, "targets", year="2024")] == [10]


def test_references_and_legal_bases(asker: LocalAsker) -> None:
    law = only(table(asker, "references", city="甲城市"), title="水法")
    assert (law["title"], law["kind"], law["level"], law["articles"]) == (
        "水法", "law", "national", "第二条",
    )  # fmt: skip
    planned = only(table(asker, "references"), relation="formulate")
    assert planned["issuers"] == "乙海市人民政府|乙海市水利局"
    base = only(table(asker, "legal_bases", level="national"), kind="law")
    assert (base["cities"], base["documents"]) == ("乙海市|甲城市", 2)
    assert (base["status"], base["in_force_from"], base["articles"]) == (
        "in_force", "2016-09-01", "第二条",
    )  # fmt: skip
    old = only(table(asker, "legal_bases"), title="方案审批规定")
    assert (old["status"], old["in_force_until"], old["replaced_by"]) == (
        "superseded", "2024-03-01", "方案管理办法",
    )  # fmt: skip
    both = only(table(asker, "legal_bases"), doc_number="丙水〔2023〕35号")
    assert (both["documents"], both["cities"], both["status"]) == (2, "乙海市|甲城市", None)
    assert "work/bare" not in {row["work"] for row in table(asker, "legal_bases")}
    assert table(asker, "legal_bases", level="county") == []


def test_articles(asker: LocalAsker) -> None:
    cited = only(table(asker, "articles", city="甲城市"), relation="cited")
    assert (cited["law"], cited["article"], cited["measure"]) == ("水法", "第二条", "一/2")
    assert (cited["confidence"], cited["cues"]) == (None, None)
    done = only(table(asker, "articles", city="甲城市"), relation="carried_out", measure="一/1")
    assert (done["article"], done["title"], done["subject"]) == ("第二条", "源头预防", "范围")
    assert (done["confidence"], done["cues"]) == (Decimal("0.95"), "局&市|水务")


def test_duties_places_and_bodies(asker: LocalAsker) -> None:
    duties = table(asker, "duties")
    assert [(row["bearer"], row["modality"]) for row in duties] == [
        ("水务部门", "must"),
        (None, "must_not"),
    ]
    places = table(asker, "places", city="甲城")
    assert [(p["place"], p["kind"], p["division_code"], p["mentions"]) for p in places] == [
        ("寅县", "division", "990122", 1),
        ("甲河", "river", None, 2),
    ]
    body = only(table(asker, "bodies"))
    assert (body["members"], body["open_ended"]) == ("水务|财政", "true")


def test_coverage_names_the_cities_that_are_silent(asker: LocalAsker) -> None:
    rows = table(asker, "coverage", topic="T19")
    assert [(row["city"], row["measures"], row["leads"]) for row in rows] == [
        ("乙海市", None, None),
        # The draft has a row of its own beside the final plan.
        ("甲城市", None, None),
        ("甲城市", "考核", "甲城市发展和改革委员会"),
    ]
    assert len(table(asker, "coverage")) == 27 * 3


def test_gaps(asker: LocalAsker) -> None:
    found = {
        (row["measure"], row["problem"])
        for row in table(asker, "gaps", city="甲城市")
        if row["problem"] != "no_target"
    }
    assert found == {
        ("一/2", "no_explicit_lead"),
        ("一/3", "no_explicit_lead"),
        ("一/3", "open_list"),
        ("一/4", "no_lead"),
        ("一/5", "no_explicit_lead"),
        ("一/6", "no_responsible_body"),
        (None, "broken_sum"),
        ("一/6", "superseded_basis"),
    }
    falling = only(table(asker, "gaps", city="乙海市"), problem="falling_target")
    assert falling["problem_label"] == "较晚年份的目标低于较早年份"


def test_cooperation_leaves_out_bodies_that_are_nobody(asker: LocalAsker) -> None:
    pairs = {
        (row["agency_a"], row["agency_b"]): row["measures"]
        for row in table(asker, "cooperation", city="甲城市")
    }
    assert pairs == {
        ("甲城市财政局", "甲城市水务局"): 2,
        ("甲城市发展和改革委员会", "甲城市水务局"): 1,
    }


def test_target_series(asker: LocalAsker) -> None:
    rows = table(asker, "target_series", indicator="水土保持率")
    assert [(row["year"], row["value"]) for row in rows] == [(2025, Decimal("85.5")), (2035, 80)]


def test_agency(asker: LocalAsker) -> None:
    rows = table(asker, "agency", agency="甲城市水务局")
    assert {row["agency"] for row in rows} == {"甲城市水务局"}
    about = {(row["about"], row["value"], row["measure"]) for row in rows}
    assert ("function", "F01", None) in about
    assert ("written_name", "市水务部门", None) in about
    assert ("lead", "explicit", "一/1") in about
    assert ("assignment", "shared", "一/4") in about
    assert ("duty", "must: 市水务局", "一/6") in about
    member = table(asker, "agency", agency="寅县人民政府")
    assert ("member_of", "甲城市各县（区）人民政府") in {(r["about"], r["value"]) for r in member}


def test_compare(asker: LocalAsker) -> None:
    rows = table(asker, "compare", topic="T11")
    assert [(row["city"], row["lead"], row["basis"]) for row in rows] == [
        ("乙海市", "乙海市水利局", "text"),
        ("甲城市", "甲城市水务局", "sole"),
    ]
    first = only(table(asker, "compare", topic="T19"))
    assert first["cooperating"] == "甲城市水务局|各有关部门"


def test_evidence_of_a_fact_and_of_a_conclusion(asker: LocalAsker) -> None:
    lead = only(table(asker, "leads"), basis="explicit", topic="T02")["fact"]
    row = only(table(asker, "evidence", fact=str(lead)))
    assert (row["start"], row["end"], row["quote"], row["rule"]) == (
        5, 9, "市水务局", "clauses.lead",
    )  # fmt: skip
    assignment = str(only(table(asker, "responsibilities"), start=12, measure="一/1")["fact"])
    fields = {row["field"] for row in table(asker, "evidence", fact=assignment)}
    assert fields == {None, "clause"}


def test_instruments_link_the_plans_that_share_them(asker: LocalAsker) -> None:
    shared = [r for r in table(asker, "instruments") if r["instrument"] == "以奖代补"]
    assert {row["source"] for row in shared} == {"jia.txt", "yi.txt"}
    assert len({row["node"] for row in shared}) == 1


def test_group_members_are_those_of_the_named_kinds_that_still_exist(asker: LocalAsker) -> None:
    rows = [(row["group"], row["member"]) for row in table(asker, "group_members")]
    assert rows == [
        ("甲城市各县（区）人民政府", "甲城市子丑区人民政府"),
        ("甲城市各县（区）人民政府", "寅县人民政府"),
        ("甲城市各县（市、区）水利局", "寅县水利局"),
    ]


def test_a_table_gives_records_and_columns() -> None:
    small = Table(("a", "b"), ((1, None), (2, "x")))
    assert list(small.records()) == [{"a": 1, "b": None}, {"a": 2, "b": "x"}]
    assert small.column("b") == (None, "x")
