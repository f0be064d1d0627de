"""The gate of the gold sets: what counts as worse, what an update may change; the scores it rests on."""

from pathlib import Path

import pytest

from eval import gate, scores
from eval.gate import Floor, Verdict
from eval.task import Better, Figure

KEY = "quick/task/figure"


def _floor(value: float, better: Better = "up", data: str = "d1") -> Floor:
    return Floor(value, 0.01, better, "2026-01-01", "abc", data)


@pytest.mark.parametrize(
    ("value", "floor", "better", "data", "state"),
    [
        (0.80, 0.80, "up", "d1", "ok"),
        (0.79, 0.80, "up", "d1", "ok"),  # within the noise
        (0.78, 0.80, "up", "d1", "under its floor"),
        (0.95, 0.80, "up", "d1", "ok"),
        (3.00, 2.00, "down", "d1", "under its floor"),
        (1.00, 2.00, "down", "d1", "ok"),
        (0.95, 0.80, "up", "d2", "other data"),
        (0.10, 0.80, "none", "d1", ""),
    ],
)
def test_a_figure_is_held_against_its_floor(value: float, floor: float, better: Better, data: str, state: str) -> None:
    assert Verdict(KEY, Figure("figure", value, better), data, _floor(floor, better)).state == state


def test_a_figure_without_a_floor_says_so() -> None:
    assert Verdict(KEY, Figure("figure", 0.5), "d1", None).state == "no floor yet"


@pytest.mark.parametrize(
    ("value", "better", "allow", "after"),
    [
        (0.90, "up", False, 0.90),
        (0.70, "up", False, 0.80),
        (0.70, "up", True, 0.70),
        (0.70, "down", False, 0.70),
        (0.90, "down", False, 0.80),
        (0.70, "none", True, 0.80),
    ],
)
def test_an_update_only_raises_unless_told(value: float, better: Better, allow: bool, after: float) -> None:
    verdict = Verdict(KEY, Figure("figure", value, better), "d1", _floor(0.80, better))
    raised = gate.raised({KEY: _floor(0.80, better), "other": _floor(0.5)}, [verdict], allow_regression=allow)
    assert raised[KEY].floor == after
    assert raised["other"].floor == 0.5


def test_floors_are_read_as_written(tmp_path: Path) -> None:
    floors = {"b": _floor(0.5), "a": _floor(1.0, "down")}
    gate.write(floors, tmp_path / "floors.json")
    assert gate.read(tmp_path / "floors.json") == floors
    assert gate.read(tmp_path / "none.json") == {}


def test_an_unknown_task_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert gate.main(["nonsense"]) == 2
    assert "nonsense" in capsys.readouterr().err


GOLD = {"a": "1", "b": "1", "c": "2", "d": "2"}


@pytest.mark.parametrize(
    ("found", "b3", "pairs"),
    [
        ({"a": "x", "b": "x", "c": "y", "d": "y"}, (1.0, 1.0), (1.0, 1.0)),
        ({"a": "x", "b": "x", "c": "x", "d": "x"}, (0.5, 1.0), (2 / 6, 1.0)),
        ({"a": "x", "b": "y", "c": "z", "d": "w"}, (1.0, 0.5), (0.0, 0.0)),
        ({}, (1.0, 0.5), (0.0, 0.0)),
        ({"a": "x", "b": "x", "c": "x", "d": "y"}, (2 / 3 * 2 / 4 + 1 / 3 / 4 + 1 / 4, 3 / 4), (1 / 3, 1 / 2)),
    ],
)
def test_groups_are_scored_as_defined(found: dict[str, str], b3: tuple[float, float], pairs: tuple[float, float]) -> None:
    assert (scores.b_cubed(GOLD, found).p, scores.b_cubed(GOLD, found).r) == pytest.approx(b3)
    assert (scores.pairs(GOLD, found).p, scores.pairs(GOLD, found).r) == pytest.approx(pairs)


def test_correlation_and_nothing_to_correlate() -> None:
    assert scores.pearson([1, 2, 3], [2, 4, 6]) == pytest.approx(1)
    assert scores.pearson([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)
    assert scores.pearson([], []) == scores.pearson([1, 1], [1, 2]) == 0
