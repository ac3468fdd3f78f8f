"""IRIs: valid, ASCII, pure, and as the contract with users spells them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import IriError
from graph.iri import (
    body,
    concept,
    graph,
    instrument,
    part,
    path_key,
    path_keys,
    place,
    plan,
    plan_graph,
    rule,
    work,
)
from graph.rdf import BASE, Quad, quads_of, sb, sorted_nquads
from ontology.divisions import load_divisions

_CODES = st.from_regex(r"[1-8][0-9]{5}", fullmatch=True)
_NAMES = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=40)
_STEPS = st.sampled_from(["一", "（一）", "1", "（1）", "①", "第二章", "第四条", "附件", "1.2"])


def test_a_plan_is_named_by_its_number_first() -> None:
    numbered = plan("370600", "烟政办字〔2024〕68号", "2024-09-13", "实施方案")
    assert numbered.value == BASE + "id/plan/370600/yanzhengbanzi-2024-68"
    assert plan("370600", "烟政办字〔2024〕68号", None, "别的") == numbered


def test_plans_without_number_differ_by_title() -> None:
    first = plan("370100", None, "2024-11-13", "甲方案")
    assert first != plan("370100", None, "2024-11-13", "乙方案")
    assert first.value.startswith(BASE + "id/plan/370100/2024-11-13-")
    assert plan(None, None, None, "甲").value.startswith(BASE + "id/plan/000000/undated-")


@pytest.mark.parametrize(
    ("code", "full", "expected"),
    [
        ("370600", "烟台市水利局", "370600/shui-li-ju"),
        ("370600", "山东省烟台市水利局", "370600/shui-li-ju"),
        ("120000", "天津市规划和自然资源局", "120000/gui-hua-he-zi-ran-zi-yuan-ju"),
        ("370687", "海阳市人民政府", "370687/ren-min-zheng-fu"),
        (None, "水利部", "000000/shui-li-bu"),
        # 国家税务总局 stands in front, so the place inside is part of the name
        ("370600", "国家税务总局烟台市税务局", None),
    ],
)
def test_bodies_drop_their_own_place_only_in_front(
    code: str | None, full: str, expected: str | None
) -> None:
    made = body(code, full).value.removeprefix(BASE + "id/body/")
    assert made == (expected or "370600/guo-jia-shui4-wu-zong-ju-yan-tai-shi-shui4-wu-ju")


def test_the_bureaus_that_sound_alike_are_two_bodies() -> None:
    assert body("370600", "烟台市水务局") != body("370600", "烟台市税务局")


def test_a_name_that_is_only_the_place_is_kept() -> None:
    assert body("370600", "烟台市").value.endswith("370600/yan-tai-shi")


def test_homophones_among_places_and_instruments_stay_apart() -> None:
    assert place("渭河", "610000") != place("潍河", "610000")
    assert instrument("公示制") != instrument("公式制")


def test_one_work_however_it_is_quoted() -> None:
    assert work("中办发〔2022〕68号", "甲") == work("中办发[2022]68号", None)
    assert work(None, "《水土保持法》") == work(None, "水土 保持法")
    assert work(None, "水土保持规划", ["甲市"]) != work(None, "水土保持规划", ["乙市"])


def test_paths_with_equal_numbers_get_keys_of_their_own() -> None:
    assert path_key("二/（一）/1") == "2-1-1"
    assert path_key("第二章/第四条") == "ch2-art4"
    assert path_keys(["一/1", "一/（1）", "一/①"]) == {
        "一/1": "1-1",
        "一/（1）": "1-1~2",
        "一/①": "1-1~3",
    }


@given(st.lists(st.lists(_STEPS, min_size=1, max_size=4).map("/".join), unique=True))
def test_keys_are_distinct_and_fit_into_an_iri(paths: list[str]) -> None:
    keys = path_keys(paths)
    assert list(keys) == paths
    assert len(set(keys.values())) == len(paths)
    home = plan("370600", None, None, "甲")
    for key in keys.values():
        assert part(home, "measure", key).value.endswith(f"/measure/{key}")


@given(_CODES, _NAMES)
def test_every_minter_gives_ascii_that_the_store_reads_back(code: str, name: str) -> None:
    try:
        made = [
            plan(code, name, None, name),
            plan(code, None, "2024-01-02", name),
            body(code, name),
            place(name, code),
            instrument(name),
            work(name, None),
            work(None, name, [name]),
        ]
    except IriError:
        assert not any(c.isalnum() for c in name), name
        return
    for iri in made:
        assert iri.value.isascii()
        line = sorted_nquads([Quad(iri, sb("p"), iri, graph("test"))])
        assert quads_of(line)[0].subject == iri


def test_all_water_bureaus_of_the_country_are_distinct() -> None:
    prefectures = [d for d in load_divisions() if d.level == "prefecture" and not d.valid_until]
    made = {body(d.code, f"{d.name}水务局") for d in prefectures}
    assert len(made) == len(prefectures) > 300


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: plan("37", None, None, "x"),
        lambda: plan("370600", None, "13.9.2024", "x"),
        lambda: part(plan(None, None, None, "x"), "chapter", "1"),
        lambda: part(plan(None, None, None, "x"), "measure", "一"),
        lambda: plan_graph(graph("ontology")),
        lambda: concept("form", "实施方案"),
        lambda: rule("two words"),
        lambda: work(None, "《》"),
        lambda: body("370600", "（）"),
    ],
)
def test_what_gives_no_name_is_an_error(wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(IriError):
        wrong()


def test_comparators_have_names_in_letters() -> None:
    made = [concept("comparator", s).value.rsplit("/", 1)[-1] for s in ("=", ">=", "~", "range")]
    assert made == ["eq", "ge", "about", "range"]
