"""Validation: finds what is wrong, and never passes without having looked."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import ValidationError
from graph.rdf import PREFIXES, quads_of
from graph.releases import Part
from graph.report import report_turtle
from graph.validation import Report, Severity, Validator

_PREFIXES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
_SHAPES = (
    _PREFIXES
    + """
sb:PlanShape a sh:NodeShape ; sh:targetClass sb:Document ;
    sh:property [ sh:path sb:title ; sh:minCount 1 ; sh:message "没有标题"@zh, "no title"@en ] ;
    sh:property [ sh:path ( sb:partOf sb:title ) ; sh:minCount 1 ; sh:severity sh:Warning ] .
sb:MeasureShape a sh:NodeShape ; sh:targetClass sb:Measure ; sh:severity sh:Warning ;
    sh:property sb:MeasureTitle ;
    sh:sparql [ sh:message "题目太短"@zh, "title too short"@en ;
        sh:select \"\"\"SELECT $this ?value WHERE {
            $this <https://w3id.org/shuibao/ontology#title> ?value
            FILTER(STRLEN(?value) < 9) }\"\"\" ] .
sb:MeasureTitle sh:path sb:title ; sh:maxCount 1 ; sh:minLength 2 .
"""
)
_ONTOLOGY = _PREFIXES + "sb:Plan rdfs:subClassOf sb:Document .\n"

_TARGET = _PREFIXES + "sb:S a sh:NodeShape ; sh:targetClass sb:Plan ; "

MakePart = Callable[..., Part]


@pytest.fixture
def validator() -> Validator:
    return Validator([_SHAPES], [_ONTOLOGY])


@pytest.fixture
def report(validator: Validator, make_part: MakePart) -> Report:
    return validator.validate(make_part(68).quads)


def test_a_missing_title_is_a_violation_in_two_languages(report: Report) -> None:
    (found,) = report.of(Severity.VIOLATION)
    assert not report.conforms
    assert found.row() == (
        PREFIXES["sb"] + "PlanShape",
        "violation",
        PREFIXES["id"] + "plan/370600/yanzhengbanzi-2024-68",
        PREFIXES["sb"] + "title",
        "",
        "没有标题",
        "no title",
    )


def test_warnings_come_after_violations_and_carry_the_value(report: Report) -> None:
    assert [r.severity for r in report.results] == ["violation"] + ["warning"] * 4
    short = [r for r in report.results if r.message_en == "title too short"]
    assert len(short) == 3
    assert all(r.value is not None for r in short)
    paths = {r.path for r in report.results}
    assert f"{PREFIXES['sb']}partOf/{PREFIXES['sb']}title" in paths


def test_it_tells_what_it_looked_at(report: Report) -> None:
    looked = {iri.rsplit("#")[-1]: count for iri, count in report.focus_nodes.items()}
    assert looked == {"PlanShape": 1, "MeasureShape": 3}
    assert report.summary() == {
        "violation": 1,
        "warning": 4,
        "info": 0,
        "checks": 4,
        "shapes": 2,
    }


def test_a_title_makes_the_document_conform(validator: Validator, make_part: MakePart) -> None:
    plan = f"<{PREFIXES['id']}plan/370600/yanzhengbanzi-2024-68>"
    title = f'{plan} <{PREFIXES["sb"]}title> "方案" <http://g.example/> .\n'.encode()
    report = validator.validate(make_part(68).quads + title)
    assert report.conforms
    assert report.of(Severity.WARNING)


def test_background_is_looked_up_but_not_judged(validator: Validator, make_part: MakePart) -> None:
    alone = validator.validate(make_part(68).quads)
    beside = validator.validate(make_part(68).quads, make_part(69).quads)
    assert beside == alone


@pytest.mark.parametrize("shapes", [[], [""], [_PREFIXES + "sb:S a sh:NodeShape ."]])
def test_no_shapes_is_a_failure_and_not_a_pass(shapes: list[str]) -> None:
    with pytest.raises(ValidationError, match="no shape with a target"):
        Validator(shapes)


@pytest.mark.parametrize(
    "quads", [b"", b"<http://x.example/s> <http://x.example/p> <http://x.example/o> .\n"]
)
def test_nothing_to_look_at_is_a_failure_and_not_a_pass(validator: Validator, quads: bytes) -> None:
    with pytest.raises(ValidationError, match="nothing was checked"):
        validator.validate(quads)


def test_background_alone_does_not_count_as_looked_at(
    validator: Validator, make_part: MakePart
) -> None:
    loose = b"<http://x.example/s> <http://x.example/p> <http://x.example/o> .\n"
    with pytest.raises(ValidationError, match="nothing was checked"):
        validator.validate(loose, make_part(68).quads)


@pytest.mark.parametrize(
    "shapes",
    [
        "this is no Turtle",
        _TARGET + "sh:property [ sh:minCount 1 ] .",
        _TARGET + 'sh:sparql [ sh:select "SELECT" ] .',
    ],
)
def test_broken_shapes_are_an_error(shapes: str, make_part: MakePart) -> None:
    with pytest.raises(ValidationError):
        Validator([shapes]).validate(make_part(68).quads)


def test_the_report_is_turtle_without_blank_nodes(report: Report) -> None:
    data = report_turtle([report, report])
    quads = quads_of(data, turtle=True)
    assert "_:" not in "".join(map(str, quads))
    assert b"[" not in data
    results = [q for q in quads if q.object.value == PREFIXES["sh"] + "ValidationResult"]  # type: ignore[union-attr]
    assert len(results) == len(report.results)


_SCRIPT = """
import sys
from graph.report import report_turtle
from graph.validation import Validator
shapes = sys.argv[1] + '''
sb:S a sh:NodeShape ; sh:targetClass sb:Plan ;
    sh:or ( [ sh:path sb:title ; sh:minCount 1 ] [ sh:path sb:name ; sh:minCount 1 ] ) .'''
with open(sys.argv[2], "rb") as file:
    sys.stdout.buffer.write(report_turtle([Validator([shapes]).validate(file.read())]))
"""


def test_reports_of_two_processes_are_the_same_bytes(tmp_path: Path, make_part: MakePart) -> None:
    path = tmp_path / "part.nq"
    path.write_bytes(make_part(68).quads)
    command = [sys.executable, "-c", _SCRIPT, _PREFIXES, str(path)]
    root = Path(__file__).parents[2]
    first, second = (
        subprocess.run(command, check=True, capture_output=True, cwd=root).stdout for _ in "ab"
    )
    assert first == second
    assert b"sh:Violation" in first
