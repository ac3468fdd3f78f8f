from collections.abc import Callable

from werkzeug.test import TestResponse

Get = Callable[..., TestResponse]


def test_the_validation_is_told_in_both_languages(get: Get) -> None:
    page = get("/data/validation").text
    assert "没有&lt;b&gt;牵头&lt;/b&gt;" in page
    assert ">4 警告</a>" in page
    assert "MeasureShape" in page
    assert "no &lt;b&gt;lead&lt;/b&gt;" in get("/data/validation?lang=en").text
    assert "MeasureShape" not in get("/data/validation?severity=violation").text


def test_the_report_tells_what_was_left_and_guessed(get: Get) -> None:
    page = get("/data/report").text
    assert "75.0%" in page
    assert "&lt;u&gt;遗漏&lt;/u&gt;" in page
    assert "甲城市某局" in page


def test_kinds_of_facts_are_named_in_the_page_s_language(get: Get) -> None:
    assert '<th class="n">措施</th>' in get("/data/report").text
    assert '<th class="n">measures</th>' in get("/data/report?lang=en").text
