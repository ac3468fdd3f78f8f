"""The command line as users and scripts meet it: output, exit codes, one sentence an error."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PLAN = """丽水市坡地治理实施方案

为做好坡地治理，制定本方案。

一、重点任务
（一）管住源头。严格审批，逐项把关。（市水利局牵头，市财政局配合）
（二）治好坡地。到2027年，完成坡耕地治理3万亩。（市农业农村局负责）

丽水市人民政府办公室
2024年6月3日
"""


def shuibao(
    data: Path, *arguments: str, text: str | None = None
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "shuibao", "--data", str(data), *arguments]
    return subprocess.run(
        command, cwd=ROOT, input=text, capture_output=True, text=True, timeout=120, check=False
    )


def rows(done: subprocess.CompletedProcess[str]) -> list[dict[str, str]]:
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "lishui.txt"
    path.write_text(PLAN, "utf-8")
    return path


def test_leads_across_cities(shipped: Path) -> None:
    found = rows(shuibao(shipped, "query", "leads", "--set", "topic=T11", "--format", "csv"))
    leads = {(r["city"], r["agency"], r["basis"]) for r in found}
    assert ("济南市", "济南市水务局", "sole") in leads
    assert ("晋城市", "晋城市规划和自然资源局", "first_listed") in leads


def test_every_named_query_answers(shipped: Path) -> None:
    listed = shuibao(shipped, "query")
    names = [line.split()[0] for line in listed.stdout.splitlines()]
    promised = {
        "documents", "measures", "responsibilities", "leads", "targets", "references", "duties",
        "places", "bodies", "coverage", "gaps", "cooperation", "legal_bases", "target_series",
        "agency", "compare", "evidence",
    }  # fmt: skip
    assert promised <= set(names)
    for name in ("documents", "gaps", "legal_bases", "coverage"):
        assert rows(shuibao(shipped, "query", name, "--format", "csv")), name


def test_evidence_is_what_the_text_says(shipped: Path) -> None:
    text = (ROOT / "loaders/corpus/jinan.txt").read_text("utf-8")
    found = rows(
        shuibao(shipped, "query", "responsibilities", "--set", "city=济南", "--format", "csv")
    )
    assert len(found) == 60
    for row in found:
        quoted = text[int(row["start"]) : int(row["end"])]
        assert quoted.replace(" ", "").replace("\n", "") == row["written"]


def test_formats(shipped: Path, tmp_path: Path) -> None:
    data = json.loads(shuibao(shipped, "query", "documents", "--format", "json").stdout)
    assert len(data) == 5 or len(data["rows"]) == 5
    book = tmp_path / "documents.xlsx"
    assert (
        shuibao(shipped, "query", "documents", "--format", "xlsx", "-o", str(book)).returncode == 0
    )
    assert book.read_bytes()[:2] == b"PK"
    bom = tmp_path / "d.csv"
    shuibao(shipped, "query", "documents", "--format", "csv", "--bom", "-o", str(bom))
    assert bom.read_bytes().startswith(b"\xef\xbb\xbf")


def test_sparql_from_standard_input(shipped: Path) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?m a sb:Measure }"
    assert rows(shuibao(shipped, "sparql", "--format", "csv", text=query)) == [{"n": "92"}]


@pytest.mark.parametrize("form", ["nquads", "trig", "turtle", "ntriples", "jsonld", "rdfxml"])
def test_dump(shipped: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / "dump"
    assert shuibao(shipped, "dump", "--format", form, "-o", str(out)).returncode == 0
    assert "水土保持" in out.read_text("utf-8")


def test_validate_and_report(shipped: Path) -> None:
    assert "result(s)" in shuibao(shipped, "validate").stderr
    assert "sh:ValidationReport" in shuibao(shipped, "validate", "--format", "turtle").stdout
    assert "nanyang.txt  coverage" in shuibao(shipped, "report").stdout


def test_network_is_graphml(shipped: Path) -> None:
    assert "<graphml" in shuibao(shipped, "network", "--city", "济南市").stdout


def test_the_life_of_a_release(tmp_path: Path, plan: Path) -> None:
    """Build, add, diff, roll back, remove: each a new release, none lost."""
    data = tmp_path / "data"
    other = tmp_path / "quzhou.txt"
    other.write_text(PLAN.replace("丽水市", "衢州市"), "utf-8")
    assert shuibao(data, "build", str(plan)).returncode == 0
    first = (data / "current").readlink().name
    assert shuibao(data, "add", str(other)).returncode == 0
    assert len(rows(shuibao(data, "query", "documents", "--format", "csv"))) == 2
    changes = shuibao(data, "diff").stdout.splitlines()
    assert any(line.startswith("+ ") and "衢州市水利局" in line for line in changes)
    assert not any(line.startswith("- ") and "丽水市水利局" in line for line in changes)
    assert len(shuibao(data, "releases").stdout.splitlines()) == 2
    assert shuibao(data, "rollback", first).returncode == 0
    assert len(rows(shuibao(data, "query", "documents", "--format", "csv"))) == 1
    assert shuibao(data, "add", str(other)).returncode == 0
    assert shuibao(data, "remove", "lishui.txt").returncode == 0
    assert [r["source"] for r in rows(shuibao(data, "query", "documents", "--format", "csv"))] == [
        "quzhou.txt"
    ]


def test_a_document_that_comes_again_replaces_its_older_self(tmp_path: Path, plan: Path) -> None:
    data = tmp_path / "data"
    shuibao(data, "build", str(plan))
    plan.write_text(PLAN.replace("3万亩", "4万亩"), "utf-8")
    assert shuibao(data, "add", str(plan)).returncode == 0
    found = rows(shuibao(data, "query", "targets", "--format", "csv"))
    assert [row["value"] for row in found] == ["4"]


def test_two_builds_give_the_same_bytes(tmp_path: Path, plan: Path) -> None:
    releases = []
    for name in ("one", "two"):
        assert shuibao(tmp_path / name, "build", str(plan), "--jobs", "1").returncode == 0
        current = tmp_path / name / "current"
        dumps = {f.name: f.read_bytes() for f in sorted((current / "dumps").iterdir())}
        releases.append((current.resolve().name, dumps))
    assert releases[0] == releases[1]


BAD = [
    ("empty.txt", b""),
    ("binary.txt", bytes(range(256)) * 40),
    ("prose.txt", "没有标题，也没有编号，只有一段文字。".encode() * 20),
    ("broken.docx", b"PK\x03\x04 broken"),
    ("huge.txt", "一、任务\n1.治理坡地。（市水利局负责）\n".encode() * 1_000_000),
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
]


@pytest.mark.parametrize(("name", "content"), BAD, ids=[name for name, _ in BAD])
def test_bad_input_gets_one_sentence(tmp_path: Path, plan: Path, name: str, content: bytes) -> None:
    data, bad = tmp_path / "data", tmp_path / name
    shuibao(data, "build", str(plan))
    before = (data / "current").readlink()
    bad.write_bytes(content)
    done = shuibao(data, "build", str(bad))
    assert done.returncode == 3
    assert name in done.stderr
    assert "Traceback" not in done.stderr
    assert (data / "current").readlink() == before


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_other_encodings_simply_work(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(PLAN.encode(encoding))
    assert shuibao(tmp_path / "data", "build", str(path)).returncode == 0
    found = rows(shuibao(tmp_path / "data", "query", "leads", "--format", "csv"))
    assert {row["agency"] for row in found} == {"丽水市水利局", "丽水市农业农村局"}


def test_one_bad_file_among_good_ones(tmp_path: Path, plan: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    shutil.copy(plan, folder)
    (folder / "bad.txt").write_bytes(b"")
    data = tmp_path / "data"
    done = shuibao(data, "build", str(folder))
    assert done.returncode == 3
    assert "bad.txt" in done.stderr
    assert "--keep-going" in done.stderr
    assert not (data / "current").exists()
    assert shuibao(data, "build", str(folder), "--keep-going").returncode == 0
    report = json.loads((data / "current" / "report.json").read_text("utf-8"))
    assert [left["file"] for left in report["left_out"]] == ["bad.txt"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["query", "nonsense"], 3, "leads"),
        (["query", "leads", "--set", "topic=T99"], 3, "T99"),
        (["query", "leads", "--set", "topic"], 2, "KEY=VALUE"),
        (["rollback", "r000000000000"], 3, "r000000000000"),
        (["remove", "nobody.txt"], 3, "nobody.txt"),
        (["build", "no/such/file.txt"], 3, "no/such/file.txt"),
        (["query", "leads", "--endpoint", "http://127.0.0.1:9/sparql"], 3, "127.0.0.1:9"),
        (["push", "ftp://example.org"], 3, "ftp://example.org"),
        (["unknown"], 2, "unknown"),
    ],
)
def test_wrong_use(shipped: Path, arguments: list[str], code: int, said: str) -> None:
    done = shuibao(shipped, *arguments)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "query", ["SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "DROP ALL", "SELECT * {"]
)
def test_refused_queries(shipped: Path, query: str) -> None:
    done = shuibao(shipped, "sparql", text=query)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr


def test_no_release_yet(tmp_path: Path) -> None:
    done = shuibao(tmp_path, "query", "leads")
    assert done.returncode == 3
    assert "shuibao build" in done.stderr
