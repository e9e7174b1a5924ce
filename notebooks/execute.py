"""
Runs the notebooks and keeps what they show. After a change of one of them, with the sample news:

    .venv/bin/python notebooks/execute.py
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

from dateline import Archive

FOLDER = Path(__file__).parent
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
USUAL_URL = "http://127.0.0.1:4310"


def execute(path: Path, url: str) -> Any:
    """The notebook as it looks after a run against a server; the file stays as it is."""
    notebook = nbformat.read(path, as_version=4)
    os.environ["DATELINE_URL"] = url
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": FOLDER}}).execute()
    return tidied(notebook, url)


def tidied(notebook: Any, url: str) -> Any:
    """Without what differs from run to run: times, and the port of the server."""
    for cell in notebook.cells:
        cell.metadata = {}
        for output in cell.get("outputs", []):
            output.get("metadata", {}).clear()
            for kind, shown in output.get("data", {}).items():
                output["data"][kind] = shown.replace(url, USUAL_URL)
    return notebook


def main() -> None:
    """Runs all of them against a server of its own."""
    with Archive.open() as archive:
        for path in NOTEBOOKS:
            nbformat.write(execute(path, archive.url), path)


if __name__ == "__main__":
    main()
