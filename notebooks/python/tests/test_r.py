from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from dateline import Archive

SCRIPT = Path(__file__).parents[2] / "first-search.R"


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_the_script_in_r_finds_what_the_search_finds(archive: Archive, tmp_path: Path) -> None:
    plot = tmp_path / "plot.pdf"
    surroundings = {**os.environ, "DATELINE_URL": archive.url, "DATELINE_PLOT": str(plot)}
    command = ["Rscript", "--vanilla", str(SCRIPT)]
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert f"{archive.search('energy minister').total} articles" in done.stdout
    strongest = archive.entity("person-leyla-mammadova").ties(sort="surprise")[0]
    assert strongest.entity.name in done.stdout
    assert plot.stat().st_size > 1000
