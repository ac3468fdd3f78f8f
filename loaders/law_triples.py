"""The law table as a graph: works with their dates, and articles with what each is about.

A work is one node for every citation that the table recognises, an article one node for every
plan that cites it or does what it asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from graph import iri
from graph.rdf import PREFIXES, RDF_TYPE, RDFS_LABEL, Literal, NamedNode, Quad, sb
from graph.slugs import path_step
from ontology.laws import Law, LawArticle, load_articles, load_laws

_DATE = NamedNode(f"{PREFIXES['xsd']}date")
_INTEGER = NamedNode(f"{PREFIXES['xsd']}integer")
_WITH_YEAR = re.compile(r"[〔\[【（(][12]\d{3}|[-—–][12]\d{3}")
_DIGITS = "零一二三四五六七八九"


def telling(number: str | None) -> str | None:
    """The number where it names one work alone: with its year (〔2022〕68号, GB 51018-2014).

    Numbers of orders (主席令第39号) begin anew with every term of office and in every province.
    """
    return number if number and _WITH_YEAR.search(number) else None


def law_iri(law: Law) -> NamedNode:
    """The work's node: one for all citations that the law table recognises."""
    return iri.work(telling(law.number), law.title)


def article_number(printed: str) -> int | None:
    """The number of an article as printed (第三十二条, 第32条 -> 32); None where it is none."""
    digits = path_step(printed).removeprefix("art")
    return int(digits) if digits.isdigit() and int(digits) else None


def article_name(number: int) -> str:
    """An article's name as statutes print it, for numbers below 10000: 32 -> 第三十二条."""
    text, figures = "", str(number)
    for place, figure in zip(reversed(range(len(figures))), figures, strict=True):
        zero = figure == "0"
        text += _DIGITS[int(figure)] + ("" if zero else ("", "十", "百", "千")[place])
    while "零零" in text:
        text = text.replace("零零", "零")
    text = text.removesuffix("零")
    return f"第{text.removeprefix('一') if text.startswith('一十') else text}条"


def law_quads() -> Iterator[Quad]:
    """The graph of the law table."""
    graph, laws = iri.graph("laws"), load_laws()
    for law in laws:
        node = law_iri(law)
        for cls in ("Law", "Work"):
            yield Quad(node, RDF_TYPE, sb(cls), graph)
        yield Quad(node, RDFS_LABEL, _zh(law.title), graph)
        yield Quad(node, sb("title"), _zh(law.title), graph)
        yield from _law_details(node, law, graph)
        if law.superseded_by:
            newer = laws.find(law.superseded_by)
            if newer is not None:
                yield Quad(node, sb("replacedBy"), law_iri(newer), graph)
    for article in load_articles():
        found = laws.find(article.title)
        if found is not None:
            yield from _article(found, article, graph)


def _law_details(node: NamedNode, law: Law, graph: NamedNode) -> Iterator[Quad]:
    kind = "regulation" if law.kind == "rule" else law.kind
    yield Quad(node, sb("workKind"), iri.concept("work-kind", kind), graph)
    yield Quad(node, sb("level"), iri.concept("level", law.level), graph)
    if law.number:
        yield Quad(node, sb("documentNumber"), Literal(law.number), graph)
    for issuer in law.issuer.split("、") if law.issuer else []:
        yield Quad(node, sb("issuerName"), _zh(issuer), graph)
    if law.articles is not None:
        yield Quad(node, sb("articleCount"), _integer(law.articles), graph)
    dates = (
        ("inForceFrom", law.in_force),
        ("inForceUntil", law.repealed_on),
        ("amendedOn", law.amended),
    )
    for local, day in dates:
        if day is not None:
            yield Quad(node, sb(local), _day(day), graph)


def _article(law: Law, article: LawArticle, graph: NamedNode) -> Iterator[Quad]:
    number = article_number(article.article)
    if number is None:
        return
    node = iri.article(law_iri(law), number)
    yield Quad(node, RDF_TYPE, sb("Article"), graph)
    yield Quad(node, RDFS_LABEL, _zh((law.short_title or law.title) + article.article), graph)
    yield Quad(node, sb("articleOf"), law_iri(law), graph)
    yield Quad(node, sb("number"), Literal(article.article), graph)
    yield Quad(node, sb("order"), _integer(number), graph)
    if article.topic_hint:
        yield Quad(node, sb("subjectMatter"), _zh(article.topic_hint), graph)
    yield Quad(node, sb("inForceFrom"), _day(article.in_force), graph)
    for cue in article.cues:
        yield Quad(node, sb("cue"), Literal(cue), graph)


def _day(value: date) -> Literal:
    return Literal(value.isoformat(), datatype=_DATE)


def _integer(value: int) -> Literal:
    return Literal(str(value), datatype=_INTEGER)


def _zh(text: str) -> Literal:
    return Literal(text, language="zh")
