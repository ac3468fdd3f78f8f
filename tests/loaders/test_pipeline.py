"""A document's part of a release: what its validation is told beside the document."""

from pathlib import Path

import pytest

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
