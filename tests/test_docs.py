"""The documentation is true: commands, queries, examples with their answers, links, settings.

The checks are in `tests/docs/checks.py`; each is shown a planted fault at the end, too.
"""

from __future__ import annotations

import dataclasses
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from graph.releases import Releases
from queries.errors import QueryError
from queries.export import to_csv
from queries.library import Library
from queries.limits import Limits
from queries.parameters import PARAMETERS
from queries.run import LocalAsker
from shuibao import cli
from tests.docs.checks import (
    ROOT,
    answer_faults,
    codes,
    command_faults,
    differences,
    examples,
    figures,
    library_rows,
    link_faults,
    listed,
    options_of,
    path_faults,
    query_faults,
    questions,
    rows,
    setting_names,
    term_faults,
    usage_fault,
)
from tests.quality.scoring import score
from tests.quality.sets import answers_of, gold_of
from webapp.app import create_app
from webapp.config import Config

README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").glob("*.md"))]
MARKDOWN = [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md",
            *sorted((ROOT / "docs" / "decisions").glob("*.md"))]  # fmt: skip
#: Commands that only read, so that an example with its output can be run on shared data.
READING = {"query", "sparql", "report", "validate", "releases", "diff"}


def read(path: Path) -> str:
    return path.read_text("utf-8")


def page(name: str) -> str:
    return read(ROOT / "docs" / name)


def stems(folder: str, ending: str) -> set[str]:
    return {p.name.removesuffix(ending) for p in (ROOT / folder).glob(f"*{ending}")}


# ---------------------------------------------------------------- the documentation is true


@pytest.fixture(scope="module")
def asker(shipped: Path) -> LocalAsker:
    return LocalAsker(Releases(shipped).current().open())


QUESTIONS = [(p.name, n, q, a) for p in PAGES for n, (q, a) in enumerate(questions(read(p)))]
COMMANDS = [(p.name, command, output) for p in PAGES for command, output in examples(read(p))]


@pytest.mark.parametrize(
    ("query", "answer"), [pytest.param(q, a, id=f"{name}-{n}") for name, n, q, a in QUESTIONS]
)
def test_queries_run_and_answer_as_shown(query: str, answer: list[str], asker: LocalAsker) -> None:
    real = to_csv(asker.select(query)).decode().splitlines()
    assert len(real) > 1
    assert answer_faults(answer, real) == []


def test_enough_examples_are_shown_with_their_answers() -> None:
    assert sum(bool(answer) for *_, answer in QUESTIONS) >= 9
    assert sum(bool(output) for *_, output in COMMANDS) >= 4


def test_every_command_line_parses() -> None:
    assert [fault for _, command, _ in COMMANDS if (fault := usage_fault(command))] == []


@pytest.mark.parametrize(
    ("command", "output"), [pytest.param(c, o, id=c[:60]) for _, c, o in COMMANDS if o]
)
def test_commands_print_what_is_shown(command: str, output: list[str], shipped: Path) -> None:
    words = shlex.split(command)[1:]
    assert words[0] in READING, "only commands that read are shown with their output"
    run = [sys.executable, "-m", "shuibao", "--data", str(shipped), *words]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert answer_faults(output, done.stdout.splitlines()) == [], done.stderr


def test_every_command_and_option_is_described() -> None:
    assert command_faults(page("integrating.md"), cli) == []
    words = set(re.findall(r"--\w+", page("integrating.md")))
    assert options_of(cli) <= words


def test_every_named_query_is_described() -> None:
    assert query_faults(page("querying.md"), Library.load()) == []


def test_every_parameter_is_described() -> None:
    lines = page("querying.md").splitlines()
    for p in PARAMETERS.values():
        assert f"| `{p.name}` | {p.summary_zh} | {p.summary_en} | `{p.example}` |" in lines


def test_rules_checks_and_shapes_are_listed() -> None:
    text = page("architecture.md")
    computed = {"similar-measures"}
    assert listed(text, "Rules") == stems("queries/rules", ".rq") | computed
    assert listed(text, "Checks") == stems("queries/checks", "-violation.rq")
    shapes = stems("ontology/shapes", ".ttl") - {"prefixes"}
    assert listed(text, "Shapes") == shapes


def test_every_setting_is_described() -> None:
    """The front door is the only reader of the environment; the container only sets."""
    used = setting_names(read(ROOT / "shuibao.py"))
    assert used
    assert differences("setting", setting_names(page("integrating.md")), used) == []


def test_limits_are_those_of_the_program() -> None:
    told = {codes(c[0])[0]: c[1] for c in rows(page("integrating.md")) if codes(c[0])}
    real = {f.name: f"{getattr(Limits(), f.name):g}" for f in dataclasses.fields(Limits)}
    assert {name: f"{float(told[name]):g}" for name in real} == real


def test_every_web_path_is_described(shipped: Path) -> None:
    app = create_app(Config(data=shipped))
    app.extensions["shelf"].close()
    text = page("integrating.md")
    tops = {"/" + re.split(r"[/<]", rule.rule.lstrip("/"))[0] for rule in app.url_map.iter_rules()}
    assert len(tops) > 10
    assert [t for t in sorted(tops - {"/static"}) if f"`{t.rstrip('.')}" not in text] == []


def test_every_make_target_is_named() -> None:
    targets = re.findall(r"^([a-z-]+):.*## ", read(ROOT / "Makefile"), re.MULTILINE)
    assert {"explore", "test"} <= set(targets)
    text = "\n".join(map(read, MARKDOWN))
    assert [name for name in targets if not re.search(rf"make {name}\b", text)] == []


@pytest.mark.parametrize("path", MARKDOWN, ids=lambda path: path.name)
def test_links_and_terms_exist(path: Path) -> None:
    text = read(path)
    assert link_faults(path, text) == []
    assert term_faults(text) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_files_named_exist(path: Path) -> None:
    assert path_faults(read(path)) == []


def test_the_first_screen_has_both_languages_and_both_commands() -> None:
    first = read(README).splitlines()[:60]
    assert {"make explore", "make test"} <= {line.split("#")[0].strip() for line in first}
    assert sum(len(re.findall("[\u4e00-\u9fff]", line)) > 15 for line in first) >= 3
    assert sum(len(re.findall("[A-Za-z]+", line)) > 12 for line in first) >= 3


def test_no_figure_of_quality_is_better_than_measured() -> None:
    """Two decimals, rounded down; a figure may fall behind a better program, never run ahead."""
    told = figures(read(README))
    assert len(told) >= 10
    for column, name in enumerate(("shipped", "develop", "measure")):
        real = score(gold_of(name), answers_of(name))
        for kind, shown in told.items():
            least = shown[column]
            if least is not None:
                assert real[kind].f1 >= least, f"{kind} of {name} is {real[kind].f1:.3f}"


# ---------------------------------------------------------------- the checks can fail


def test_a_wrong_answer_is_found() -> None:
    real = ["city,n", "济南市,2", "烟台市,3"]
    assert answer_faults(["city,n", "济南市,2", "烟台市,3"], real) == []
    assert answer_faults(["city,n", "济南 …", "…"], real) == []
    assert answer_faults(["city,n", "…", "烟台市,3"], real) == []
    assert answer_faults(["city,n", "济南市,9", "烟台市,3"], real) != []
    assert answer_faults(["city,n", "济南市,2"], real) != []
    assert answer_faults(["city,n", "…", "烟台市,9"], real) != []
    assert answer_faults(["city,n", "济南市,2", "烟台市,3", "…"], real) != []


def test_a_query_that_fails_is_found(asker: LocalAsker) -> None:
    planted = "```sparql\nSELECT * { ?s ?p }\n```\n\n```csv\ns\n```\n"
    [(query, answer)] = questions(planted)
    assert answer == ["s"]
    with pytest.raises(QueryError):
        asker.select(query)


@pytest.mark.parametrize(
    "command",
    ["shuibao explode", "shuibao query --sett a=b", "shuibao add", "shuibao dump --format n3",
     "shuibao --date x releases", "echo 'ASK {}' | shuibao sparql --form csv"],
)  # fmt: skip
def test_a_wrong_command_line_is_found(command: str) -> None:
    assert usage_fault(command)


def test_a_command_or_option_that_is_missing_or_made_up_is_found() -> None:
    text = page("integrating.md")
    assert "command serve is not described" in command_faults(
        text.replace("| `shuibao serve`", "| `shuibao host`"), cli
    )
    assert "option of query --bom is not described" in command_faults(
        text.replace("`--bom`", "bom"), cli
    )
    assert "option of build --all does not exist" in command_faults(
        text.replace("`--if-stale`", "`--if-stale` `--all`"), cli
    )


def test_a_query_that_is_missing_or_changed_is_found() -> None:
    text, library = page("querying.md"), Library.load()
    assert query_faults(text.replace("agency, function, basis", "agency, basis"), library)
    assert query_faults(text.replace("| `gaps` |", "| `gapes` |"), library)
    row = library_rows(library)[0]
    assert query_faults(text.replace(row, f"{row}\n| `x` | 甲 | a | – | b |"), library) == [
        "query x does not exist"
    ]


def test_broken_links_terms_and_paths_are_found() -> None:
    assert link_faults(README, "[a](docs/nowhere.md) [b](LICENSE#x) [c](https://a.b/)") == [
        "README.md: docs/nowhere.md"
    ]
    assert term_faults("`sb:leads` `sb:misleads`") == ["misleads"]
    assert path_faults("`graph/iri.py` `graph/iris.py`") == ["graph/iris.py"]


def test_settings_figures_and_lists_are_read() -> None:
    assert differences("setting", {"SHUIBAO_A"}, setting_names("x SHUIBAO_DATA")) == [
        "setting SHUIBAO_DATA is not described", "setting SHUIBAO_A does not exist",
    ]  # fmt: skip
    assert figures("| 义务 `duties` | 1.00 | – | 0.85 |") == {"duties": [1.0, None, 0.85]}
    assert listed("x\n**Rules** (`here`): `a`, `b`.\n\n`c`", "Rules") == {"a", "b"}
