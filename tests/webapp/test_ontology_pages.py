from collections.abc import Callable

import pytest
from pyoxigraph import RdfFormat, parse
from werkzeug.test import TestResponse

from graph.rdf import BASE

Get = Callable[..., TestResponse]


def test_every_term_has_a_place_with_its_definition(get: Get) -> None:
    page = get("/ontology").text
    terms = get("/ontology.nt").text.splitlines()
    kind = " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
    classes = {
        line.split(" ")[0].strip("<>").removeprefix(f"{BASE}ontology#")
        for line in terms
        if line.startswith(f"<{BASE}ontology#") and kind in line and "owl#Class" in line
    }
    assert len(classes) > 20
    assert [name for name in classes if f'id="{name}"' not in page] == []
    assert "责任条款或责任表使一个机构对一项措施承担某种角色。" in page
    assert "A clause or table gives one body one role" in get("/ontology?lang=en").text


@pytest.mark.parametrize(
    "path",
    ["/ontology", "/concepts", "/concepts/topic", "/concepts/topic/T11", "/ontology/targets"],
)
def test_the_same_address_gives_rdf(get: Get, path: str) -> None:
    found = get(path, accept="text/turtle")
    assert found.content_type == "text/turtle; charset=utf-8"
    assert len(list(parse(found.data, RdfFormat.TURTLE))) > 3
    assert get(f"{path}.ttl").data == found.data


def test_a_code_list_shows_both_languages(get: Get) -> None:
    page = get("/concepts/topic").text
    assert "小流域综合治理" in page
    assert "small" in page.lower()
    assert 'href="/concepts/topic"' in get("/concepts").text
    assert "小流域综合治理" in get("/concepts/topic/T11").text
