"""Code lists: the notations that users script against, and units that convert exactly enough."""

from decimal import Decimal
from fractions import Fraction
from functools import cache

import pytest
from rdflib import RDF, SKOS, Graph, Literal, URIRef

from ontology.files import RdfFile, folder
from ontology.terms import namespace

BASE = namespace().removesuffix("ontology#") + "concepts/"

FUNCTIONS = (
    "F01 水行政 · F02 自然资源和规划 · F03 生态环境 · F04 农业农村 · F05 林业园林绿化 · "
    "F06 住房城乡建设 · F07 发展改革 · F08 财政 · F09 行政审批服务 · F10 交通运输 · F11 公安 · "
    "F12 法院 · F13 检察 · F14 纪检监察 · F15 组织(党委) · F16 宣传(党委) · F17 教育 · F18 科技 · "
    "F19 人力资源社会保障 · F20 审计 · F21 科协 · F22 大数据 · F23 水文 · F24 文化旅游 · "
    "F25 税务 · F26 能源 · F27 市场监管 · F28 司法行政 · F29 地方政府 · F30 联席会议/领导小组 · "
    "F31 工业和信息化 · F32 乡村振兴 · F33 国有资产 · F99 其他"
)
TOPICS = (
    "T01 空间管控 · T02 源头预防 · T03 重点区域预防保护 · T04 生态系统水土保持功能 · "
    "T05 城市水土保持 · T06 监管制度和标准 · T07 监管方式 · T08 信用监管 · T09 协同监管 · "
    "T10 企业责任 · T11 小流域综合治理 · T12 坡耕地治理 · T13 系统治理与重点工程 · "
    "T14 矿山生态修复 · T15 盐碱地沙化土地滩涂 · T16 淤地坝安全 · T17 规划体系 · T18 建管机制 · "
    "T19 目标责任考核 · T20 监测评价 · T21 科技创新与信息化 · T22 组织领导 · T23 统筹协调 · "
    "T24 投入保障 · T25 宣传教育与示范 · T26 生态产品价值 · T27 队伍建设"
)
NOTATIONS = {
    "role": "lead responsible cooperate shared",
    "basis": "explicit sole first_listed text",
    "comparator": "= >= <= > < ~ range",
    "target-kind": "level increment each_year",
    "relation": "basis formulate repeal issued_by_notice",
    "work-kind": "party_document law regulation standard plan notice work_plan other",
    "level": "national provincial municipal county",
    "modality": "must must_not may",
    "body-kind": "agency group standing generic",
    "standing-body-kind": "leading_group joint_conference mechanism",
    "place-kind": "division river lake reservoir mountain region other",
    "instrument-kind": "system mechanism platform list model hotline campaign incentive principle "
    "other",
    "gap": "no_responsible_body no_lead no_explicit_lead open_list no_target broken_sum "
    "falling_target superseded_basis",
    "status": "有效 征求意见稿 废止",
}


@cache
def concepts() -> Graph:
    graph = Graph()
    for file in folder("concepts"):
        graph.parse(data=file.text, format="turtle")
    return graph


def labels(scheme: str) -> dict[str, str]:
    """Chinese labels by notation."""
    found = {}
    for node in concepts().subjects(SKOS.inScheme, URIRef(BASE + scheme)):
        names = concepts().objects(node, SKOS.prefLabel)
        (label,) = (n for n in names if isinstance(n, Literal) and n.language == "zh")
        found[str(concepts().value(node, SKOS.notation))] = str(label)
    return found


@pytest.mark.parametrize(("scheme", "published"), [("function", FUNCTIONS), ("topic", TOPICS)])
def test_functions_and_topics_are_those_of_the_interface(scheme: str, published: str) -> None:
    wanted = dict(entry.split(" ", 1) for entry in published.split(" · "))
    assert {n: label for n, label in labels(scheme).items() if n[0] != "P"} == wanted


@pytest.mark.parametrize(("scheme", "notations"), NOTATIONS.items())
def test_short_lists_have_exactly_their_notations(scheme: str, notations: str) -> None:
    assert set(labels(scheme)) == set(notations.split())


@pytest.mark.parametrize("file", folder("concepts"), ids=lambda file: str(file.name))
def test_every_concept_lies_under_its_scheme_in_ascii(file: RdfFile) -> None:
    graph = Graph().parse(data=file.text, format="turtle")
    (scheme,) = graph.subjects(RDF.type, SKOS.ConceptScheme)
    assert str(scheme) == BASE + file.name.removeprefix("concepts/").removesuffix(".ttl")
    members = set(graph.subjects(RDF.type, SKOS.Concept))
    assert members
    for node in members:
        assert str(node).startswith(f"{scheme}/")
        assert str(node).isascii()
        assert graph.value(node, SKOS.inScheme) == scheme


@pytest.mark.parametrize("file", folder("concepts"), ids=lambda file: str(file.name))
def test_no_two_concepts_of_a_scheme_share_a_notation_or_a_preferred_label(file: RdfFile) -> None:
    graph = Graph().parse(data=file.text, format="turtle")
    for predicate in (SKOS.notation, SKOS.prefLabel):
        values = list(graph.objects(None, predicate))
        assert len(values) == len(set(values))


@pytest.mark.parametrize("file", folder("concepts"), ids=lambda file: str(file.name))
def test_no_printed_form_stands_for_two_concepts(file: RdfFile) -> None:
    graph = Graph().parse(data=file.text, format="turtle")
    forms: dict[str, set[str]] = {}
    for predicate in (SKOS.notation, SKOS.prefLabel, SKOS.altLabel):
        for node, form in graph.subject_objects(predicate):
            forms.setdefault(str(form), set()).add(str(node))
    assert not {form: nodes for form, nodes in forms.items() if len(nodes) > 1}


def test_every_topic_stands_in_a_part_of_the_national_opinion() -> None:
    for node in concepts().subjects(SKOS.inScheme, URIRef(BASE + "topic")):
        notation = str(concepts().value(node, SKOS.notation))
        broader = concepts().value(node, SKOS.broader)
        assert (broader is None) == notation.startswith("P"), notation


@pytest.mark.parametrize(
    ("unit", "base", "exact"),
    [
        ("亩", "平方公里", Fraction(1, 1500)),
        ("万亩", "平方公里", Fraction(20, 3)),
        ("公顷", "平方公里", Fraction(1, 100)),
        ("万公顷", "平方公里", Fraction(100)),
        ("平方公里", "平方公里", Fraction(1)),
        ("亿元", "万元", Fraction(10000)),
        ("万人次", "人次", Fraction(10000)),
        ("%", "%", Fraction(1)),
        ("个百分点", "个百分点", Fraction(1)),
        ("成", "%", Fraction(10)),
        ("条", "条", Fraction(1)),
    ],
)
def test_units_convert_to_ten_decimals(unit: str, base: str, exact: Fraction) -> None:
    (node,) = concepts().subjects(SKOS.notation, Literal(unit))
    target = concepts().value(node, URIRef(namespace() + "baseUnit"))
    factor = Decimal(str(concepts().value(node, URIRef(namespace() + "conversionFactor"))))
    assert str(concepts().value(target, SKOS.notation)) == base
    assert abs(Fraction(factor) - exact) <= Fraction(1, 2 * 10**10)


def test_base_units_convert_to_themselves_and_indicators_have_a_base_unit() -> None:
    base, factor = (URIRef(namespace() + name) for name in ("baseUnit", "conversionFactor"))
    bases = set(concepts().objects(None, base))
    assert bases
    for node in bases:
        assert concepts().value(node, base) == node
        assert Decimal(str(concepts().value(node, factor))) == 1
    units = set(concepts().objects(None, URIRef(namespace() + "indicatorUnit")))
    assert len(units) > 5
    assert units <= bases
