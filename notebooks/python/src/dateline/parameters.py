"""Parameters as the API and the address bar write them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Protocol, runtime_checkable
from urllib.parse import quote

from .errors import MissingExtraError

ID_COLUMNS = ("id", "entity.id", "entity", "article.id", "article")


@runtime_checkable
class HasId(Protocol):
    """Anything with an id: an entity, an article, a row of a result."""

    @property
    def id(self) -> str:
        """Its id."""
        ...


Ids = str | HasId | Path | Iterable[Any] | None


def to_ids(given: Ids) -> list[str]:
    """The ids or values that are meant: one, several, the rows of a result, a column `id` of a
    DataFrame, or a file that was exported (CSV, JSON, JSON Lines, Parquet).
    """
    if given is None:
        return []
    if isinstance(given, str):
        return [given]
    names: Any = getattr(given, "columns", None)
    if names is not None:
        frame: Any = given
        return [str(value) for value in frame[_id_column(list(names))]]
    if isinstance(given, HasId):
        return [given.id]
    if isinstance(given, Path):
        return to_ids(read_rows(given))
    return [_to_id(item) for item in given]


def _to_id(item: Any) -> str:
    if isinstance(item, Mapping):
        return _to_id(item[_id_column(list(item))])
    for name in ("entity", "article"):
        item = getattr(item, name, item)
    return item.id if isinstance(item, HasId) else str(item)


def _id_column(names: list[str]) -> str:
    for name in ID_COLUMNS:
        if name in names:
            return name
    raise ValueError(f"there is no column of ids among {', '.join(names)}; call it `id`")


def read_rows(path: Path) -> list[Any]:
    """The rows of an exported file."""
    if path.suffix == ".parquet":
        try:
            import pyarrow.parquet as pq
        except ImportError:
            raise MissingExtraError("pyarrow") from None
        return list(pq.read_table(path).to_pylist())
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".csv":
        return list(csv.DictReader(text.splitlines()))
    if path.suffix in (".jsonl", ".ndjson"):
        return [json.loads(line) for line in text.splitlines() if line]
    whole = json.loads(text)
    return list(whole["items"] if isinstance(whole, dict) else whole)


def encode(value: Any) -> str:
    """A value of a list: a comma in it, or a leading minus, would mean something else."""
    written = quote(str(value), safe="")
    return "%2D" + written[1:] if written.startswith("-") else written


def encode_list(included: Iterable[str], excluded: Iterable[str] = ()) -> str:
    """Some values, and those that are left out with a minus."""
    return ",".join([*map(encode, included), *("-" + encode(value) for value in excluded)])


def encode_one(value: Any) -> str:
    """A value that is no list; empty for None and False."""
    if value is None or value is False:
        return ""
    if value is True:
        return "true"
    if isinstance(value, date):
        return value.isoformat()[:10]
    return quote(str(value), safe="")


def address(path: str, parameters: Mapping[str, str]) -> str:
    """A path with its encoded parameters; empty ones are left out."""
    written = "&".join(f"{name}={value}" for name, value in parameters.items() if value != "")
    return f"{path}?{written}" if written else path


def path_to(*parts: str) -> str:
    """A path of ids."""
    return "/" + "/".join(quote(part, safe="") for part in parts)
