from hypothesis import given
from hypothesis import strategies as st

from webapp.highlights import KINDS, Span, counted, cut, spans_of
from webapp.visit import Row


def span(start: int, end: int, kind: str = "duty") -> Span:
    return Span(start, end, kind, f"urn:{kind}:{start}-{end}", None, "")


def row(start: int, end: int, kind: str, role: str | None = None) -> Row:
    return {
        "fact": "urn:f", "class": f"https://w3id.org/shuibao/ontology#{kind}", "role": role,
        "measure": None, "field": None, "start": start, "end": end, "rule": None,
    }  # fmt: skip


def test_nested_and_overlapping_spans_are_cut_where_they_begin_and_end() -> None:
    outer, inner, across = span(0, 6), span(2, 4, "lead"), span(3, 8, "target")
    found = cut("甲乙丙丁戊己庚辛壬", [outer, inner, across], {})
    assert [stretch.text for stretch in found] == ["甲乙", "丙", "丁", "戊己", "庚辛", "壬"]
    assert [stretch.kinds for stretch in found] == [
        ("duty",), ("lead", "duty"), ("lead", "target", "duty"), ("target", "duty"),
        ("target",), (),
    ]  # fmt: skip
    assert [stretch.anchors for stretch in found] == [("e0-6",), ("e2-4",), ("e3-8",), (), (), ()]


def test_headings_get_anchors_where_they_begin() -> None:
    found = cut("一、二、", [span(0, 1)], {0: ["s1"], 2: ["s2"], 9: ["beyond"]})
    assert [(s.text, s.anchors) for s in found] == [
        ("一", ("s1", "e0-1")),
        ("、", ()),
        ("二、", ("s2",)),
    ]


@given(
    st.text(max_size=30),
    st.lists(st.tuples(st.integers(0, 29), st.integers(1, 30), st.sampled_from(sorted(KINDS)))),
)
def test_no_character_is_lost_and_every_anchor_stands_once(
    text: str, raw: list[tuple[int, int, str]]
) -> None:
    spans = [span(a, b, kind) for a, b, kind in raw if a < b <= len(text)]
    found = cut(text, spans, {})
    assert "".join(stretch.text for stretch in found) == text
    anchors = [anchor for stretch in found for anchor in stretch.anchors]
    assert sorted(anchors) == sorted({s.anchor for s in spans})


def test_rows_become_spans_by_class_and_role() -> None:
    rows = [
        row(0, 2, "Assignment", "lead"), row(2, 4, "Target"), row(4, 6, "LeadStatement"),
        row(0, 99, "Target"), row(3, 3, "Duty"), row(0, 1, "Evidence"),
        row(0, 1, "Assignment", "x"),
    ]  # fmt: skip
    found = spans_of(rows, 10)
    assert [(s.start, s.end, s.kind) for s in found] == [
        (0, 2, "lead"), (2, 4, "target"), (4, 6, "lead"),
    ]  # fmt: skip
    assert counted(found) == {"lead": 2, "target": 1}
