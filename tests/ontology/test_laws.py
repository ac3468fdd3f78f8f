"""The law table states known facts, and citations find the work they mean."""

from datetime import date

import pytest

from ontology.laws import load_articles, load_laws, status_on

LAWS = load_laws()
TABLE_DATE = date(2026, 11, 23)
CONSERVATION_LAW = "中华人民共和国水土保持法"


def title_of(title: str, number: str | None = None) -> str | None:
    law = LAWS.find(title, number)
    return law.title if law else None


def status(title: str, day: str) -> str:
    law = LAWS.find(title)
    assert law is not None
    return status_on(law, date.fromisoformat(day))


def test_conservation_law() -> None:
    law = LAWS.find(CONSERVATION_LAW)
    assert law is not None
    assert law.number == "主席令第39号"
    assert (law.adopted, law.in_force) == (date(1991, 6, 29), date(1991, 6, 29))
    assert law.amended == date(2010, 12, 25)
    assert law.articles == 60


@pytest.mark.parametrize(
    ("short", "in_force", "articles"),
    [
        ("黄河保护法", date(2023, 4, 1), 122),
        ("长江保护法", date(2021, 3, 1), 96),
        ("黑土地保护法", date(2022, 8, 1), 38),
        ("湿地保护法", date(2022, 6, 1), 65),
        ("生态环境法典", date(2026, 8, 15), 1242),
    ],
)
def test_statutes(short: str, in_force: date, articles: int) -> None:
    law = LAWS.find(short)
    assert law is not None
    assert (law.in_force, law.articles) == (in_force, articles)


@pytest.mark.parametrize(
    "written",
    ["《中华人民共和国水土保持法》", "《水土保持法》", "水土保持法", " 中华人民共和国 水土保持法"],
)
def test_ways_to_write_a_statute(written: str) -> None:
    assert title_of(written) == CONSERVATION_LAW


@pytest.mark.parametrize(
    "written",
    [
        "关于加强新时代水土保持工作的意见",
        "中共中央办公厅 国务院办公厅《关于加强新时代水土保持工作的意见》",
        "中共中央办公厅、国务院办公厅关于加强新时代水土保持工作的意见",
    ],
)
def test_issuer_before_the_title(written: str) -> None:
    law = LAWS.find(written)
    assert law is not None
    assert law.number == "中办发〔2022〕68号"


def test_brackets_and_dashes_do_not_matter() -> None:
    assert title_of("全国水土保持规划(2015-2030年)") == "全国水土保持规划（2015—2030年）"
    assert title_of("山西省实施〈水土保持法〉办法") == (
        "山西省实施《中华人民共和国水土保持法》办法"
    )


def test_unknown_titles_are_not_found() -> None:
    assert title_of("晋城市水土保持综合规划（2026—2030年）") is None
    assert title_of("水土保持") is None
    assert title_of("") is None


def test_number_decides() -> None:
    title = "关于加强新时代水土保持工作的意见"
    assert title_of(title, "中办发[2022]68号") == title
    assert title_of(title, "某政办发〔2023〕1号") is None
    assert title_of("意见", "中办发[2022] 68号") == title
    # Numbers of orders start again with each president or minister.
    assert title_of("某法", "主席令第39号") is None
    assert title_of("水法", "主席令第48号") == "中华人民共和国水法"


@pytest.mark.parametrize(
    ("title", "day", "expected"),
    [
        ("生产建设项目水土保持方案管理办法", "2023-02-28", "not_yet"),
        ("生产建设项目水土保持方案管理办法", "2023-03-01", "in_force"),
        ("开发建设项目水土保持方案编报审批管理规定", "2023-02-28", "in_force"),
        ("开发建设项目水土保持方案编报审批管理规定", "2023-03-01", "superseded"),
        ("开发建设项目水土保持设施验收管理办法", "2017-12-21", "in_force"),
        ("开发建设项目水土保持设施验收管理办法", "2017-12-22", "repealed"),
        ("环境保护法", "2026-08-14", "in_force"),
        ("环境保护法", "2026-08-15", "superseded"),
        ("耕地保护和质量提升法", "2026-11-23", "not_yet"),
        ("水土保持工作条例", "1990-01-01", "in_force"),
        ("水土保持法", "1991-06-28", "not_yet"),
    ],
)
def test_status_on_a_day(title: str, day: str, expected: str) -> None:
    assert status(title, day) == expected


def test_status_column_agrees_with_the_dates() -> None:
    gone = {"repealed", "superseded"}
    for law in LAWS:
        now = status_on(law, TABLE_DATE)
        assert (law.status == "repealed") == (now in gone), law.title
        assert (law.status == "not_yet") == (now == "not_yet"), law.title
        if law.status == "in_force":
            assert law.amended is None, law.title


def test_rows_are_well_formed() -> None:
    titles = [law.title for law in LAWS]
    assert len(set(titles)) == len(titles)
    for law in LAWS:
        assert law.level in ("national", "provincial")
        assert law.kind in (
            *("law", "regulation", "rule", "standard", "party_document", "plan", "notice"),
        )
        assert law.in_force or law.adopted, law.title
        assert not law.superseded_by or law.superseded_by in titles, law.title
        assert bool(law.repealed_on) == (law.status == "repealed"), law.title
        days = [d for d in (law.adopted, law.in_force, law.repealed_on) if d]
        assert days == sorted(days), law.title
        assert LAWS.find(law.title, law.number or None) == law


def test_articles_of_the_conservation_law() -> None:
    articles = load_articles()
    assert [a.article for a in articles[:2]] == ["第一条", "第二条"]
    assert articles[24].article == "第二十五条"
    assert articles[24].topic_hint == "水土保持方案编报审批"
    assert articles[-1].article == "第六十条"
    law = LAWS.find(CONSERVATION_LAW)
    assert law is not None
    assert len({a.article for a in articles}) == len(articles) == law.articles
    assert {a.title for a in articles} == {law.title}
    assert max(len(a.topic_hint) for a in articles) <= 20


def test_cues_are_plain_words_two_at_most() -> None:
    cues = [cue for article in load_articles() for cue in article.cues]
    assert len(cues) > 80
    for cue in cues:
        words = cue.split("&")
        assert 1 <= len(words) <= 2, cue
        # The rule makes a pattern of them, so a sign of one would change their meaning.
        assert all(word.isalnum() for word in words), cue
    for article in load_articles():
        assert article.in_force == date(2011, 3, 1)
        assert article.topic_hint or not article.cues, article.article
        assert len(set(article.cues)) == len(article.cues), article.article


@pytest.mark.parametrize(
    ("article", "cue"),
    [
        ("第四条", "水土保持目标责任"),
        ("第二十条", "陡坡&开垦"),
        ("第二十五条", "水土保持方案&审批"),
        ("第二十七条", "三同时"),
        ("第三十二条", "水土保持补偿费"),
        ("第四十二条", "监测&公告"),
    ],
)
def test_cues_belong_to_their_articles(article: str, cue: str) -> None:
    assert [a.article for a in load_articles() if cue in a.cues] == [article]
