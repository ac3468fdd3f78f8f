"""One reading of the shapes: JSON Schemas and page layouts of the classes."""

from typing import Any

import pytest

from ontology.errors import UndeclaredTermError
from ontology.schemas import class_layout, classes, json_schema
from ontology.terms import terms


def properties(name: str) -> dict[str, Any]:
    found = json_schema(name)["properties"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("name", classes())
def test_every_class_has_a_schema_and_a_layout_of_declared_properties(name: str) -> None:
    fields = class_layout(name)
    assert bool(fields) is (name != "ExtractionRule")  # Only its use is constrained.
    assert len({field.name for field in fields}) == len(fields)
    assert all(field.label_zh and field.label_en for field in fields)
    ours = {field.name for field in fields if "/shuibao/" in field.iri}
    assert ours <= set(terms())
    required = json_schema(name)["required"]
    assert isinstance(required, list)
    assert set(required) <= set(properties(name))


def test_datatypes_cardinalities_and_codes() -> None:
    target = properties("Target")
    assert target["value"]["type"] == "number"
    assert target["byYear"]["type"] == "integer"
    assert ">=" in target["comparator"]["enum"]
    assert target["comparator"]["title"].endswith(" comparator")
    similarity = properties("Similarity")
    assert similarity["between"]["type"] == "array"
    assert similarity["between"]["minItems"] == 1
    assert similarity["between"]["items"] == {"type": "string", "format": "iri"}
    assert similarity["method"]["type"] == "string"
    assignment = json_schema("Assignment")
    assert assignment["title"] == "assignment"
    assert isinstance(assignment["required"], list)
    assert {"id", "role", "hasEvidence", "inPlan"} <= set(assignment["required"])
    assert "openEnded" in properties("Assignment")
    assert properties("Assignment")["openEnded"]["type"] == "boolean"


def test_a_layout_begins_with_what_is_the_class_s_own() -> None:
    names = [field.name for field in class_layout("Assignment")]
    assert names[:3] == ["ofMeasure", "body", "role"]
    assert names.index("inPlan") > names.index("hasEvidence") > names.index("role")
    (role,) = (field for field in class_layout("Assignment") if field.name == "role")
    assert (role.label_zh, role.required, role.many) == ("角色", True, False)
    assert role.values == ("lead", "responsible", "cooperate", "shared")
    assert role.scheme.endswith("/concepts/role")


def test_two_shapes_of_one_property_hold_together() -> None:
    """The body's shape limits the functions; another one asks for one."""
    (function,) = (field for field in class_layout("Agency") if field.name == "function")
    assert function.required
    assert not function.many
    assert "F01" in function.values
    assert class_layout("Agency")[0].name == "name"
    (free,) = (field for field in class_layout("StandingBody") if field.name == "function")
    assert not free.required


def test_a_class_without_shapes_has_an_empty_layout_and_no_class_is_told() -> None:
    assert class_layout("Provision") == ()
    for name in ("Mesure", "body"):
        with pytest.raises(UndeclaredTermError, match=f"sb:{name} is no class"):
            class_layout(name)
