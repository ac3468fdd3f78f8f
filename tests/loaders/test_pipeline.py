"""A document's part of a release: what its validation is told beside the document."""

from pathlib import Path

import pytest

from graph.rdf import BASE
from loaders.background import background
from loaders.pipeline import process

PLAN = """云溪县人民政府办公室关于印发云溪县水土保持工作实施方案的通知
云政办〔{year}〕7号
各乡镇人民政府：
《云溪县水土保持工作实施方案》已经同意，现印发给你们。
云溪县人民政府办公室
{date}
云溪县水土保持工作实施方案
为加强水土保持，依据{basis}，制定本方案。
一、预防
1.管住源头。严格审批。县水务局牵头。
2.治好坡地。逐块治理。县水务局牵头。
"""
OLD_RULE = "《开发建设项目水土保持方案编报审批管理规定》"


def warnings(path: Path, basis: str, date: str = "2024年3月1日") -> set[str]:
    """The names of the shapes that warn of a plan with this basis and date."""
    document = path / "plan.txt"
    document.write_text(PLAN.format(year=date[:4] or "2024", date=date, basis=basis), "utf-8")
    results = process(document).report["validation"]["results"]
    return {result["shape"].partition("#")[2] for result in results}


@pytest.mark.parametrize(
    ("date", "warned"),
    [("2023年3月1日", True), ("2024年3月1日", True), ("2023年2月28日", False), ("", False)],
)
def test_a_basis_repealed_on_the_date_of_the_plan(tmp_path: Path, date: str, warned: bool) -> None:
    assert ("RepealedBasisShape" in warnings(tmp_path, OLD_RULE, date)) is warned


def test_a_basis_in_force_gives_no_warning(tmp_path: Path) -> None:
    found = warnings(tmp_path, "《生产建设项目水土保持方案管理办法》")
    assert "RepealedBasisShape" not in found


@pytest.mark.parametrize(
    ("basis", "date", "warned"),
    [
        ("《中华人民共和国水土保持法》第二十条、第六十一条", "2024年3月1日", True),
        ("《中华人民共和国水土保持法》第二十条、第六十条", "2024年3月1日", False),
        # The text of that day had another number of articles.
        ("《中华人民共和国水土保持法》第六十一条", "2010年3月1日", False),
        ("《云溪县水土保持办法》第二百条", "2024年3月1日", False),
    ],
)
def test_an_article_that_the_law_has_not(
    tmp_path: Path, basis: str, date: str, warned: bool
) -> None:
    assert ("ArticleNumberShape" in warnings(tmp_path, basis, date)) is warned


MERGED = """{place}人民政府办公室关于印发{place}水土保持工作实施方案的通知
{place}人民政府办公室
{year}年3月1日
{place}水土保持工作实施方案
一、预防
1.管住源头。严格审批。水利局牵头。
2.治好坡地。逐块治理。水利局牵头。
"""


@pytest.mark.parametrize(
    ("place", "year", "code", "warned"),
    [
        ("莱芜市", 2017, "371200", False),
        # The merger of December 2018 was announced in January 2019.
        ("莱芜市", 2018, "371200", False),
        ("莱芜市", 2024, "371200", True),
        ("济南市莱芜区", 2024, "370116", False),
        ("济南市莱芜区", 2015, "370116", True),
    ],
)
def test_a_plan_carries_the_code_valid_on_its_date(
    tmp_path: Path, place: str, year: int, code: str, warned: bool
) -> None:
    document = tmp_path / "plan.txt"
    document.write_text(MERGED.format(place=place, year=year), "utf-8")
    part = process(document)
    assert f"jurisdiction> <{BASE}id/division/{code}>".encode() in part.quads
    shapes = {r["shape"].partition("#")[2] for r in part.report["validation"]["results"]}
    assert ("DivisionDateShape" in shapes) is warned


def test_division_nodes_carry_their_years_and_former_names() -> None:
    lines = [
        line.partition(f"<{BASE}id/division/")[2]
        for line in background()["divisions"].decode().splitlines()
    ]
    assert any(line.startswith("371200> <") and 'validUntilYear> "2017"' in line for line in lines)
    assert any(line.startswith("370116> <") and 'validFromYear> "2018"' in line for line in lines)
    renamed = [line for line in lines if line.startswith("210112>") and "浑南区" in line]
    assert renamed
    assert any('altLabel> "东陵区"@zh' in line for line in lines if line.startswith("210112>"))
