import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = """
import sys
from pathlib import Path
from webapp.server import serve
serve(Path(sys.argv[1]), port=0)
"""


@pytest.mark.slow
def test_it_says_where_it_is_answers_and_ends_cleanly(data: Path) -> None:
    command = [sys.executable, "-c", CODE, str(data)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        assert re.fullmatch(r"http://127\.0\.0\.1:[1-9]\d+\n", line)
        with urlopen(line.strip() + "/health", timeout=20) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
        assert process.wait(timeout=20) == 0
        assert "Traceback" not in rest


def test_nothing_to_serve_is_told_before_a_port_is_taken(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "NothingPublishedError" in done.stderr
