"""The plan that a notice issues, read from the words before the first numbered item."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.extract.mentions import NUMBER
from loaders.extract.works import issuers_in, kind_of, level_of, name_of
from loaders.normalise import View
from loaders.records import Reference

_QUOTED = re.compile(r"《(?P<title>[^《》]{4,120}(?:《[^《》]{2,80}》[^《》]{0,60})?)》")
_ISSUES = re.compile(
    r"[^。\n《》]{0,60}?(?:印发给你们|现予?(?:以)?(?:印发|公布|发布|下发)"
    r"|予以(?:印发|公布|发布)|现(?:予)?转发|印发给)"
)
_APPROVED = re.compile(r"(?:已|业)经[^。\n]{0,50}?(?:同意|通过|批准|审定|研究)")
_NOTICE = re.compile(
    r"(?:关于)?\n?(?:印发|下发|发布|公布"
    r"|转发)(?P<mark>《)?(?P<title>[^《》。，]{6,100}?)(?(mark)》)\n?的通知(?=\s|$)"
)
_NUMBER_LINE = re.compile(rf"(?:^|\n|\s)(?P<number>{NUMBER.pattern})(?=\s|\n|$)")


@dataclass(frozen=True, slots=True)
class Issued:
    """The plan issued: its row (none where no notice wraps it) and all titles it goes by.

    `covered` are the stretches of the head whose numbers belong to the notice itself.
    """

    references: tuple[Reference, ...]
    titles: tuple[str, ...]
    covered: tuple[tuple[int, int], ...]


def issued_plan(view: View, end: int) -> Issued:
    """The plan that the notice in `text[:end]` issues; end 0 means that nothing is known."""
    head = view.text[:end]
    notice = _NOTICE.search(head)
    number = _NUMBER_LINE.search(head)
    covered = ((number.start("number"), number.end("number")),) if number else ()
    span = _quoted(head)
    if span is None and notice is None:
        return Issued((), (), covered)
    title_span = span[0] if span else (notice.span("title") if notice else (0, 0))
    quote = span[1] if span else (notice.span() if notice else (0, 0))
    title = name_of(view.printed(*title_span)).title
    titles = [title, view.printed(*notice.span("title"))] if notice else [title]
    issuers = _issuers(head, notice.start()) if notice else ()
    printed = view.printed(*covered[0]) if covered else None
    kind = kind_of(title, None, ())
    row = Reference(
        measure=None,
        section=None,
        title=title,
        doc_number=printed,
        issuers=issuers,
        relation="issued_by_notice",
        kind="work_plan"
        if re.search(r"(?:方案|计划|要点|清单)(?:（[^（）]*）)?$", title)
        else kind,
        level=level_of(None, printed, issuers) or level_of(title, None, ()),
        evidence=view.evidence(*quote, "references.issued"),
    )
    return Issued((row,), tuple(titles), covered)


def _quoted(head: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """(span of the title, span of the sentence) of 《X》已经…同意，现印发给你们."""
    for match in _QUOTED.finditer(head):
        issues = _ISSUES.match(head, match.end()) or _APPROVED.match(head, match.end())
        if issues:
            return match.span("title"), (match.start(), issues.end())
    return None


def _issuers(head: str, end: int) -> tuple[str, ...]:
    """The bodies named on the lines directly above and before 关于印发."""
    found: list[str] = []
    for line in reversed(head[:end].split("\n")):
        words = re.split(r"[：:]", line)[-1].strip()
        issuers = issuers_in(words)
        if words and not issuers:
            break
        found[:0] = issuers
    return tuple(dict.fromkeys(found))
