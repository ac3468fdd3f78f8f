"""Queries to start from in the editor: five small ones, and every named query."""

from __future__ import annotations

from importlib.resources import files

from graph.rdf import rebase, sparql_prologue
from webapp.visit import Visit

_SMALL = {
    "classes": ("图谱里有哪些类", "what classes there are"),
    "plans": ("计划文件及其城市", "the plans and their cities"),
    "water-leads": ("水行政部门牵头的措施", "what water authorities lead"),
    "quotes": ("一个词出现在哪些原文里", "quotes that contain a word"),
    "describe": ("一个机构的全部三元组", "all triples of one body"),
}


def examples(visit: Visit) -> list[tuple[str, str]]:
    """The names of all examples and what they ask, in the visitor's language."""
    small = [(name, visit.t(*titles)) for name, titles in _SMALL.items()]
    named = [(q.name, visit.t(q.summary_zh, q.summary_en)) for q in visit.opened.library]
    return [*small, *named]


def example(visit: Visit, name: str) -> str:
    """The text of an example; a first one for an unknown name."""
    if name not in _SMALL and name in {query.name for query in visit.opened.library}:
        return visit.opened.library.get(name).sparql
    chosen = name if name in _SMALL else next(iter(_SMALL))
    text = files("webapp").joinpath("examples", f"{chosen}.rq").read_text(encoding="utf-8")
    used = [line for line in sparql_prologue(visit.opened.base).splitlines() if _used(line, text)]
    return "\n".join(used) + "\n\n" + rebase(text, visit.opened.base)


def _used(prefix_line: str, text: str) -> bool:
    """Whether a query uses the prefix of a PREFIX line."""
    return f"{prefix_line.split()[1]}" in text
