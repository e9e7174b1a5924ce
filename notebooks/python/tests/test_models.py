from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

    from dateline import Archive

GENERATOR = Path(__file__).parents[1] / "generate_models.py"


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_models", GENERATOR)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_models_are_those_of_the_openapi_document(archive: Archive) -> None:
    generator = load()
    written = generator.TARGET.read_text(encoding="utf-8")

    assert written == generator.generate(archive.openapi), (
        "the API's schemas changed: run `.venv/bin/python notebooks/python/generate_models.py`"
    )
