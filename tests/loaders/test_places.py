import pytest

from loaders.extract.places import extract_places
from loaders.extract.scope import Context, Scope
from loaders.normalise import normalise
from loaders.records import PlaceMention
from ontology.divisions import load_divisions

YANTAI = "370600"


def _resolve(name: str) -> str | None:
    found = load_divisions().short(name, within=YANTAI)
    return found[-1].code if found else None


CONTEXT = Context(2024, "烟台市", YANTAI, _resolve)


def read(text: str) -> tuple[PlaceMention, ...]:
    view = normalise(text)
    return extract_places(view, (Scope("一/1", None, 0, len(view.text), 0),), CONTEXT)


def names(text: str) -> list[str]:
    return [mention.place for mention in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("以青蟒山、碧螺山为屏障。", ["青蟒山", "碧螺山"]),
        ("加强白鹭水库水源保护。", ["白鹭水库"]),
        ("围绕乌龙河、玉带溪沿岸开展治理。", ["乌龙河", "玉带溪"]),
        ("推进银杏湖周边生态修复。", ["银杏湖"]),
        ("在龙泉河流域开展试点。", ["龙泉河流域"]),
    ],
)
def test_natural_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "加强河湖、小流域和水库治理，修复矿山。",
        "绿水青山就是金山银山，推进封山育林。",
        "以流域为单元，整治农村河、黑臭河。",
        "对重点预防区和山区实行封育。",
    ],
)
def test_kinds_of_land_are_no_names(text: str) -> None:
    assert names(text) == []


def test_divisions_by_full_and_by_short_name() -> None:
    full = read("在莱州市开展试点。")
    assert [(m.place, m.kind, m.division_code) for m in full] == [("莱州市", "division", "370683")]
    assert names("以海阳、栖霞、莱阳等区市为重点。") == ["海阳", "栖霞", "莱阳"]


def test_issuing_place_and_bodies_are_left_out() -> None:
    assert names("烟台市和山东省共同推进，莱州市人民政府负责落实。") == []


def test_each_name_once() -> None:
    assert names("治理乌龙河。围绕乌龙河，开展巡查。") == ["乌龙河"]
