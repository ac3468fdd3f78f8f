"""A document's part of a release: what its validation is told beside the document."""

from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from graph.rdf import BASE
from graph.report import Severity
from loaders.background import background
from loaders.pipeline import Outcome, _pooled, process, process_all
from loaders.sources import corpus_folder, load_sources

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


def bad_and_good(folder: Path) -> list[Path]:
    """A plan, a letter without measures, a file that is no document and one that is not there."""
    good, letter, broken = (folder / name for name in ("plan.txt", "letter.txt", "broken.docx"))
    good.write_text(PLAN.format(year=2024, date="2024年3月1日", basis="有关规定"), "utf-8")
    letter.write_text("各位同事：请于周五前报送材料。", "utf-8")
    broken.write_bytes(b"PK\x03\x04 no archive")
    return [good, letter, broken, folder / "missing.txt"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_bad_files_do_not_keep_good_ones_out(tmp_path: Path, jobs: int) -> None:
    paths = bad_and_good(tmp_path)
    outcomes = {outcome.path.name: outcome for outcome in process_all(paths, {}, jobs)}
    assert set(outcomes) == {path.name for path in paths}
    good = outcomes.pop("plan.txt")
    assert good.part is not None
    assert good.error is None
    assert good.conforms
    for name, outcome in outcomes.items():
        assert outcome.part is None
        assert name in str(outcome.error)


def test_one_process_and_several_give_the_same_parts(tmp_path: Path) -> None:
    paths = sorted(corpus_folder().glob("*.txt"))[:2]
    found = [
        {o.path.name: o.part.quads for o in process_all(paths, {}, jobs) if o.part}
        for jobs in (1, 2)
    ]
    assert found[0] == found[1]
    assert len(found[0]) == 2


def test_a_worker_that_is_killed_costs_a_sentence_not_the_build(tmp_path: Path) -> None:
    class Dying(Executor):
        """Ends its first job as a pool does whose process was killed, and takes no others."""

        def __init__(self) -> None:
            self.taken = 0

        def submit(self, fn: object, /, *args: object, **kwargs: object) -> Future[Outcome]:  # type: ignore[override]
            self.taken += 1
            if self.taken > 1:
                raise BrokenProcessPool("killed")
            future: Future[Outcome] = Future()
            future.set_exception(BrokenProcessPool("killed"))
            return future

    paths = bad_and_good(tmp_path)[:2]
    outcomes = list(_pooled(Dying(), paths, {}))
    assert {outcome.path for outcome in outcomes} == set(paths)
    for outcome in outcomes:
        assert outcome.part is None
        assert "died" in str(outcome.error)


def test_counts_and_report_of_a_part(tmp_path: Path) -> None:
    part = process(bad_and_good(tmp_path)[0])
    assert part.report["counts"]["measures"] == 2
    assert part.report["counts"]["responsibilities"] == 2
    assert part.report["counts"]["targets"] == 0
    assert part.report["validation"]["focus_nodes"]
    assert part.slug == "000000-yunzhengban-2024-7"
    assert 0 <= part.report["coverage"] <= 1


def test_the_shipped_plans_conform() -> None:
    sources = load_sources(corpus_folder() / "sources.toml")
    for path in sorted(corpus_folder().glob("*.txt")):
        results = process(path, sources[path.name]).report["validation"]["results"]
        assert Severity.VIOLATION not in {result["severity"] for result in results}
