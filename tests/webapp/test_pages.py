import html
import re
from collections.abc import Callable
from importlib.resources import files

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from webapp.opened import page_query

Get = Callable[..., TestResponse]

PAGES = [
    "/", "/search", "/search?q=水务", "/matrix", "/matrix?main=1", "/matrix?place=990100",
    "/plans", "/plans/990100/p",
    "/plans/990200/x", "/measures/990100/p/1-1", "/measures/990200/x/1", "/agencies",
    "/agencies?city=甲城市", "/agencies/990100/shui-wu-ju", "/agencies/990100/ge-xian-qu-zheng-fu",
    "/targets", "/targets?indicator=梯田&city=甲城市&year=2025", "/queries", "/queries/leads",
    "/queries/leads?topic=T02", "/queries/evidence", "/network", "/network?city=甲城市", "/sparql",
    "/sparql?example=leads", "/sparql?query=ASK%20%7B%7D", "/ontology", "/ontology/targets",
    "/concepts", "/concepts/topic", "/concepts/topic/T11", "/doc/id/division/990100",
    "/doc/id/plan/990100/p/assignment/1-1-1", "/doc/id/graph/plan/990200/x", "/data", "/data/diff",
    "/data/validation", "/data/validation?severity=violation", "/data/report",
]  # fmt: skip
NAMES = sorted(
    file.name.removesuffix(".rq") for file in files("webapp").joinpath("selects").iterdir()
)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_is_there_in_both_languages(get: Get, path: str, lang: str) -> None:
    sign = "&" if "?" in path else "?"
    found = get(path + (f"{sign}lang=en" if lang == "en" else ""))
    assert found.status_code == 200
    assert found.content_type == "text/html; charset=utf-8"
    assert f'<html lang="{"en" if lang == "en" else "zh-CN"}">' in found.text
    assert "<h1>" in found.text


@pytest.mark.parametrize("path", PAGES)
def test_no_page_holds_a_script_a_style_or_a_stranger(get: Get, path: str) -> None:
    page = get(path).text
    assert "<script>" not in page
    assert not re.search(r"<[^>]* (style|on\w+)=", page)
    assert set(re.findall(r"<script[^>]*>", page)) <= set(
        re.findall(r'<script src="/static/[^"]+" defer>', page)
    )
    loaded = re.findall(r"<(?:img|script|link|iframe|source)[^>]* (?:src|href)=\"([^\"]+)", page)
    assert loaded
    assert all(address.startswith("/static/") for address in loaded)


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_a_page_leads_somewhere(get: Get, path: str) -> None:
    links = set(re.findall(r'href="(/[^"#]*)', get(path).text))
    broken = {}
    for link in sorted(links)[:60]:
        found = get(html.unescape(link))
        if found.status_code not in (200, 303, 308):
            broken[link] = found.status_code
    assert broken == {}


def test_words_of_a_plan_are_text_never_markup(get: Get) -> None:
    page = get("/plans/990200/x").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;i&gt;各区&lt;/i&gt;" in page
    assert "<img src=x" not in get("/measures/990200/x/1").text
    assert "&lt;script&gt;" in get("/search?q=<script>").text
    assert "<b>.txt" not in get("/queries/documents").text
    assert "<u>遗漏" not in get("/data/report").text


def test_the_text_of_a_plan_is_whole_and_its_spans_are_marked(get: Get) -> None:
    page = get("/plans/990200/x").text
    shown = page.split('<div class="plantext" lang="zh-CN">')[1].split("</div>")[0]
    text = html.unescape(re.sub("<[^>]+>", "", shown))
    assert text == '<script>alert(1)</script>一、甲&乙 "市水务局"应每年治理30%以上'
    assert '<span class="anchor" id="e32-36">' in shown
    assert '<span class="anchor" id="e32-44">' in shown
    # The innermost span names the colour and the link, those around it underline it.
    assert re.search(
        r'class="mark k-responsible u-duty"[^>]*href="/measures/990200/x/1#1-1"', shown
    )
    assert re.search(r'data-spans="e40-47 e32-44"', shown)


def test_the_matrix_tells_presumption_silence_and_absence_apart(get: Get) -> None:
    page = get("/matrix").text
    rows = {m[1]: m[0] for m in re.finditer(r'<tr id="(T\d\d)">.*?</tr>', page, re.DOTALL)}
    assert len(rows) == 27
    assert "b-explicit" in rows["T02"]
    assert "甲城市水务局" not in rows["T02"]  # the city's name goes without saying
    assert rows["T27"].count('<td class="absent"') == 4
    leaders = re.findall(r'<span class="leader">.*?</span>\n', page)
    assert leaders
    assert all('class="basis b-' in leader for leader in leaders)


def test_the_matrix_of_chosen_places_shows_these_alone(get: Get) -> None:
    def heads(path: str) -> list[str]:
        return re.findall(r'<th scope="col"><a [^>]*>([^<]*)</a>', get(path).text)

    assert set(heads("/matrix?place=990100")) == {"甲城市"} < set(heads("/matrix"))
    assert heads("/matrix?place=000001") == heads("/matrix")


def test_a_measure_shows_who_and_where_it_was_read(get: Get) -> None:
    page = get("/measures/990100/p/1-1").text
    assert (
        '<a href="/agencies/990100/shui-wu-ju">甲城市水务局</a> <abbr class="basis b-explicit"'
        in page
    )
    assert 'href="/plans/990100/p#e5-9"' in page
    assert "T02" in page
    assert "本页所用的 SPARQL" in page
    assert (
        "VALUES ?p_measure { &lt;https://w3id.org/shuibao/id/plan/990100/p/measure/1-1&gt; }"
        in page
    )


def test_an_agency_shows_its_work_its_partners_and_its_peers(get: Get) -> None:
    page = get("/agencies/990100/shui-wu-ju").text
    assert "源头预防" in page
    assert "甲城市财政局" in page
    assert "乙海市" in page
    group = get("/agencies/990100/ge-xian-qu-shui-li-ju").text
    assert "寅县水利局" in group


def test_targets_are_narrowed_by_the_form(get: Get) -> None:
    page = get("/targets?city=甲城市&year=2024").text
    assert page.count("<td>治理水土流失面积</td>") == 1
    assert get("/targets?year=soon").status_code == 400


def test_two_characters_are_found_and_marked(get: Get) -> None:
    page = get("/search?q=水务").text
    assert "<mark>水务</mark>" in page
    assert 'href="/agencies/990100/shui-wu-ju"' in page
    assert "没有找到" in get("/search?q=铁路").text


def test_a_wrong_value_is_told_beside_the_form(get: Get) -> None:
    found = get("/queries/leads?topic=T99")
    assert found.status_code == 400
    assert 'role="alert"' in found.text
    assert "T99" in found.text


@pytest.mark.parametrize(
    "path", ["/nothing", "/plans/1/2", "/measures/1/2/3", "/measures/x", "/agencies/1/2",
             "/doc/id/nothing", "/id/nothing", "/concepts/nothing", "/ontology/nothing",
             "/ontology.exe", "/queries/nothing", "/data/r000000000000/shuibao.nq"],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_not_there_is_told_with_a_search(get: Get, path: str, lang: str) -> None:
    found = get(f"{path}?lang={lang}")
    assert found.status_code == 404
    assert 'type="search"' in found.text
    assert ("没有找到" if lang == "zh" else "Not found") in found.text
    assert "Traceback" not in found.text


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_are_only_read(client: FlaskClient, method: str) -> None:
    found = getattr(client, method)("/matrix")
    assert found.status_code == 405
    assert "GET" in found.headers["Allow"]


def test_a_heading_that_is_no_measure_has_a_document(get: Get) -> None:
    found = get("/measures/990100/p/no-such")
    assert found.status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_every_query_of_the_pages_runs_as_it_stands(client: FlaskClient, name: str) -> None:
    shelf = client.application.extensions["shelf"]
    opened = shelf.lend()
    try:
        assert opened.select(page_query(name)).columns
    finally:
        shelf.give_back(opened)
