"""The place a plan is for, from the names that its head gives."""

import pytest

from loaders.heading_place import place_of


@pytest.mark.parametrize(
    ("name", "year", "place"),
    [
        ("中共济南市委办公厅", 2024, ("济南市", "370100", "山东省")),
        ("天津市人民政府办公厅", 2024, ("天津市", "120000", None)),
        ("天津市蓟州区人民政府", 2024, ("蓟州区", "120119", "天津市")),
        ("甘肃省庆阳市人民政府", 2024, ("庆阳市", "621000", "甘肃省")),
        ("红河州人民政府办公室", 2024, ("红河哈尼族彝族自治州", "532500", "云南省")),
        (
            "积石山保安族东乡族撒拉族自治县水利局",
            2024,
            ("积石山保安族东乡族撒拉族自治县", "622927", "甘肃省"),
        ),
        ("关于印发赣州市坡地治理方案", 2024, ("赣州市", "360700", "江西省")),
        ("莱芜市人民政府", 2017, ("莱芜市", "371200", "山东省")),
    ],
)
def test_places(name: str, year: int, place: tuple[str, str, str | None]) -> None:
    found = place_of([name], year)
    assert found is not None
    assert (found.name, found.code, found.province) == place


@pytest.mark.parametrize(
    "name", ["水利部办公厅", "关于加强水土保持的意见", "", "鼓楼区人民政府", "临江仙市政府"]
)
def test_names_that_tell_no_place(name: str) -> None:
    assert place_of([name], 2024) is None


def test_the_first_telling_name_rules() -> None:
    place = place_of(["水利局", "秭归县水利局", "宜昌市"], 2024)
    assert place is not None
    assert place.code == "420527"
