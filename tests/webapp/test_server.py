import re
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest

Serve = Callable[[Path], "subprocess.Popen[str]"]


@pytest.mark.slow
def test_it_says_where_it_is_answers_and_ends_cleanly(data: Path, serve: Serve) -> None:
    with serve(data) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        assert re.fullmatch(r"http://127\.0\.0\.1:[1-9]\d+\n", line)
        with urlopen(line.strip() + "/health", timeout=20) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
        assert process.wait(timeout=20) == 0
        assert "Traceback" not in rest


def test_nothing_to_serve_is_told_before_a_port_is_taken(tmp_path: Path, serve: Serve) -> None:
    with serve(tmp_path) as process:
        assert process.stderr is not None
        told = process.stderr.read()
        assert process.wait(timeout=60) != 0
    assert "NothingPublishedError" in told
    assert "http://" not in told
