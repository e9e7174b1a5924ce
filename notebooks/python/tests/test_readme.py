from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from dateline import Archive

if TYPE_CHECKING:
    import pytest

README = Path(__file__).parents[1] / "README.md"
HOME = Path(__file__).parents[3]


def test_every_example_of_the_readme_runs(
    archive: Archive, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_URL", archive.url)
    monkeypatch.setenv("DATELINE_PROGRAM", str(HOME / "dateline"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copy(sample, tmp_path / "archive.db")
    names: dict[str, object] = {}

    blocks = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    for block in blocks:
        exec(compile(block, str(README), "exec"), names)

    opened = names["archive"]
    assert isinstance(opened, Archive)
    opened.close()
    assert len(blocks) > 3
