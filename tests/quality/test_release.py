"""All annotated plans together make a release: every one conforms, no two disagree on a body."""

from pathlib import Path

from click.testing import CliRunner

from shuibao import cli
from tests.quality.sets import SETS, gold_of


def test_plans_of_all_sets_are_published_together(tmp_path: Path) -> None:
    files = [str(SETS[name][1] / source) for name in SETS for source in gold_of(name)]
    result = CliRunner().invoke(cli, ["--data", str(tmp_path), "build", *files])
    assert result.exit_code == 0, result.output
    assert f"{len(files)} documents" in result.output
