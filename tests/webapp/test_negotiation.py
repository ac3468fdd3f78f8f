import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.negotiation import names, preferred

OFFERS = ["text/turtle", "application/ld+json", "text/html"]


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "text/turtle"),
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/html", "text/html"),
        ("TEXT/HTML", "text/html"),
        ("application/ld+json;q=0.4, text/html;q=0.5", "text/html"),
        ("text/*;q=0.9, text/turtle;q=0.1", "text/html"),
        ("*/*;q=0.1, application/ld+json", "application/ld+json"),
        ("*/*, text/turtle;q=0", "application/ld+json"),
        ("text/html;level=1;q=0.2, */*;q=0.1", "text/html"),
        ("application/ld+json ; q=1.000", "application/ld+json"),
        ("image/png", None),
        ("text/turtle;q=0", None),
        ("text/html;q=2", "text/html"),
        ("nonsense", None),
    ],
)
def test_what_an_accept_header_prefers(accept: str | None, expected: str | None) -> None:
    assert preferred(accept, OFFERS) == expected


def test_a_wildcard_names_no_type() -> None:
    assert names("text/html, */*", "text/html")
    assert not names("*/*", "text/html")
    assert not names("text/html;q=0", "text/html")
    assert not names(None, "text/html")


@given(st.text())
def test_no_header_is_too_strange(accept: str) -> None:
    assert preferred(accept, OFFERS) in {*OFFERS, None}
