import pytest

from loaders.extract.periods import Calendar, Period, find_periods, year


def _only(text: str, issue_year: int | None = 2024, plan: tuple[int, int] | None = None) -> Period:
    [period] = find_periods(text, 0, len(text), Calendar(issue_year, plan))
    return period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("到2025年", None, 2025),
        ("2025年底前", None, 2025),
        ("2024年年底前", None, 2024),
        ("2025年6月底前", None, 2025),
        ("到二〇二五年", None, 2025),
        ("展望2035年", None, 2035),
        ("2025年建成", 2025, 2025),
        ("2021—2025年", 2021, 2025),
        ("2024年至2026年", 2024, 2026),
        ("“十四五”期间", 2021, 2025),
        ("“十四五”末", None, 2025),
        ("“十五五”时期", 2026, 2030),
        ("三年内", 2024, 2027),
        ("用5年时间", 2024, 2029),
        ("今后三年", 2024, 2027),
        ("明年", 2025, 2025),
        ("今明两年", 2024, 2025),
        ("自2024年起", 2024, None),
    ],
)
def test_goal_periods(text: str, first: int | None, last: int | None) -> None:
    period = _only(text)
    assert (period.from_year, period.by_year, period.role) == (first, last, "goal")


@pytest.mark.parametrize("text", ["截至2022年底", "2023年", "“十三五”期间", "2020年以来"])
def test_periods_before_the_year_of_issue_are_past(text: str) -> None:
    assert _only(text).role == "past"


@pytest.mark.parametrize("text", ["较2020年", "比2020年", "与2020年相比", "在2020年5亿元的基础上"])
def test_base_years(text: str) -> None:
    period = _only(text)
    assert (period.from_year, period.by_year, period.role) == (2020, None, "base")


def test_a_year_without_anything_to_build_on_is_no_base() -> None:
    assert _only("在2025年建成，打下基础").role == "goal"


@pytest.mark.parametrize(
    "text", ["水土保持规划（2021—2030年）", "连续三年内", "“十五五”专项规划", "每三年内", "2025个"]
)
def test_names_and_routines_are_no_periods(text: str) -> None:
    assert list(find_periods(text, 0, len(text), Calendar(2024))) == []


def test_terms_need_a_year_of_issue() -> None:
    assert _only("三年内", None).by_year is None


def test_years_in_both_kinds_of_figures() -> None:
    assert year("2025") == year("二〇二五") == year("二零二五") == 2025


@pytest.mark.parametrize("text", ["四年累计", "四年新增", "用四年时间", "今后四年"])
def test_a_plan_for_so_many_years_means_its_own(text: str) -> None:
    period = _only(text, plan=(2024, 2027))
    assert (period.from_year, period.by_year) == (2024, 2027)


def test_a_term_that_is_not_the_plans_runs_from_its_issue() -> None:
    assert _only("三年累计", plan=(2024, 2027)).by_year == 2027
    assert _only("两年累计", plan=(2024, 2027)).by_year == 2026
    assert _only("四年内", plan=(2024, 2027)).by_year == 2028
