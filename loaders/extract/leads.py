"""Running text that says who leads: 水利部门要发挥好牵头组织作用, 由X牵头, X统筹负责."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from loaders.extract.bearer_lists import single_bearers
from loaders.extract.bearers import Span
from loaders.extract.duties import sentences
from loaders.extract.duty_acts import Said
from loaders.extract.duty_clauses import clauses_of, read_clause
from loaders.extract.scope import Context, Scope
from loaders.normalise import View
from loaders.records import BodyName, LeadStatement

_LEADS = re.compile(
    r"总?牵头(?!的|单位|部门[^，。]{0,4}会同|人)|牵头部门(?:作用|职责|责任)|统筹负责"
    r"|负责统筹|总体负责|抓总|统筹抓总"
)
_NO_LEAD = re.compile(r"(?:配合|协助|支持|会同)[^，。；]{0,16}牵头|牵头的")
_BARE = re.compile(
    r"(?:由|在)?(?P<who>[^，。；：（）]{2,24}?)(?:总?牵头|统筹负责|总体负责)(?!的"
    r"|单位|部门)"
)


def extract_leads(
    view: View,
    scopes: tuple[Scope, ...],
    context: Context,
    resolve: Callable[[str], BodyName | None],
) -> tuple[LeadStatement, ...]:
    """Who leads a measure by its running text; only bodies that `resolve` knows, each once."""

    def is_place(name: str) -> bool:
        return context.resolve(name) is not None

    found: dict[tuple[str, str], LeadStatement] = {}
    for scope in scopes:
        if scope.measure is None or not _LEADS.search(view.text, scope.start, scope.end):
            continue
        for sentence in sentences(view.text, scope):
            if not _LEADS.search(view.text, *sentence):
                continue
            for who, quote in _leaders(view.text, sentence, is_place):
                written = view.printed(*who)
                body = resolve(written)
                if body is None:
                    continue
                evidence = view.evidence(*quote, "leads.text")
                statement = LeadStatement(scope.measure, written, body, evidence)
                found.setdefault((scope.measure, body.full), statement)
    return tuple(found.values())


def _leaders(
    text: str, sentence: Span, is_place: Callable[[str], bool]
) -> Iterator[tuple[Span, Span]]:
    """(leader, quote) of every statement in a sentence; a subject holds for later clauses."""
    clauses = clauses_of(text, *sentence)
    holder: Said | None = None
    for number, clause in enumerate(clauses):
        said = list(read_clause(text, clauses, number, holder, is_place))
        mine = next((one for one in said if one.bearer and one.rule != "duties.charged"), None)
        holder = mine if mine and mine.holds else holder
        lead = _LEADS.search(text, clause.start, clause.end)
        if lead is None or _NO_LEAD.search(text, clause.start, clause.end):
            continue
        who = mine or holder
        if who and who.bearer:
            start = max(who.bearer[0], sentence[0])
            for span in single_bearers(text, *who.bearer):
                yield span, (start, clause.end)
            continue
        bare = _BARE.match(text, clause.start, clause.end)
        if bare:
            for span in single_bearers(text, *bare.span("who")):
                yield span, (clause.start, clause.end)
