"""Pages of things list their statements as the shapes order them."""

from webapp.statements import in_order

SB = "https://w3id.org/shuibao/ontology#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def test_the_shapes_order_the_statements() -> None:
    said = [
        {"property": f"{SB}unitText", "value": "%"},
        {"property": f"{SB}value", "value": "85"},
        {"property": TYPE, "value": f"{SB}Target"},
        {"property": f"{SB}indicatorText", "value": "水土保持率"},
        {"property": "http://example.org/other", "value": "x"},
    ]
    names = [name.rpartition("#")[2].rpartition("/")[2] for name, _ in in_order(said)]
    assert names == ["indicatorText", "value", "unitText", "other", "type"]


def test_several_values_stay_together() -> None:
    said = [
        {"property": f"{SB}writtenName", "value": "市水利局"},
        {"property": TYPE, "value": f"{SB}Agency"},
        {"property": f"{SB}writtenName", "value": "水利局"},
    ]
    rows = dict(in_order(said))
    assert [row["value"] for row in rows[f"{SB}writtenName"]] == ["市水利局", "水利局"]


def test_a_thing_of_no_known_class_is_listed_by_name() -> None:
    said = [{"property": "urn:b", "value": "1"}, {"property": "urn:a", "value": "2"}]
    assert [name for name, _ in in_order(said)] == ["urn:a", "urn:b"]
