"""The pages of the ontology are up to date with the Turtle, whole, and versioned."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Graph

from ontology.diagram import class_diagram
from ontology.documentation import pages, write
from ontology.files import RdfFile, folder, own_vocabulary
from ontology.terms import terms

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs" / "ontology"
MODULES = [*folder("vocabulary"), *folder("alignments"), *folder("axioms")]


@pytest.mark.parametrize("name", pages())
def test_the_page_is_up_to_date(name: str) -> None:
    """Where it is not, run `python -m ontology.documentation docs/ontology`."""
    assert (DOCS / name).read_text("utf-8") == pages()[name]


def test_no_page_is_left_over() -> None:
    assert {path.name for path in DOCS.glob("*.md")} == {*pages(), "CHANGELOG.md"}


def test_the_pages_are_written_as_they_are(tmp_path: Path) -> None:
    write(tmp_path / "new")
    assert {p.name: p.read_text("utf-8") for p in (tmp_path / "new").iterdir()} == pages()


def test_asking_for_help_writes_no_pages(tmp_path: Path) -> None:
    asked = [sys.executable, "-m", "ontology.documentation", "--help"]
    where = {"PYTHONPATH": str(ROOT)}
    answer = subprocess.run(asked, cwd=tmp_path, env=where, capture_output=True, check=True)
    assert b"docs/ontology" in answer.stdout
    assert not any(tmp_path.iterdir())


def test_every_term_and_every_concept_has_its_place() -> None:
    headings = re.findall(r"^## sb:(\w+)$", "\n".join(pages().values()), re.MULTILINE)
    assert sorted(headings) == sorted(terms())
    for file in folder("concepts"):
        for notation in re.findall(r'skos:notation "([^"]+)"', file.text):
            assert f"| `{notation}` |" in pages()["code-lists.md"], file.name


def test_links_between_the_pages_lead_somewhere() -> None:
    headings = set(re.findall(r"^## ([\w-]+)$", pages()["code-lists.md"], re.MULTILINE))
    seen = 0
    for text in pages().values():
        for target, anchor in re.findall(r"\]\(([\w-]+\.md)(?:#([\w-]+))?\)", text):
            seen += 1
            assert (DOCS / target).is_file()
            assert not anchor or anchor in headings
    assert seen > 30


def test_the_diagram_shows_subclasses_and_properties_of_the_vocabulary() -> None:
    lines = class_diagram()
    assert lines[0] == "classDiagram"
    assert "    Provision <|-- Measure" in lines
    assert "    Citation --> Work : cites" in lines
    assert not [line for line in lines if "http" in line or "None" in line]


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.name))
def test_every_module_has_a_version_under_its_own_iri(file: RdfFile) -> None:
    graph = Graph().parse(data=file.text, format="turtle")
    (iri,) = graph.subjects(RDF.type, OWL.Ontology)
    assert re.fullmatch(
        re.escape(str(iri)) + r"/\d+\.\d+\.\d+", str(graph.value(iri, OWL.versionIRI))
    )
    assert len(list(graph.objects(iri, RDFS.label))) == 2


def test_the_changelog_tells_of_the_current_version() -> None:
    (top,) = (file for file in own_vocabulary() if file.name == "vocabulary/shuibao.ttl")
    (version,) = re.findall(r'owl:versionInfo "([^"]+)"', top.text)
    newest = re.findall(r"^## (\S+)$", (DOCS / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)[0]
    assert newest == version
