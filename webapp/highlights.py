"""A plan's text cut into stretches, so that every span read from it can be shown in place.

Spans nest and overlap; HTML elements cannot. So the text is cut wherever a span begins or ends,
and each stretch knows all spans that cover it. It links to the shortest, the most precise one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from webapp.visit import Row

# Kinds in the order of the legend: what a class, and a role in it, is shown as.
KINDS: dict[str, tuple[str, str]] = {
    "lead": ("牵头", "leads"),
    "responsible": ("负责", "responsible"),
    "shared": ("分工", "shared"),
    "cooperate": ("配合", "cooperates"),
    "target": ("目标", "target"),
    "citation": ("引用", "citation"),
    "duty": ("义务", "duty"),
    "place": ("地点", "place"),
    "instrument": ("政策工具", "instrument"),
    "establishment": ("议事机构", "standing body"),
    "heading": ("文件信息", "about the document"),
}
_CLASSES = {
    "LeadStatement": "lead",
    "Target": "target",
    "Citation": "citation",
    "Duty": "duty",
    "PlaceMention": "place",
    "InstrumentUse": "instrument",
    "Establishment": "establishment",
    "Plan": "heading",
}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text that a fact was read from; offsets count characters, `end` excluded."""

    start: int
    end: int
    kind: str
    fact: str
    measure: str | None
    note: str

    @property
    def anchor(self) -> str:
        """The name of its place on the page."""
        return f"e{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text without a boundary in it: the spans over it, and the anchors that begin at it."""

    text: str
    spans: tuple[Span, ...]
    anchors: tuple[str, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its spans, the most precise first."""
        return tuple(dict.fromkeys(span.kind for span in self.spans))


def spans_of(rows: Iterable[Row], length: int) -> list[Span]:
    """The spans in the rows of `selects/spans.rq`; those outside the text are left out."""
    found = []
    for row in rows:
        start, end = row["start"], row["end"]
        name = str(row["class"]).rsplit("#", 1)[-1]
        kind = str(row["role"]) if name == "Assignment" else _CLASSES.get(name, "")
        if not isinstance(start, int) or not isinstance(end, int) or kind not in KINDS:
            continue
        if 0 <= start < end <= length:
            note = str(row["field"] or row["rule"] or "").rsplit("/", 1)[-1]
            measure = str(row["measure"]) if row["measure"] else None
            found.append(Span(start, end, kind, str(row["fact"]), measure, note))
    return found


def cut(text: str, spans: Iterable[Span], places: Mapping[int, list[str]]) -> list[Stretch]:
    """The text as stretches, in order and without loss.

    `places` names further anchors by offset: headings, and quotes that are not marked. An anchor
    stands once on a page, at the first stretch of its span.
    """
    ordered = sorted(set(spans), key=lambda span: (span.end - span.start, span.start, span.fact))
    bounds = {0, len(text), *(p for p in places if 0 <= p < len(text))}
    for span in ordered:
        bounds |= {span.start, span.end}
    anchors: dict[int, dict[str, None]] = {at: dict.fromkeys(names) for at, names in places.items()}
    for span in ordered:
        anchors.setdefault(span.start, {})[span.anchor] = None
    edges = sorted(bounds)
    stretches = []
    for start, end in pairwise(edges):
        over = tuple(span for span in ordered if span.start <= start and end <= span.end)
        stretches.append(Stretch(text[start:end], over, tuple(anchors.get(start, ()))))
    return stretches


def counted(spans: Iterable[Span]) -> dict[str, int]:
    """How many spans of each kind there are, in the order of the legend; kinds without are left."""
    found = dict.fromkeys(KINDS, 0)
    for span in set(spans):
        found[span.kind] += 1
    return {kind: number for kind, number in found.items() if number}
