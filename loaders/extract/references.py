"""The written works that a plan names, one row each: what it rests on, orders written, repeals.

Order of reading: works in 《》, then unmarked ones, then bare numbers; a work named again adds
what the first mention left open (number, issuers, articles).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from loaders.extract.issued import issued_plan
from loaders.extract.marked_works import marked_works, numbered_works
from loaders.extract.mentions import Mention
from loaders.extract.scope import Scope
from loaders.extract.taken import Taken
from loaders.extract.unmarked_works import unmarked_works
from loaders.extract.works import kind_of, level_of
from loaders.normalise import View
from loaders.records import Reference

_STRENGTH = {"basis": 0, "formulate": 1, "repeal": 2}
_MARKS = re.compile(r"[\s《》〈〉<>“”\"'‘’（）()〔〕\[\]【】、，,—–\-~～]|中华人民共和国")
_DRAFT = re.compile(r"(?:公开)?(?:征求意见稿|送审稿|讨论稿|草案)$")
_HEADING = re.compile(
    r"(?:第[一二三四五六七八九十百]+[章节条]|[一二三四五六七八九十]+、"
    r"|（[一二三四五六七八九十]+）|\d{1,2}[.．、]|（\d{1,2}）|[①-⑳])"
    r"[^，。；：\n]{0,30}(?:\n|。(?=[^\n]))"
)


@dataclass(slots=True)
class _Work:
    """A work as collected from its mentions; `scope` is where it was named first."""

    scope: Scope
    first: Mention
    mentions: list[Mention] = field(default_factory=list)


def extract_references(
    view: View, scopes: tuple[Scope, ...], own_title: str
) -> tuple[Reference, ...]:
    """Every written work that the document names, in the order of first mention.

    The plan that the document itself issues comes first, with relation issued_by_notice; other
    mentions of it, a draft's by its `own_title` too, are left out.
    """
    own = issued_plan(view, min((s.start for s in scopes if s.measure or s.section), default=0))
    works: dict[str, _Work] = {}
    aliases: dict[str, str] = {}
    own_keys = {_key(title) for title in own.titles} | {_key(own_title)}
    for scope, mention in _mentions(view, scopes, own.covered):
        key = _key(mention.title) if mention.title else _key(mention.number or "")
        if _DRAFT.sub("", key) in own_keys or (mention.title and mention.title in aliases):
            continue
        if mention.alias:
            aliases[mention.alias] = key
        key = _known(works, mention, key)
        works.setdefault(key, _Work(scope, mention)).mentions.append(mention)
    found = [_record(view, work) for work in works.values()]
    return (*own.references, *found)


def _mentions(
    view: View, scopes: tuple[Scope, ...], covered: tuple[tuple[int, int], ...]
) -> list[tuple[Scope, Mention]]:
    found: list[tuple[Scope, Mention]] = []
    for scope in scopes:
        marked = list(marked_works(view, scope.start, scope.end))
        taken = Taken(scope.start, scope.end)
        for mention in marked:
            taken.take(mention.start, mention.end)
        plain: list[Mention] = []
        spans = _running_text(view, scope)
        for first, last in spans:
            orders = scope.measure is not None or scope.section is not None
            for mention in unmarked_works(view, first, last, orders=orders):
                if not taken.holds(mention.start, mention.end):
                    plain.append(mention)
                    taken.take(mention.start, mention.end)
        for first, last in covered:
            taken.take(first, last)
        bare = [
            mention for first, last in spans for mention in numbered_works(view, first, last, taken)
        ]
        mentions = sorted([*marked, *plain, *bare], key=lambda mention: mention.start)
        found.extend((scope, mention) for mention in mentions)
    return found


def _running_text(view: View, scope: Scope) -> list[tuple[int, int]]:
    """The stretches of a scope that are sentences: no headings, titles or table lines."""
    text = view.text
    heading = _HEADING.match(text, scope.start, scope.end)
    start = heading.end() if heading and scope.measure else scope.start
    ordering = scope.measure is not None or scope.section is not None
    spans: list[tuple[int, int]] = []
    while start < scope.end:
        stop = text.find("\n", start, scope.end)
        stop = scope.end if stop < 0 else stop
        line = text[start:stop]
        sentence = ordering or ("，" in line and line[0] not in "（〔")
        if line and "\t" not in line and sentence:
            spans.append((start, stop))
        start = stop + 1
    return spans


def _key(title: str) -> str:
    return _MARKS.sub("", title)


def _order_of(number: str) -> str:
    """The running number within the year: 31 of 云办发〔2022〕31号 and of 31号文."""
    found = re.search(r"(\d+)号", number)
    return found[1] if found else ""


def _known(works: dict[str, _Work], mention: Mention, key: str) -> str:
    """The key of the work that a mention means; a bare name may stand for a fuller one."""
    if key in works or (mention.title is None and mention.number is None):
        return key
    for known, work in works.items():
        numbers = [one.number for one in work.mentions if one.number]
        if mention.number and _key(mention.number) in {_key(number) for number in numbers}:
            return known
        if mention.rule == "references.short_number" and any(
            _order_of(number) == _order_of(mention.number or "") for number in numbers
        ):
            return known
        if mention.rule == "references.unmarked" and known != key and known.endswith(key):
            return known
    return key


def _record(view: View, work: _Work) -> Reference:
    mentions = work.mentions
    relation = max((mention.relation for mention in mentions), key=lambda r: _STRENGTH[r])
    title = next((mention.title for mention in mentions if mention.title), None)
    number = next((mention.number for mention in mentions if mention.number), None)
    issuers = next((mention.issuers for mention in mentions if mention.issuers), ())
    articles = tuple(dict.fromkeys(a for mention in mentions for a in mention.articles))
    said = next(mention for mention in mentions if mention.relation == relation)
    return Reference(
        measure=work.scope.measure,
        section=work.scope.section,
        title=title,
        doc_number=number,
        issuers=issuers,
        relation=relation,
        kind=kind_of(title, number, issuers),
        level=level_of(title, number, issuers),
        evidence=view.evidence(said.start, said.end, said.rule),
        articles=articles,
    )
