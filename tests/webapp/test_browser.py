"""The pages in a real Chromium: they render, stay on this host, fit a telephone, can be clicked."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Dialog, Page, sync_playwright

CHROMIUM = next(
    (
        path
        for name in ("chromium", "chromium-browser", "google-chrome")
        if (path := shutil.which(name))
    ),
    None,
)
SWITCHES = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking",
]  # fmt: skip
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None and os.environ.get("CI") != "true", reason="there is no Chromium here"
    ),
]
PAGES = [
    "/", "/search?q=水务", "/matrix", "/plans", "/plans/990100/p", "/plans/990200/x",
    "/measures/990100/p/1-1", "/agencies", "/agencies/990100/shui-wu-ju", "/targets?indicator=梯田",
    "/queries", "/queries/leads", "/network", "/sparql?example=leads", "/ontology",
    "/concepts/topic", "/doc/id/plan/990100/p/assignment/1-1-1", "/data", "/data/validation",
    "/data/report", "/data/diff",
]  # fmt: skip


@dataclass
class Watched:
    """A page with what it complained of and whom it called."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)
        self.page.wait_for_load_state("load")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield found
        found.close()


@pytest.fixture
def watched(browser: Browser, address: str) -> Iterator[Watched]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    watched = Watched(page, address)
    page.on("console", lambda message: watched.complaints.append(message.text))
    page.on("pageerror", lambda error: watched.complaints.append(str(error)))

    def called(url: str) -> None:
        if not url.startswith((address, "data:")):
            watched.strangers.append(url)

    page.on("request", lambda request: called(request.url))
    yield watched
    page.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_renders_without_complaint_and_calls_no_other_host(
    watched: Watched, path: str
) -> None:
    watched.open(path)
    assert watched.page.locator("h1").first.is_visible()
    # The style sheet is there: the header has its colour.
    colour = "getComputedStyle(document.querySelector('header')).backgroundColor"
    assert watched.page.evaluate(colour) == "rgb(13, 82, 87)"
    assert watched.complaints == []
    assert watched.strangers == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_telephone(watched: Watched, path: str) -> None:
    watched.page.set_viewport_size({"width": 390, "height": 800})
    watched.open(path)
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= 390
    watched.open(path + ("&" if "?" in path else "?") + "lang=en")
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_mark_leads_to_its_fact_and_the_fact_back_to_its_words(watched: Watched) -> None:
    watched.open("/plans/990100/p")
    watched.page.locator('.mark[data-spans~="e5-9"]').first.click()
    assert "/measures/990100/p/" in watched.page.url
    watched.open("/measures/990100/p/1-1")
    watched.page.locator('a.quote[href$="#e12-16"]').click()
    assert watched.page.url.endswith("/plans/990100/p#e12-16")
    assert watched.page.locator(".mark.hit").all_inner_texts() == ["市财政局"]
    assert watched.complaints == []


def test_all_stretches_of_a_cut_span_are_shown(watched: Watched) -> None:
    watched.open("/plans/990200/x#e32-44")
    texts = watched.page.locator(".mark.hit").all_inner_texts()
    assert "".join(texts) == '市水务局"应每年治理30'
    assert len(texts) > 1


def test_the_legend_switches_a_kind_off_and_on(watched: Watched) -> None:
    watched.open("/plans/990200/x")
    mark = watched.page.locator(".mark.k-responsible").first
    shown = mark.evaluate("m => getComputedStyle(m).backgroundColor")
    watched.page.locator('label[for="show-responsible"]').click()
    assert mark.evaluate("m => getComputedStyle(m).backgroundColor") == "rgba(0, 0, 0, 0)"
    watched.page.locator('label[for="show-responsible"]').click()
    assert mark.evaluate("m => getComputedStyle(m).backgroundColor") == shown


def test_the_text_of_a_hostile_plan_stays_text(watched: Watched) -> None:
    alerts: list[str] = []

    def noted(dialog: Dialog) -> None:
        alerts.append(dialog.message)
        dialog.dismiss()

    watched.page.on("dialog", noted)
    for path in ("/plans/990200/x", "/measures/990200/x/1", "/plans", "/search?q=<script>"):
        watched.open(path)
    assert alerts == []
    watched.open("/plans/990200/x")
    assert watched.page.locator(".plantext").inner_text().startswith("<script>alert(1)</script>一")


def test_a_query_is_run_with_the_keyboard_and_its_error_is_shown(watched: Watched) -> None:
    watched.open("/sparql")
    area = watched.page.locator("#query")
    area.fill("SELECT ?a WHERE { VALUES ?a { 1 2 3 } }")
    area.press("Control+Enter")
    watched.page.wait_for_selector("tbody tr")
    assert watched.page.locator("tbody tr").count() == 3
    assert watched.complaints == []
    watched.page.locator("#query").fill("SELECT ?a WHERE {")
    watched.page.locator("#query").press("Control+Enter")
    watched.page.wait_for_selector('[role="alert"]')
    assert "1" in watched.page.locator('[role="alert"]').inner_text()


def test_the_editor_completes_terms_by_name_and_by_their_chinese_label(watched: Watched) -> None:
    page = watched.page
    watched.open("/sparql")
    page.fill("#query", "SELECT * { ?t ")
    page.focus("#query")
    page.keyboard.press("Control+End")
    page.keyboard.type("sb:unitT")
    assert page.locator("#offers button").all_inner_texts() == ["sb:unitText"]
    page.keyboard.press("Tab")
    assert page.input_value("#query") == "SELECT * { ?t sb:unitText "
    page.keyboard.insert_text("截止年")
    assert "sb:byYear" in page.locator("#offers button").all_inner_texts()
    page.keyboard.press("Escape")
    assert page.locator("#offers button").count() == 0


def test_an_example_is_one_click_away(watched: Watched) -> None:
    watched.open("/sparql")
    watched.page.locator(".samples a").nth(1).click()
    assert "sb:Plan" in watched.page.locator("#query").input_value()


def test_a_table_is_sorted_by_a_click_on_its_heading(watched: Watched) -> None:
    watched.open("/network?city=甲城市")
    column = watched.page.locator("table.sortable tbody td:nth-child(2)")
    before = [int(text) for text in column.all_inner_texts()]
    head = watched.page.locator("table.sortable th").nth(1)
    head.click()
    assert [int(text) for text in column.all_inner_texts()] == sorted(before)
    head.click()
    assert [int(text) for text in column.all_inner_texts()] == sorted(before, reverse=True)


def test_the_keyboard_reaches_the_search_and_the_text(watched: Watched) -> None:
    watched.open("/matrix")
    watched.page.keyboard.press("/")
    watched.page.keyboard.type("水务")
    watched.page.keyboard.press("Enter")
    watched.page.wait_for_url("**/search?*")
    assert watched.page.locator("mark").first.inner_text() == "水务"
    watched.open("/matrix")
    watched.page.keyboard.press("Tab")
    assert watched.page.evaluate("document.activeElement.className") == "skip"


def test_language_and_release_stay_while_walking(watched: Watched, first: str) -> None:
    watched.open(f"/?release={first}")
    watched.page.locator("a.language").click()
    watched.page.locator("nav a", has_text="Plans").click()
    watched.page.locator("table a").first.click()
    assert "lang=en" in watched.page.url
    assert f"release={first}" in watched.page.url
    assert watched.page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("path", ["/matrix", "/plans/990200/x", "/sparql?query=ASK%20%7B%7D"])
def test_pages_work_without_a_script(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + path)
    assert page.locator("h1").first.is_visible()
    if path.startswith("/plans"):
        page.locator('label[for="show-duty"]').click()
        assert not page.locator("#show-duty").is_checked()
    context.close()
