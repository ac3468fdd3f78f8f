"""Named places in a plan: divisions of the province, rivers, lakes, reservoirs, mountains, regions.

Divisions come from the table of divisions, full names anywhere and short names in lists that a
word for their rank closes (海阳、栖霞等区市). Other names are read by their last word, where a
mark, a preposition or a verb stands before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from loaders.extract.bearers import Span
from loaders.extract.lexicon import alternatives, table
from loaders.extract.scope import Context, Scope
from loaders.normalise import View
from loaders.records import PlaceMention
from ontology.divisions import load_divisions

_KIND = {row["suffix"]: row["kind"] for row in table("place_suffixes")}
_SUFFIX = alternatives(tuple(sorted(_KIND, key=lambda word: (-len(word), word))))
_STOPS = frozenset(row["word"] for row in table("place_stops"))
_AFTER = (
    r"(?=$|[^\u4e00-\u9fff]|等|和|及|与|为|的|沿线|沿岸|两岸|两侧|干流|支流|流域"
    r"|上游|中游|下游|源头|水源|周边|沿河|水系|生态|治理|综合|岸|边缘"
    r"|核心|保护|水土|库周|大坝|灌区|山麓|一线|主干|廊道|区域|片区|地区|等地|实施"
    r"|开展|进行|沟道|边|林区|湿地|水|泥沙)"
)
_NATURAL = re.compile(
    rf"(?P<suffix>{_SUFFIX})(?P<tail>流域|源头区?|水源[区地]|[上中下]游)?{_AFTER}"
)
_RUN = re.compile(r"[\u4e00-\u9fff]{1,8}$")
#: Words that stand before a name and are not part of it; the last one cuts.
_CUT = re.compile(
    r".*(?:"
    + alternatives(
        tuple(
            sorted(
                {row["verb"] for row in table("duty_verbs") if len(row["verb"]) > 1},
                key=lambda word: (-len(word), word),
            )
        )
    )
    + "|"
    + alternatives(tuple(row["word"] for row in table("place_leads")))
    + ")"
)
_IMPROPER = re.compile(
    r"[的和及与等各每该其某们个条座处类级型新旧多]|重点|主要|重要|敏感|脆弱|小型"
    r"|大型|中型|农村|城市|废弃|历史|生产|水土|综合|清洁"
    r"|治理|修复|退耕|金山|银山|青山|河湖|沟溪|河库|小流域|两岸|沿河|沿江|矿山"
    r"|流域山|示范|整沟|整村|绿色|露天|天然|人工|防治|预防|高产|低产|饮用|集中|骨干"
    r"|整治|流失|灌溉|黑臭|病险|贫困"
)
_RANKED = re.compile(r"[\u4e00-\u9fff]{2,5}[县市州旗]|[\u4e00-\u9fff]{2,4}区(?!域)")
_RANK_AHEAD = re.compile(
    r"(?:等(?:\d{0,2}个)?|[两二三四五六七八九十]个?)(?:县区|区县|县市|市县|区市|县|市|区|地|州)"
    r"(?![\u4e00-\u9fff]*(?:政府|局))"
)
_SHORT_LIST = re.compile(r"[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4}){1,12}$")
_AFTER_PLACE = re.compile(
    r"(?:人民政府|政府|人民法院|管委会|[^，。；、]{0,8}局|水[利务]|党委|委员会)"
)
_NOT_A_PLACE = frozenset({"城区", "市区", "矿区", "郊区"})


def extract_places(
    view: View, scopes: tuple[Scope, ...], context: Context
) -> tuple[PlaceMention, ...]:
    """Every named place once, in reading order; not the issuing place and those above it."""
    found: dict[str, PlaceMention] = {}
    for scope in scopes:
        hits = sorted(_hits(view.text, scope, context), key=lambda hit: (hit[0], -hit[1]))
        taken = 0
        for start, end, kind, code in hits:
            name = view.printed(start, end)
            if start < taken or name in found:
                continue
            taken = end
            evidence = view.evidence(start, end, f"places.{kind}")
            found[name] = PlaceMention(scope.measure, name, kind, code, evidence)
    return tuple(found.values())


def _hits(text: str, scope: Scope, context: Context) -> Iterator[tuple[int, int, str, str | None]]:
    if scope.measure is None and scope.section is None:
        spans = _paragraphs(text, scope)
    else:
        spans = [(scope.start, scope.end)]
    for start, end in spans:
        yield from _divisions(text, start, end, context)
        yield from _short_names(text, start, end, context)
        yield from _ranked(text, start, end, context)
        for match in _NATURAL.finditer(text, start, end):
            first = _name_start(text, max(start, match.start() - 8), match.start())
            name = text[first : match.end("suffix")]
            proper = 1 <= match.start() - first <= 5
            if proper and name not in _STOPS and not _IMPROPER.search(name):
                yield first, match.end(), _KIND[match["suffix"]], None


def _name_start(text: str, start: int, stop: int) -> int:
    """Where the name that goes on at `stop` begins: behind the last mark, preposition or verb."""
    run = _RUN.search(text[start:stop])
    if run is None:
        return stop
    cut = _CUT.match(run[0])
    return stop - len(run[0]) + (cut.end() if cut else 0)


def _ranked(
    text: str, start: int, end: int, context: Context
) -> Iterator[tuple[int, int, str, str | None]]:
    """Shortened names with their rank (元江县, 黔西南州) of divisions of the place."""
    for match in _RANKED.finditer(text, start, end):
        if _AFTER_PLACE.match(text, match.end(), end):
            continue
        for cut in range(len(match[0]) - 2):
            name = match[0][cut:]
            code = context.resolve(name) or (context.resolve(name[:-1]) if len(name) > 2 else None)
            if code and code not in _above(context.division_code or code):
                yield match.start() + cut, match.end(), "division", code
                break


def _paragraphs(text: str, scope: Scope) -> list[Span]:
    """The running text of a preamble: headings and addressees name the issuing place."""
    spans: list[Span] = []
    start = scope.start
    while start < scope.end:
        stop = text.find("\n", start, scope.end)
        stop = scope.end if stop < 0 else stop
        line = text[start:stop]
        if "，" in line and line.endswith(("。", "：")) and not line.startswith(("各", "《")):
            spans.append((start, stop))
        start = stop + 1
    return spans


@cache
def _above(code: str) -> frozenset[str]:
    """The codes of a division and of everything above it."""
    return frozenset({code, code[:2] + "0000", code[:4] + "00"})


def _divisions(
    text: str, start: int, end: int, context: Context
) -> Iterator[tuple[int, int, str, str | None]]:
    code = context.division_code
    if code is None:
        return
    divisions = load_divisions()
    for hit in divisions.find_in(
        text[start:end], within=code[:2] + "0000", year=context.issue_year
    ):
        first, last = start + hit.start, start + hit.end
        division = hit.divisions[-1]
        inside = any(one.lies_in(code) for one in hit.divisions)
        if division.code in _above(code) or (hit.name in _NOT_A_PLACE and not inside):
            continue
        if (len(hit.name) == 2 and not inside) or _AFTER_PLACE.match(text, last, end):
            continue
        yield first, last, "division", division.code


def _short_names(
    text: str, start: int, end: int, context: Context
) -> Iterator[tuple[int, int, str, str | None]]:
    """海阳、栖霞、牟平等区市: short names that all belong to divisions of the place."""
    for rank in _RANK_AHEAD.finditer(text, start, end):
        match = _SHORT_LIST.search(text[max(start, rank.start() - 64) : rank.start()])
        at = rank.start() - len(match[0]) if match else start
        for name in match[0].split("、") if match else ():
            first, last = at, at + len(name)
            at = last + 1
            for cut in range(max(0, len(name) - 1)):
                code = context.resolve(name[cut:])
                if code:
                    yield first + cut, last, "division", code
                    break
