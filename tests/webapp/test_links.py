import pytest

from graph.rdf import BASE
from webapp.links import Links, page_path


@pytest.mark.parametrize(
    ("local", "page"),
    [
        ("id/plan/370600/x-2024-68", ("/plans/370600/x-2024-68", "")),
        ("id/plan/370600/x-2024-68/measure/1-1~2", ("/measures/370600/x-2024-68/1-1~2", "")),
        ("id/plan/370600/x/evidence/12-30-clauses.lead", ("/plans/370600/x", "e12-30")),
        ("id/plan/370600/x/target/1-1", ("/doc/id/plan/370600/x/target/1-1", "")),
        ("id/body/370600/shui-li-ju", ("/agencies/370600/shui-li-ju", "")),
        ("id/division/370600", ("/doc/id/division/370600", "")),
        ("concepts/topic/T11", ("/concepts/topic/T11", "")),
        ("ontology#Plan", ("/ontology", "Plan")),
    ],
)
def test_every_kind_of_iri_has_its_page(local: str, page: tuple[str, str]) -> None:
    assert page_path(local) == page


def test_links_keep_the_language_and_the_release() -> None:
    links = Links(BASE, "en", "r0123456789ab")
    assert links.to("/matrix", main=1) == "/matrix?main=1&lang=en&release=r0123456789ab"
    assert links.page(f"{BASE}ontology#Plan") == "/ontology?lang=en&release=r0123456789ab#Plan"
    assert Links(BASE).to("/matrix") == "/matrix"


def test_words_are_quoted_and_foreign_iris_have_no_page() -> None:
    links = Links(BASE)
    assert links.to("/search", q="水 &<") == "/search?q=%E6%B0%B4+%26%3C"
    assert links.page("http://www.w3.org/2002/07/owl#Class") is None
    assert links.document("javascript:alert(1)") is None
    assert links.evidence(f"{BASE}id/plan/1/x", 3, 9) == "/plans/1/x#e3-9"
