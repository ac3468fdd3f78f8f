"""The history file: read in order, and robust against a torn line."""

from __future__ import annotations

from pathlib import Path

from graph.history import History, Step


def test_steps_are_kept_in_order(tmp_path: Path) -> None:
    history = History(tmp_path)
    steps = [Step(f"r{n:012x}", "2024-09-13T08:00:00+00:00", "publish") for n in range(3)]
    for step in steps:
        history.prepare(step)
        history.commit()
    assert history.steps() == steps


def test_a_prepared_step_does_not_count_yet(tmp_path: Path) -> None:
    history = History(tmp_path)
    history.prepare(Step("r0", "2024", "publish"))
    assert history.steps() == []


def test_torn_lines_are_passed_over(tmp_path: Path) -> None:
    good = '{"action": "publish", "at": "2024", "release": "r1"}'
    (tmp_path / "history.jsonl").write_text(f'{good}\n[]\n{{"action": 1}}\n{good[:20]}')
    assert History(tmp_path).steps() == [Step("r1", "2024", "publish")]
