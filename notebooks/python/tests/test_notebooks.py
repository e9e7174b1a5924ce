from __future__ import annotations

import sys
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from execute import NOTEBOOKS, execute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline import Archive

LARGEST = 150_000


@pytest.fixture(scope="module")
def runs(archive: Archive) -> Iterator[dict[Path, Future[Any]]]:
    """All notebooks, two at a time."""
    with ThreadPoolExecutor(2) as pool:
        yield {path: pool.submit(execute, path, archive.url) for path in NOTEBOOKS}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_shows_its_figures(runs: dict[Path, Future[Any]], path: Path) -> None:
    run = runs[path].result()
    shown = [
        kind
        for cell in run.cells
        for output in cell.get("outputs", [])
        for kind in output.get("data", {})
    ]

    assert "image/png" in shown
    assert "text/html" in shown
    kept = path.read_text(encoding="utf-8")
    assert len(kept) < LARGEST
    assert "image/png" in kept, "run `.venv/bin/python notebooks/execute.py`"


def test_there_are_six() -> None:
    assert len(NOTEBOOKS) == 6
