"""JSON Schemas of the rows of named queries, from the shapes of the classes they tell of."""

from __future__ import annotations

from ontology.schemas import Field, class_layout
from queries.library import NamedQuery

# The class that the rows of a query tell of.
_CLASSES = {
    "articles": "CarryingOut",
    "bodies": "Establishment",
    "coverage": "TopicAssignment",
    "documents": "Plan",
    "duties": "Duty",
    "evidence": "Evidence",
    "instruments": "InstrumentUse",
    "leads": "Lead",
    "measures": "Measure",
    "participation": "Assignment",
    "places": "PlaceMention",
    "references": "Citation",
    "responsibilities": "Assignment",
    "target_series": "Target",
    "targets": "Target",
}
# Columns under another name than the property they show.
_PROPERTIES = {
    "by": "byYear",
    "doc_number": "documentNumber",
    "from": "fromYear",
    "open_ended": "openEnded",
    "value_max": "valueMax",
    "normalized_unit": "normalizedUnit",
    "normalized_value": "normalizedValue",
    "year": "byYear",
}
# Columns that show a value by its notation; the others show labels, or join several values.
_CODED = {"basis", "comparator", "modality", "relation", "role"}
# Counts and places that stand in no shape of the query's class, by query.
_COUNTS = {
    "compare": {"rank"},
    "cooperation": {"measures"},
    "leads": {"rank"},
    "legal_bases": {"documents"},
    "places": {"mentions"},
    "responsibilities": {"start", "end"},
}
_NODES = {"body_a", "body_b", "evidence", "fact", "indicator_id", "member_node", "node", "part_of"}
_NUMBERS = {
    "http://www.w3.org/2001/XMLSchema#decimal": "number",
    "http://www.w3.org/2001/XMLSchema#integer": "integer",
}
_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"


def row_schema(query: NamedQuery) -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of one row; every cell may be null.

    Codes are limited to the notations of their list, `fact` and other nodes are IRIs, counts and
    years are integers, measured values are numbers.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": query.name,
        "description": query.summary_en,
        "type": "object",
        "properties": {column: _cell(query.name, column) for column in query.columns},
        "required": list(query.columns),
        "additionalProperties": False,
    }


def _cell(query: str, column: str) -> dict[str, object]:
    if column in _NODES:
        return {"type": ["string", "null"], "format": "iri"}
    if column in _COUNTS.get(query, ()):
        return {"type": ["integer", "null"]}
    field = _field(query, column)
    if field is None:
        return {"type": ["string", "null"]}
    if field.datatype == _BOOLEAN:
        return {"type": ["string", "null"], "enum": ["true", "false", None]}
    if field.values and column in _CODED:
        return {"type": ["string", "null"], "enum": [*field.values, None]}
    return {"type": [_NUMBERS.get(field.datatype, "string"), "null"]}


def _field(query: str, column: str) -> Field | None:
    """The property that a column shows, where the class of the query has it."""
    name = _PROPERTIES.get(column, column)
    fields = class_layout(_CLASSES[query]) if query in _CLASSES else ()
    return next((field for field in fields if field.name == name), None)
