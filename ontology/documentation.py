"""The ontology for people: Markdown pages written from the Turtle files.

`python -m ontology.documentation docs/ontology` writes them; the same files give the same bytes.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Node, URIRef

from ontology.diagram import class_diagram
from ontology.files import RdfFile, folder, own_vocabulary
from ontology.schemas import class_layout
from ontology.terms import Term, declared_in, namespace

_KIND = {
    "Class": "类 class",
    "ObjectProperty": "对象属性 object property",
    "DatatypeProperty": "数据属性 datatype property",
    "AnnotationProperty": "注释属性 annotation property",
}
_AXIOMS = (
    (RDFS.subClassOf, "上位类 subclass of"),
    (RDFS.subPropertyOf, "上位属性 subproperty of"),
    (RDFS.domain, "定义域 domain"),
    (RDFS.range, "值域 range"),
    (OWL.inverseOf, "逆属性 inverse of"),
)
_STATUS = URIRef("http://www.w3.org/2003/06/sw-vocab-status/ns#term_status")
_QUESTION = re.compile(r"^#\+ (summary(?:_zh)?): (.*)$", re.MULTILINE)
_SHOWN = ("lead-by-topic", "targets-that-differ", "eli-only", "org-only", "oa-only")


def pages() -> dict[str, str]:
    """Every generated page by its file name."""
    modules = [file for file in own_vocabulary() if declared_in(file)]
    found = {"README.md": _front(modules)}
    found |= {f"{_stem(file)}.md": _module(file) for file in modules}
    found["code-lists.md"] = _code_lists()
    found["alignments.md"] = _alignments()
    found["examples.md"] = _examples()
    return {name: text.rstrip() + "\n" for name, text in found.items()}


def write(place: Path) -> None:
    """Write the pages into a folder; other files there stay as they are."""
    place.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        place.joinpath(name).write_text(text, encoding="utf-8")


def _front(modules: list[RdfFile]) -> str:
    (top,) = (file for file in folder("vocabulary") if file.name == "vocabulary/shuibao.ttl")
    graph, iri = _graph(top), URIRef(namespace()[:-1])
    lines = [
        f"# {_text(graph, iri, RDFS.label)}",
        "",
        f"{_text(graph, iri, SKOS.definition, ' ')}",
        "",
        f"IRI <{namespace()}>, version {graph.value(iri, OWL.versionInfo)} "
        f"(<{graph.value(iri, OWL.versionIRI)}>). Prefix `sb:`. "
        "What changed in meaning: [CHANGELOG](CHANGELOG.md).",
        "",
        "## 模块 Modules",
        "",
        *_table(("模块 module", "内容 content", "术语 terms"), map(_module_row, modules)),
        "",
        "Beside them: [code lists](code-lists.md), [alignments](alignments.md) to other "
        "vocabularies, [examples](examples.md) in Turtle and SPARQL.",
        "",
        "## 主要的类 Main classes",
        "",
        "```mermaid",
        *class_diagram(),
        "```",
    ]
    return "\n".join(lines)


def _module_row(file: RdfFile) -> tuple[str, ...]:
    graph = _graph(file)
    (iri,) = graph.subjects(RDF.type, OWL.Ontology)
    name = f"[{_text(graph, iri, RDFS.label)}]({_stem(file)}.md)"
    return name, _text(graph, iri, SKOS.definition, " "), str(len(declared_in(file)))


def _module(file: RdfFile) -> str:
    graph = _graph(file)
    (iri,) = graph.subjects(RDF.type, OWL.Ontology)
    lines = [
        f"# {_text(graph, iri, RDFS.label)}",
        "",
        f"{_text(graph, iri, SKOS.definition, ' ')} Version <{graph.value(iri, OWL.versionIRI)}>.",
    ]
    for term in declared_in(file):
        lines += ["", *_term(graph, term)]
    return "\n".join(lines)


def _term(graph: Graph, term: Term) -> Iterator[str]:
    iri = URIRef(namespace() + term.name)
    yield f"## sb:{term.name}"
    yield ""
    yield f"**{_text(graph, iri, RDFS.label)}** · {_KIND[term.kind]} · {graph.value(iri, _STATUS)}"
    yield ""
    yield _text(graph, iri, SKOS.definition, " ")
    yield ""
    yield f"例 Example: {graph.value(iri, SKOS.example)}"
    axioms = [
        f"{label}: {', '.join(f'`{name}`' for name in sorted(map(_short, values)))}"
        for predicate, label in _AXIOMS
        if (values := list(graph.objects(iri, predicate)))
    ]
    if axioms:
        yield ""
        yield " · ".join(axioms)
    if term.kind == "Class" and (fields := class_layout(term.name)):
        yield ""
        heads = ("属性 property", "标签 label", "必有 required", "可多 many", "取值 values")
        rows = (
            (
                f"`{_short(URIRef(field.iri))}`",
                f"{field.label_zh} {field.label_en}",
                "✓" if field.required else "",
                "✓" if field.many else "",
                _list_link(field.scheme) or _short(URIRef(field.datatype)) or "IRI",
            )
            for field in fields
        )
        yield from _table(heads, rows)


def _code_lists() -> str:
    lines = ["# 代码表 Code lists", "", "SKOS concept schemes; the notation is what data show."]
    for file in folder("concepts"):
        graph = _graph(file)
        (scheme,) = graph.subjects(RDF.type, SKOS.ConceptScheme)
        rows = [
            (
                f"`{graph.value(node, SKOS.notation)}`",
                _text(graph, node, SKOS.prefLabel),
                _text(graph, node, SKOS.definition, " "),
                str(graph.value(graph.value(node, SKOS.broader), SKOS.notation) or ""),
            )
            for node in dict.fromkeys(graph.subjects(RDF.type, SKOS.Concept))
        ]
        lines += ["", f"## {_stem(file)}", "", f"**{_text(graph, scheme, SKOS.prefLabel)}** "]
        lines[-1] += f"<{scheme}>. {_text(graph, scheme, SKOS.definition, ' ')}"
        heads = ("notation", "标签 label", "定义 definition", "上位 broader")
        lines += ["", *_table(heads, sorted(rows))]
    return "\n".join(lines)


def _alignments() -> str:
    lines = ["# 对应 Alignments", "", "How our terms map to other vocabularies, and why."]
    reason = URIRef(namespace() + "mappingReason")
    for file in folder("alignments"):
        graph = _graph(file)
        (iri,) = graph.subjects(RDF.type, OWL.Ontology)
        lines += ["", f"## {_text(graph, iri, RDFS.label)}", ""]
        mapped = sorted(set(graph.subjects(reason)), key=str)
        rows = (
            (f"`{_short(term)}`", _targets(graph, term), _text(graph, term, reason, "<br>"))
            for term in mapped
        )
        lines += _table(("术语 term", "对应 maps to", "理由 reason"), rows)
    return "\n".join(lines)


def _targets(graph: Graph, term: Node) -> str:
    said = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.exactMatch, RDFS.seeAlso)
    return "<br>".join(
        f"{_short(predicate)} {', '.join(sorted(map(_short, graph.objects(term, predicate))))}"
        for predicate in said
        if (term, predicate, None) in graph
    )


def _examples() -> str:
    (example,) = (f for f in folder("examples/conforming") if f.name.endswith("/lead.ttl"))
    questions = {_stem(file): file for file in folder("questions", ".rq")}
    lines = ["# 示例 Examples", "", "A plan with one measure and its lead:", "", "```turtle"]
    lines += [example.text.rstrip(), "```", "", "## 能力问题 Competency questions", ""]
    asked = {name: dict(_QUESTION.findall(file.text)) for name, file in questions.items()}
    lines += [f"- `{n}`: {one['summary_zh']} {one['summary']}" for n, one in asked.items()]
    for name in _SHOWN:
        text = _QUESTION.sub("", questions[name].text).strip()
        lines += ["", f"### {asked[name]['summary']}", "", "```sparql", text, "```"]
    return "\n".join(lines)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    """The lines of a Markdown table."""

    def line(cells: tuple[str, ...]) -> str:
        inner = " | ".join(cell.replace("|", "\\|") for cell in cells)
        return f"| {inner} |"

    return [line(heads), line(("---",) * len(heads)), *map(line, rows)]


@cache
def _graph(file: RdfFile) -> Graph:
    return Graph().parse(data=file.text, format="turtle")


def _stem(file: RdfFile) -> str:
    return file.name.rsplit("/", 1)[1].rsplit(".", 1)[0]


def _text(graph: Graph, node: Node, predicate: URIRef, joint: str = " · ") -> str:
    """The Chinese and the English text of a node; several of one language stand in order."""
    texts = [text for text in graph.objects(node, predicate) if isinstance(text, Literal)]
    ordered = sorted(texts, key=lambda text: (text.language != "zh", str(text)))
    return joint.join(map(str, ordered))


def _short(node: Node) -> str:
    """An IRI with the prefix that the files use for it."""
    for prefix, start in _prefixes().items():
        if str(node).startswith(start):
            return f"{prefix}:{str(node).removeprefix(start)}"
    return str(node)


@cache
def _prefixes() -> dict[str, str]:
    declared = re.compile(r"^@prefix ([\w-]+): <([^>]+)>", re.MULTILINE)
    names = ("vocabulary", "alignments", "shapes")
    return {p: iri for name in names for f in folder(name) for p, iri in declared.findall(f.text)}


def _list_link(scheme: str) -> str:
    name = scheme.rsplit("/", 1)[-1]
    return f"[{name}](code-lists.md#{name})" if name else ""


if __name__ == "__main__":
    name = "python -m ontology.documentation"
    arguments = argparse.ArgumentParser(prog=name, description=__doc__)
    arguments.add_argument("folder", type=Path, help="where the pages go: docs/ontology")
    write(arguments.parse_args().folder)
