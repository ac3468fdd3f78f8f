"""The parameters of the named queries: what each means, and the check and term of a value.

A value is checked before a query runs, so that a slip of the pen is told with what is allowed
instead of being answered with an empty table.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal as OneOf

from graph.rdf import PREFIXES, Literal, NamedNode
from queries.errors import ParameterError
from queries.tables import Table

Kind = OneOf["concept", "city", "text", "year", "iri"]
Select = Callable[[str], Table]

_SHOWN = 40  # longer lists of allowed values are cut in messages


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: its kind of value, what it means in both languages, and an example.

    `scheme` is the code list of a concept parameter (concepts/<scheme>).
    """

    name: str
    kind: Kind
    summary_zh: str
    summary_en: str
    example: str
    scheme: str | None = None


PARAMETERS: dict[str, Parameter] = {
    p.name: p
    for p in (
        Parameter("city", "city", "城市名称（带不带“市”均可）或区划代码",
                  "city name, with or without 市, or division code", "济南"),
        Parameter("topic", "concept", "主题代码或名称", "topic, by notation or label", "T11",
                  "topic"),
        Parameter("function", "concept", "职能代码或名称", "function, by notation or label", "F01",
                  "function"),
        Parameter("role", "concept", "角色", "role, by notation or label", "lead", "role"),
        Parameter("level", "concept", "层级", "level, by notation or label", "national", "level"),
        Parameter("agency", "text", "机构名称或其中一部分", "name of an agency, or a part of it",
                  "济南市水务局"),
        Parameter("indicator", "text", "指标名称或其中一部分",
                  "words of the indicator, or the name or id of one in the code list",
                  "水土保持率"),
        Parameter("year", "year", "目标年份", "the year by which a target is to be met", "2025"),
        Parameter("fact", "iri", "事实的IRI", "the IRI of a fact",
                  "https://w3id.org/shuibao/id/plan/370600/yanzhengbanzi-2024-68/measure/1-1"),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """One allowed value of a parameter with its label (its code, for a city)."""

    value: str
    label: str


def term(parameter: Parameter, value: str, select: Select, base: str) -> NamedNode | Literal:
    """The RDF term that stands for a parameter's value in a query.

    `select` answers the look-ups of what is allowed. ParameterError lists the allowed values.
    """
    value = value.strip()
    if not value:
        raise ParameterError(
            f"The parameter {parameter.name} is empty; give a value such as {parameter.example}."
        )
    match parameter.kind:
        case "year":
            return _year(parameter, value)
        case "iri":
            return _iri(parameter, value)
        case "text":
            return Literal(value)
        case "city" | "concept":
            return Literal(_chosen(parameter, value, choices(parameter, select, base)))


def choices(parameter: Parameter, select: Select, base: str) -> tuple[Choice, ...]:
    """The values a parameter may have in the graph asked; empty for free text, years and IRIs."""
    if parameter.kind == "city":
        query = _CITIES.replace("@base@", base)
    elif parameter.kind == "concept":
        query = _CONCEPTS.replace("@base@", base).replace("@scheme@", parameter.scheme or "")
    else:
        return ()
    found = select(query)
    return tuple(Choice(str(value), str(label or "")) for value, label in found.rows)


def _chosen(parameter: Parameter, value: str, allowed: tuple[Choice, ...]) -> str:
    """The allowed value that the user means: by notation, label, short name or code."""
    for choice in allowed:
        names = {choice.value, choice.label}
        if parameter.kind == "city":
            names.add(re.sub("(市|州|盟|地区)$", "", choice.value))
        if value in names or value.casefold() == choice.value.casefold():
            return choice.value
    if not allowed:
        raise ParameterError(
            f"{parameter.name} {value!r} cannot be looked up: the graph holds no list of "
            f"{parameter.name} values; build or load a release first."
        )
    shown = [f"{c.value} {c.label}".strip() for c in allowed[:_SHOWN]]
    more = "" if len(allowed) <= _SHOWN else f" and {len(allowed) - _SHOWN} more"
    raise ParameterError(
        f"{value!r} is no {parameter.name} of this graph; use one of {', '.join(shown)}{more}."
    )


def _year(parameter: Parameter, value: str) -> Literal:
    if not re.fullmatch(r"(1[89]|2[01])\d\d", value, re.ASCII):
        raise ParameterError(
            f"{value!r} is no {parameter.name}; give four digits from 1800 to 2199, such as "
            f"{parameter.example}."
        )
    return Literal(value, datatype=NamedNode(PREFIXES["xsd"] + "integer"))


def _iri(parameter: Parameter, value: str) -> NamedNode:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+", value):
        raise ParameterError(
            f"{value!r} is no IRI; give the whole address of a {parameter.name} as the column "
            f"{parameter.name} of another query shows it."
        )
    return NamedNode(value)


_CITIES = """
PREFIX sb: <@base@ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?city ?code
WHERE {
  ?plan a sb:Plan ; sb:jurisdiction ?division .
  ?division sb:name ?name ; skos:notation ?code .
  BIND(STR(?name) AS ?city)
}
ORDER BY ?code ?city
"""
_CONCEPTS = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?notation ?label
WHERE {
  ?concept skos:inScheme <@base@concepts/@scheme@> ; skos:notation ?notation .
  # Upper levels of a code list group the rest and are no values themselves.
  FILTER NOT EXISTS { ?narrower skos:broader ?concept }
  OPTIONAL { ?concept skos:prefLabel ?l . FILTER(LANG(?l) = "zh") BIND(STR(?l) AS ?label) }
}
ORDER BY ?notation
"""
