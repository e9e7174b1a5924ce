from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dateline import Archive

if TYPE_CHECKING:
    from collections.abc import Iterator

HOME = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the invented sample news."""
    path = tmp_path_factory.mktemp("archive") / "sample.db"
    command = [str(HOME / "dateline"), "index", "--archive", str(path), str(HOME / "sample")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    # Not checked by exit status: the sample has records that are rejected.
    assert path.exists(), done.stderr
    return path


@pytest.fixture(scope="session")
def archive(sample: Path) -> Iterator[Archive]:
    with Archive.open(sample, program=HOME / "dateline", cache=False) as opened:
        yield opened
