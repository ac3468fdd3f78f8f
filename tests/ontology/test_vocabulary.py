"""The vocabulary against what uses it: no orphan, nothing undeclared, one set of prefixes."""

import re
from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable

import pytest

from graph.rdf import PREFIXES
from ontology.checks import check_declared
from ontology.errors import UndeclaredTermError
from ontology.files import FOLDERS, RdfFile, folder
from ontology.terms import namespace, terms, used_in, used_in_query

_PREFIX = re.compile(r"^\s*@?prefix\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)


def queries(place: Traversable, name: str) -> list[RdfFile]:
    """Every .rq file below a folder."""
    found = []
    for entry in sorted(place.iterdir(), key=lambda item: item.name):
        if entry.is_dir():
            found += queries(entry, f"{name}/{entry.name}")
        elif entry.name.endswith(".rq"):
            found.append(RdfFile(f"{name}/{entry.name}", entry.read_text(encoding="utf-8")))
    return found


EXAMPLES = [
    *folder("examples/conforming"),
    *folder("examples/failing"),
    *folder("examples/meta/conforming"),
    *folder("examples/meta/failing"),
    *folder("examples", ".trig"),
]
QUERIES = [*folder("questions", ".rq"), *queries(files("queries"), "queries")]
DATA = [*(file for name in FOLDERS for file in folder(name)), *EXAMPLES]


def used(file: RdfFile) -> set[str]:
    return used_in_query(file.text) if file.name.endswith(".rq") else used_in(file.quads())


def names(file: RdfFile) -> str:
    return file.name


@pytest.mark.parametrize("file", [*DATA, *QUERIES], ids=names)
def test_nothing_undeclared_is_used(file: RdfFile) -> None:
    check_declared(file, used(file))


def test_the_queries_are_really_looked_at() -> None:
    folders = {file.name.rsplit("/", 1)[0] for file in QUERIES}
    assert {"questions", "queries/named", "queries/rules", "queries/checks"} <= folders
    assert sum(len(used(file)) for file in QUERIES) > 300


def test_an_undeclared_term_in_a_query_is_found() -> None:
    file = RdfFile("queries/named/x.rq", "SELECT * WHERE {\n  ?plan sb:tilte ?title\n}")
    with pytest.raises(UndeclaredTermError, match=r"x\.rq, line 2: sb:tilte"):
        check_declared(file, used(file))


def orphans(users: Iterable[RdfFile]) -> set[str]:
    """Declared terms that nothing uses: no data, no query, no axiom about another term."""
    seen: set[str] = set()
    for file in users:
        if file.name.startswith("vocabulary/"):
            # Here every term is the subject of its own declaration.
            own = {f"<{namespace()}{name}>" for name in terms()}
            quads = [quad for quad in file.quads() if str(quad.subject) in own]
            seen |= {str(quad.object)[1:-1].removeprefix(namespace()) for quad in quads}
        else:
            seen |= used(file)
    return set(terms()) - seen


def test_no_term_is_an_orphan() -> None:
    assert orphans([*DATA, *QUERIES]) == set()


def test_an_orphan_is_found() -> None:
    without = [file for file in [*DATA, *QUERIES] if "sb:indicatorUnit" not in file.text]
    targets = [file for file in folder("vocabulary") if file.name == "vocabulary/targets.ttl"]
    assert orphans([*without, *targets]) == {"indicatorUnit"}


@pytest.mark.parametrize("name", ["Provision", "Fact", "Body"])
def test_a_class_that_only_gathers_others_has_some(name: str) -> None:
    vocabulary = "".join(file.text for file in folder("vocabulary"))
    assert vocabulary.count(f"rdfs:subClassOf sb:{name} ") >= 2


def odd_prefixes(file: RdfFile) -> set[str]:
    """Prefixes of a file that stand for something else than everywhere."""
    return {name for name, iri in _PREFIX.findall(file.text) if PREFIXES.get(name) != iri}


@pytest.mark.parametrize("file", [*DATA, *QUERIES], ids=names)
def test_prefixes_are_those_of_the_project(file: RdfFile) -> None:
    assert odd_prefixes(file) == set()


def test_an_odd_prefix_is_found() -> None:
    assert odd_prefixes(RdfFile("x.rq", "PREFIX org: <http://example.org/>\nSELECT * {}")) == {
        "org"
    }
    assert odd_prefixes(RdfFile("x.ttl", "@prefix foo: <http://example.org/> .")) == {"foo"}


@pytest.mark.parametrize("file", folder("alignments"), ids=names)
def test_every_mapping_gives_its_reason_in_both_languages(file: RdfFile) -> None:
    mapped = {
        str(quad.subject)
        for quad in file.quads()
        if quad.predicate.value.rpartition("#")[2]
        in {"subClassOf", "subPropertyOf", "seeAlso", "exactMatch"}
    }
    told = {
        (str(quad.subject), str(quad.object).rpartition("@")[2])
        for quad in file.quads()
        if quad.predicate.value.endswith("#mappingReason")
    }
    assert mapped
    assert told == {(subject, language) for subject in mapped for language in ("zh", "en")}


def test_there_is_an_alignment_for_each_vocabulary_promised() -> None:
    found = {
        file.name.removeprefix("alignments/").removesuffix(".ttl") for file in folder("alignments")
    }
    assert found == {
        "org", "prov", "skos", "eli", "dcat", "qb", "oa", "odrl", "time", "geosparql", "qudt",
    }  # fmt: skip
