"""The ontology's own gate: each fault is told with file, line and term, and stops a build."""

import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from ontology.checks import check_all, check_complete, check_declared, check_imports
from ontology.errors import DanglingImportError, IncompleteTermError, UndeclaredTermError
from ontology.files import RdfFile, folder
from ontology.terms import terms, used_in

ROOT = Path(__file__).resolve().parents[2]
HEAD = """\
@prefix sb: <https://w3id.org/shuibao/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""


def test_the_ontology_as_it_stands_may_be_used() -> None:
    check_all()
    assert len(terms()) > 120


def test_an_undeclared_term_is_named_with_file_and_line() -> None:
    file = RdfFile("shapes/x.ttl", HEAD + "<http://a/> sb:leeds <http://b/> .")
    with pytest.raises(UndeclaredTermError, match=r"^shapes/x\.ttl, line 6: sb:leeds is not in"):
        check_declared(file, used_in(file.quads()))


def test_a_dangling_import_is_named_with_file_and_line() -> None:
    file = RdfFile(
        "vocabulary/x.ttl",
        HEAD + "<http://a/> a owl:Ontology ;\n"
        "    owl:imports <https://w3id.org/shuibao/ontology/nowhere> .",
    )
    with pytest.raises(DanglingImportError, match=r"^vocabulary/x\.ttl, line 7: .*/nowhere>"):
        check_imports([*folder("vocabulary"), file])


def test_an_import_from_elsewhere_is_not_ours_to_provide() -> None:
    file = RdfFile("x.ttl", HEAD + "<http://a/> owl:imports <http://www.w3.org/ns/org> .")
    check_imports([file])


@pytest.mark.parametrize(
    ("without", "missing"),
    [('"规划"@zh, ', "label in 'zh'"), (', "A plan."@en', "definition in 'en'")],
)
def test_an_incomplete_term_is_named_with_file_and_line(without: str, missing: str) -> None:
    text = HEAD + (
        'sb:New a owl:Class ;\n    rdfs:label "规划"@zh, "plan"@en ;\n'
        '    skos:definition "文件。"@zh, "A plan."@en .\n'
    )
    check_complete(RdfFile("vocabulary/x.ttl", text))
    file = RdfFile("vocabulary/x.ttl", text.replace(without, ""))
    with pytest.raises(IncompleteTermError, match=rf"^vocabulary/x\.ttl, line 6: .*{missing}"):
        check_complete(file)


def test_a_concept_without_a_label_is_named_with_file_and_line() -> None:
    (file,) = (f for f in folder("concepts") if f.name == "concepts/role.ttl")
    check_complete(file)
    old = '    skos:prefLabel "牵头"@zh, "lead"@en ;\n'
    assert old in file.text
    broken = RdfFile(file.name, file.text.replace(old, '    skos:prefLabel "牵头"@zh ;\n'))
    with pytest.raises(IncompleteTermError, match=r"role\.ttl, line \d\d: .*role/lead> has no la"):
        check_complete(broken)


FAULTS = {
    "syntax error": ("shapes/lead.ttl", "sh:order 1 ;", "sh:order 1", "shapes/lead.ttl, line "),
    "undeclared term": (
        "shapes/lead.ttl", "sh:path sb:basis ;", "sh:path sb:bases ;", "sb:bases is not in",
    ),
    "missing label": (
        "vocabulary/duties.ttl", '"义务"@zh, "duty"@en', '"义务"@zh', "sb:Duty has no label",
    ),
    "dangling import": (
        "vocabulary/shuibao.ttl", "ontology/places>", "ontology/palaces>", "palaces>, which",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "told"), FAULTS.values(), ids=FAULTS.keys())
def test_a_broken_ontology_stops_the_build_in_one_sentence(
    tmp_path: Path, name: str, old: str, new: str, told: str
) -> None:
    program = a_copy(tmp_path)
    broken = program / "ontology" / name
    text = broken.read_text("utf-8")
    assert old in text
    broken.write_text(text.replace(old, new, 1), "utf-8")
    command = [sys.executable, "-m", "shuibao", "--data", str(tmp_path / "data"), "build"]
    run = subprocess.run(command, cwd=program, check=False, capture_output=True, encoding="utf-8")
    assert run.returncode == 3, run.stderr
    (sentence,) = run.stderr.splitlines()
    assert sentence.startswith(f"{name}, line ")
    assert told in sentence
    assert sentence.endswith((".", "。"))
    assert not (tmp_path / "data").exists()


def a_copy(place: Path) -> Path:
    """The program with an ontology of its own; the rest is linked to."""
    program = place / "program"
    program.mkdir()
    copytree(ROOT / "ontology", program / "ontology", ignore=ignore_patterns("__pycache__"))
    for name in ("graph", "loaders", "queries", "webapp", "building.py", "shuibao.py"):
        (program / name).symlink_to(ROOT / name)
    return program
