"""Policy instruments: well-known names, quoted names, nouns with a telling head, hotlines."""

import re
from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.namespace import SKOS

import ontology
from loaders.extract.instrument_names import heads, key, known, resolve
from loaders.extract.instruments import extract_instruments
from loaders.extract.lexicon import table
from loaders.extract.scope import Scope
from loaders.normalise import normalise
from loaders.records import InstrumentUse

CONCEPTS = Path(ontology.__file__).parent / "concepts"


def uses(text: str) -> tuple[InstrumentUse, ...]:
    view = normalise(text)
    return extract_instruments(view, [Scope("一/1", None, 0, len(view.text), 0)])


def names(text: str) -> list[str]:
    return [use.name for use in uses(text)]


def concepts(scheme: str) -> rdflib.Graph:
    return rdflib.Graph().parse(CONCEPTS / f"{scheme}.ttl")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("推行以奖代补、以工代赈等方式。", ["以奖代补", "以工代赈"]),
        ("深化“放管服”改革，落实“三同时”制度。", ["放管服", "三同时"]),
        ("按照“谁治理、谁受益”的原则。", ["谁治理、谁受益"]),
        ("足额征收水土保持补偿费。", ["水土保持补偿费"]),
        ("列入重点关注名单和“黑名单”。", ["重点关注名单", "黑名单"]),
    ],
)
def test_well_known_names(text: str, wanted: list[str]) -> None:
    assert names(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted", "kind"),
    [
        ("建立健全河道采砂巡护制度。", "河道采砂巡护制度", "system"),
        ("构建上下游联防联控机制，", "上下游联防联控机制", "mechanism"),
        ("建设全市梯田资源管理系统。", "梯田资源管理系统", "platform"),
        ("完善弃渣场风险台账，", "弃渣场风险台账", "list"),
        ("开展违规弃渣专项行动。", "违规弃渣专项行动", "campaign"),
        ("推广“慧治土”平台，", "慧治土平台", "platform"),
        ("形成“企业出资+合作社经营”模式。", "企业出资+合作社经营", "model"),
        ("市水利局要会同有关部门建立联合督办机制。", "联合督办机制", "mechanism"),
        ("对弃渣场实行应急响应清单。", "应急响应清单", "list"),
    ],
)
def test_nouns_with_a_telling_head(text: str, wanted: str, kind: str) -> None:
    assert [(use.name, use.kind) for use in uses(text)] == [(wanted, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "健全工作机制，完善相关制度。",
        "建立健全长效管理机制。",
        "提升森林生态系统质量。",
        "推进系统治理。",
        "“十四五”期间完成治理任务。",
        "加强“四荒”资源利用。",
        "深刻领会“两个确立”。",
        "治理面积12314亩。",
        "该县共有3条河流、2座水库。",
    ],
)
def test_what_names_no_instrument(text: str) -> None:
    assert uses(text) == ()


def test_quoted_names_by_their_form() -> None:
    assert names("推行“查测溯、治管督”。") == ["查测溯、治管督"]
    assert names("建设“智慧田长”。") == ["智慧田长"]
    assert names("落实“四不两直”要求。") == ["四不两直"]
    assert names("被誉为“江南水城”。") == []


def test_hotlines_by_number() -> None:
    assert names("公布12314监督举报电话。") == ["12314"]
    (use,) = uses("开通12369环保举报热线。")
    assert (use.name, use.kind, use.written) == ("12369", "hotline", "12369环保举报热线")
    assert names("拨打12369即可举报，也可拨打110。") == ["12369"]


def test_one_name_for_many_spellings() -> None:
    spellings = ["“三同时”", "“三同时”制度", "水土保持“三同时”", "水土保持三同时制度"]
    assert {resolve(spelling).name for spelling in spellings} == {"三同时"}
    assert resolve("谁治理谁受益") == resolve("“谁治理、谁受益”")
    assert resolve("某省水土保持信用评价制度").name == "水土保持信用评价"
    assert resolve("节约用水目标责任制").name == "节约用水目标责任制"


def test_each_name_once_per_measure_with_its_place() -> None:
    text = "推行以奖代补。扩大以奖 代补范围。"
    (use,) = uses(text)
    assert (use.measure, use.written) == ("一/1", "以奖代补")
    assert text[use.evidence.start : use.evidence.end] == use.evidence.quote
    view = normalise("推行以奖代补。\n推行以奖代补。")
    scopes = [Scope("一/1", None, 0, 7, 0), Scope("一/2", None, 8, len(view.text), 8)]
    assert [use.measure for use in extract_instruments(view, scopes)] == ["一/1", "一/2"]


def test_goals_and_preambles_are_not_read() -> None:
    view = normalise("推行以奖代补。")
    assert extract_instruments(view, [Scope(None, "一", 0, 7, 0), Scope(None, None, 0, 7, 0)]) == ()
    assert extract_instruments(view, [Scope("一/1", None, 3, 3, 3)]) == ()


def test_of_overlapping_names_the_longest_stands() -> None:
    assert names("建立以奖代补资金核查制度。") == ["以奖代补资金核查制度"]


@given(st.text(alphabet="建立健全机制度平台“”三同时、，。\n12314热线的等a+", max_size=50))
def test_any_text_gives_evidence(text: str) -> None:
    view = normalise(text)
    found = extract_instruments(view, [Scope("1", None, 0, len(view.text), 0)])
    assert len({use.name for use in found}) == len(found)
    for use in found:
        assert use.name
        assert use.evidence.quote == view.raw[use.evidence.start : use.evidence.end]


def test_lexicon_agrees_with_the_concepts() -> None:
    graph = concepts("instrument")
    leaves = set(graph.subjects(SKOS.broader))
    assert len(leaves) >= 30
    for leaf in leaves:
        name = str(graph.value(leaf, SKOS.notation))
        assert known()[key(name)].name == name
        for other in graph.objects(leaf, SKOS.altLabel):
            assert resolve(str(other)).name == name, other


def test_every_kind_is_in_the_code_list() -> None:
    notations = {
        str(notation) for notation in concepts("instrument-kind").objects(None, SKOS.notation)
    }
    assert {"system", "other"} <= notations
    assert {row["kind"] for row in table("instruments")} <= notations
    assert set(heads().values()) <= notations


def test_no_alias_stands_for_two_names() -> None:
    seen: dict[str, str] = {}
    for row in table("instruments"):
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            assert seen.setdefault(key(name), row["name"]) == row["name"], name
            assert re.sub(r"[“”、]", "", normalise(name).text) == re.sub(r"[“”、]", "", name), name
