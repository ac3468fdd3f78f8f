"""Works and articles of the law table: one node each, however they are printed."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import iri
from graph.rdf import BASE, Literal, NamedNode, Quad, sb
from loaders.background import background, laws_of
from loaders.fact_triples import add_references
from loaders.law_triples import article_name, article_number, law_iri, law_quads, telling
from loaders.records import Evidence, Heading, Plan, Reference
from loaders.sink import Sink
from ontology.laws import load_articles, load_laws

OPINION = "https://w3id.org/shuibao/id/work/zhong-ban-fa-2022-68"
HEADING = Heading(
    "云溪市方案", None, (), "2024-03-01", None, "云溪市", "530100", None, None, None, ()
)


def reference(
    title: str | None, number: str | None = None, issuers: Sequence[str] = (), *articles: str
) -> Reference:
    evidence = Evidence(0, 2, "依据", "references.marked")
    return Reference(
        None, None, title, number, tuple(issuers), "basis", "law", "national", evidence, articles
    )


def quads(*references: Reference) -> list[Quad]:
    """The quads of a plan that cites these works and says nothing else."""
    none: tuple[()] = ()
    plan = Plan(
        "x.txt", "0" * 64, "依据", HEADING, none, none, none, none, none, none, tuple(references),
        none, none, none, none, none, none, 1.0,
    )  # fmt: skip
    sink = Sink(iri.plan("530100", None, "2024-03-01", "云溪市方案"), ())
    add_references(sink, plan)
    return sink.sorted()


def objects(found: list[Quad], local: str) -> list[str]:
    values = [q.object for q in found if q.predicate == sb(local)]
    return [value.value for value in values if isinstance(value, NamedNode | Literal)]


@pytest.mark.parametrize(
    ("title", "number", "issuers"),
    [
        ("关于加强新时代水土保持工作的意见", "中办发〔2022〕68号", ("中共中央办公厅",)),
        ("《关于加强新时代水土保持工作的意见》", None, ()),
        ("中共中央办公厅 国务院办公厅关于加强新时代水土保持工作的意见", "中办发[2022]68号", ()),
        (None, "中办发〔2022〕68号", ()),
    ],
)
def test_one_node_however_a_work_is_written(
    title: str | None, number: str | None, issuers: tuple[str, ...]
) -> None:
    assert objects(quads(reference(title, number, issuers)), "cites") == [OPINION]


def test_another_work_of_the_same_title_is_another_node() -> None:
    found = quads(reference("关于加强新时代水土保持工作的意见", "云政办发〔2023〕1号"))
    assert objects(found, "cites") != [OPINION]


def test_numbers_of_orders_name_no_work() -> None:
    assert telling("主席令第39号") is None
    assert telling(None) is None
    assert telling("中办发〔2022〕68号") == "中办发〔2022〕68号"
    assert telling("GB 51018—2014") == "GB 51018—2014"
    one, other = (
        quads(reference("甲办法", "政府令第9号")),
        quads(reference("乙办法", "政府令第9号")),
    )
    assert objects(one, "cites") != objects(other, "cites")
    nodes = [law_iri(law) for law in load_laws()]
    assert len(set(nodes)) == len(nodes)


def test_articles_cited_are_the_nodes_of_the_law_table() -> None:
    law = load_laws().find("水土保持法")
    assert law is not None
    found = quads(reference("《水土保持法》", None, (), "第二十条", "第32条"))
    nodes = [iri.article(law_iri(law), number).value for number in (20, 32)]
    assert objects(found, "citesArticle") == nodes
    assert objects(found, "number") == ["第二十条", "第三十二条"]
    assert objects(found, "citedArticle") == ["第32条", "第二十条"]
    described = {str(q.subject) for q in law_quads() if q.predicate == sb("subjectMatter")}
    assert {f"<{node}>" for node in nodes} <= described


def test_an_article_of_a_work_beyond_the_table_is_a_node_too() -> None:
    found = quads(reference("某市水土保持条例", None, (), "第三条"))
    (work,), (article,) = objects(found, "cites"), objects(found, "citesArticle")
    assert article == f"{work}/article/3"
    assert objects(found, "articleOf") == [work]


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (8, "第八条"),
        (10, "第十条"),
        (32, "第三十二条"),
        (110, "第一百一十条"),
        (1008, "第一千零八条"),
    ],
)
def test_names_of_articles(number: int, name: str) -> None:
    assert article_name(number) == name


@given(st.integers(1, 9999))
def test_a_name_leads_back_to_its_number(number: int) -> None:
    assert article_number(article_name(number)) == number
    assert article_number(f"第{number}条") == number


@pytest.mark.parametrize("printed", ["第条", "附则", "第〇条"])
def test_what_is_no_article_has_no_number(printed: str) -> None:
    assert article_number(printed) is None


def test_the_dates_of_the_laws_that_a_document_names() -> None:
    law = load_laws().find("开发建设项目水土保持方案编报审批管理规定")
    assert law is not None
    line = f"<{BASE}id/plan/x> <{BASE}ontology#cites> {law_iri(law)} <{BASE}id/graph/x> .\n"
    found = laws_of(line.encode()).decode()
    assert '"2023-03-01"' in found
    assert "#replacedBy> " in found
    # Names and numbers would stand beside those that the document prints.
    assert "#title>" not in found
    assert "#documentNumber>" not in found
    assert laws_of(f"<{BASE}id/work/unknown> <x:p> <x:o> .\n".encode()) == b""


def test_every_cue_stands_in_the_graph() -> None:
    wanted = sum(len(article.cues) for article in load_articles())
    assert background()["laws"].count(b"ontology#cue>") == wanted > 80
