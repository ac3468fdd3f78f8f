import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.agencies import Registry, jurisdiction_of, member_kinds
from loaders.records import BodyName
from ontology.divisions import load_divisions

YEAR = 2024
NAMES = Path(__file__).with_name("agency_names.csv")


def registry(place: str, known: tuple[BodyName, ...] = ()) -> Registry:
    divisions = load_divisions()
    jurisdiction = jurisdiction_of(place, divisions, YEAR)
    assert jurisdiction is not None, f"no such place: {place}"
    return Registry(jurisdiction, divisions, YEAR, known)


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(NAMES.read_text("utf-8").splitlines()))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['place']}-{row['written']}")
def test_written_name_gets_full_name_function_and_kind(row: dict[str, str]) -> None:
    body = registry(row["place"]).resolve(row["written"])
    assert (body.full, body.function, body.kind) == (row["full"], row["function"], row["kind"])


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['place']}-{row['full']}")
def test_a_full_name_is_its_own_full_name(row: dict[str, str]) -> None:
    # A group's front is the city, so that its full name reads as the city's group again.
    resolve = registry(row["place"]).resolve
    again = resolve(row["full"])
    assert again.full == row["full"]
    assert again.function == row["function"]


def test_the_table_is_wide() -> None:
    table = rows()
    assert len(table) >= 300
    assert len({row["place"] for row in table}) >= 50
    assert {row["function"] for row in table} >= {f"F{n:02}" for n in range(1, 34)}


@pytest.mark.parametrize(
    ("place", "written", "suffix", "full"),
    [
        ("赣州市", "兴国县", "人民政府", "兴国县人民政府"),
        ("赣州市", "兴国县人民政府", "人民政府", "兴国县人民政府"),
        ("赣州市", "兴国县", "水利局", "兴国县水利局"),
        ("赣州市", "市发改", "局", "赣州市发展和改革局"),
        ("秭归县", "茅坪镇", "人民政府", "秭归县茅坪镇人民政府"),
    ],
)
def test_a_shared_ending_belongs_to_the_name(
    place: str, written: str, suffix: str, full: str
) -> None:
    assert registry(place).resolve(written, suffix).full == full


@pytest.mark.parametrize(
    ("place", "written", "code"),
    [
        ("烟台市", "市水利局", "370600"),
        ("烟台市", "海阳市水利局", "370687"),
        ("烟台市", "省水利厅", "370000"),
        ("烟台市", "各区市人民政府", "370600"),
        ("烟台市", "水利部", "000000"),
        ("秭归县", "市生态环境局秭归县分局", "420500"),
        ("秭归县", "茅坪镇人民政府", "420527"),
        ("烟台市", "国网烟台供电公司", "370600"),
        ("烟台市", "中铁十四局集团有限公司", None),
    ],
)
def test_a_body_belongs_to_a_place(place: str, written: str, code: str | None) -> None:
    assert registry(place).resolve(written).division_code == code


@pytest.mark.parametrize(
    ("written", "function", "guessed"),
    [
        ("市水利局", "F01", False),
        ("市气象局", "F99", False),
        ("市水利学会", "F99", False),
        ("市生态环境保护综合行政执法支队", "F03", False),
        ("子午岭林业管护中心", "F05", True),
        ("市双塔寺景观管理处", "F99", True),
    ],
)
def test_a_function_from_a_word_inside_the_name_is_a_guess(
    written: str, function: str, guessed: bool
) -> None:
    body = registry("庆阳市").resolve(written)
    assert (body.function, body.guessed) == (function, guessed)


def test_a_field_means_the_department_that_the_document_names() -> None:
    resolve = registry("南昌市").resolve
    known = (resolve("市水务局"), resolve("市自然资源和规划局"), resolve("各县区水务局"))
    informed = registry("南昌市", known).resolve
    assert resolve("水利部门").full == "南昌市水利局"
    assert informed("水利部门").full == "南昌市水务局"
    assert informed("自然资源").full == "南昌市自然资源和规划局"
    assert informed("财政").full == "南昌市财政局"


def test_two_known_departments_of_one_field_decide_nothing() -> None:
    resolve = registry("南昌市").resolve
    known = (resolve("市水务局"), resolve("市水土保持局"))
    assert registry("南昌市", known).resolve("水利部门").full == "南昌市水利局"


@pytest.mark.parametrize(
    ("full", "kinds"),
    [
        ("晋城市各县（市、区）人民政府", ("县", "市", "区")),
        ("贵州省各市（州）人民政府", ("市", "州")),
        ("天津市各区人民政府", ("区",)),
        ("锡林郭勒盟各旗县市（区）人民政府", ("旗", "县", "市", "区")),
        ("内蒙古自治区各盟行政公署、市人民政府", ("盟", "市")),
        ("广西壮族自治区各设区市人民政府", ("市",)),
        ("济南市各区县（功能区）人民政府", ("区", "县")),
        ("天津市各有关区人民政府", ()),
        ("秭归县各乡镇人民政府", ()),
        ("济南市各区县水务局", ()),
        ("济南市水务局", ()),
        ("济南市各有关部门", ()),
    ],
)
def test_a_group_of_governments_covers_kinds_of_places(full: str, kinds: tuple[str, ...]) -> None:
    assert member_kinds(full) == kinds


@pytest.mark.parametrize(
    ("named", "code", "level", "kind", "province"),
    [
        ("济南市", "370100", "prefecture", "市", "山东省"),
        ("甘肃省", "620000", "province", "省", "甘肃省"),
        ("天津市", "120000", "province", "市", "天津市"),
        ("秭归县", "420527", "county", "县", "湖北省"),
        ("红河州", "532500", "prefecture", "州", "云南省"),
        ("锡林郭勒盟", "152500", "prefecture", "盟", "内蒙古自治区"),
        ("内蒙古自治区", "150000", "province", "自治区", "内蒙古自治区"),
        ("湖北省宜昌市秭归县", "420527", "county", "县", "湖北省"),
        ("370687", "370687", "county", "市", "山东省"),
        ("江苏省南京市鼓楼区", "320106", "county", "区", "江苏省"),
    ],
)
def test_jurisdictions(named: str, code: str, level: str, kind: str, province: str) -> None:
    found = jurisdiction_of(named, load_divisions(), YEAR)
    assert found is not None
    assert (found.code, found.level, found.kind, found.province_name) == (
        code,
        level,
        kind,
        province,
    )


@pytest.mark.parametrize("named", ["鼓楼区", "某某市", "", "999999", "水利局"])
def test_what_names_no_one_place_is_no_jurisdiction(named: str) -> None:
    assert jurisdiction_of(named, load_divisions(), YEAR) is None


@pytest.mark.parametrize(
    ("written", "full", "function", "kind"),
    [
        ("局办公室", "彭阳县水务局办公室", "F01", "agency"),
        ("本局水政监察大队", "彭阳县水务局水政监察大队", "F01", "agency"),
        ("局属各单位", "彭阳县水务局属各单位", "F01", "generic"),
        ("县财政局", "彭阳县财政局", "F08", "agency"),
        ("委办公室", "中共彭阳县委办公室", "F99", "agency"),
    ],
)
def test_a_departments_own_plan_names_its_own_offices(
    written: str, full: str, function: str, kind: str
) -> None:
    divisions = load_divisions()
    issuer = registry("彭阳县").resolve("彭阳县水务局")
    place = jurisdiction_of("彭阳县", divisions, YEAR)
    body = Registry(place, divisions, YEAR, house=issuer).resolve(written)
    assert (body.full, body.function, body.kind) == (full, function, kind)


@pytest.mark.parametrize(
    ("place", "written", "code"),
    [("阿克苏地区", "塔里木河流域管理局", "650000"), ("承德市", "水利部", "000000")],
)
def test_a_body_with_one_seat_belongs_there(place: str, written: str, code: str) -> None:
    assert registry(place).resolve(written).division_code == code


def test_without_a_place_names_stay_as_printed() -> None:
    body = Registry(None, load_divisions(), YEAR).resolve("市水利局")
    assert (body.full, body.function, body.division_code) == ("市水利局", "F01", None)


@given(
    written=st.text(
        alphabet=st.sampled_from(
            "市县区省州各有关、（）政府人民委局厅水利林农团中共法院检察税务 a"
        ),
        max_size=20,
    ),
    suffix=st.sampled_from(["", "人民政府", "局"]),
)
def test_no_name_breaks_the_registry(written: str, suffix: str) -> None:
    for place in ("济南市", "贵州省", "秭归县"):
        body = registry(place).resolve(written, suffix)
        assert body == registry(place).resolve(written, suffix)
        assert body.function.startswith("F")
