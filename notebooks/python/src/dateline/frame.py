"""Rows as tables: one column a value, objects within a row by dotted names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .errors import MissingExtraError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

Row = dict[str, Any]
Columns = dict[str, list[Any]]
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?))?")
DATES = ("publishedAt", "first", "last", "at")


def flatten(row: Row) -> Row:
    """A row without objects in it; of a list of named things their names are kept."""
    flat: Row = {}
    for key, value in row.items():
        if isinstance(value, dict):
            flat.update({f"{key}.{name}": each for name, each in flatten(value).items()})
        elif isinstance(value, list):
            flat[key] = [_plain(item) for item in value]
        else:
            flat[key] = value
    return flat


def _plain(item: Any) -> Any:
    if isinstance(item, dict) and "name" in item:
        return item["name"]
    if isinstance(item, dict) and "text" in item:
        return item["text"]
    return item


def columns(rows: list[Row], names: list[str]) -> Columns:
    """The values by column; `names` come first, and are there even without rows."""
    flat = [flatten(row) for row in rows]
    found = dict.fromkeys([*names, *(key for row in flat for key in row)])
    return {name: [row.get(name) for row in flat] for name in found}


def to_pandas(table: Columns) -> pd.DataFrame:
    """A DataFrame. Dates are as the articles write them, without their offset, so that a count by
    month is the one of the app.
    """
    try:
        import pandas as pd
    except ImportError:
        raise MissingExtraError("pandas") from None
    frame = pd.DataFrame(table)
    for name in frame.columns:
        if str(name).rpartition(".")[2] in DATES:
            days = [_as_written(value) for value in frame[name]]
            frame[name] = pd.to_datetime(pd.Series(days, index=frame.index), format="ISO8601")
    return frame


def to_arrow(table: Columns) -> pa.Table:
    """An Arrow table; dates stay texts in ISO 8601, with the offset that was written."""
    try:
        import pyarrow as pa
    except ImportError:
        raise MissingExtraError("pyarrow") from None
    return pa.table(table)


def to_polars(table: Columns) -> pl.DataFrame:
    """A polars DataFrame."""
    try:
        import polars as pl
    except ImportError:
        raise MissingExtraError("polars") from None
    return pl.DataFrame(table, infer_schema_length=None)


def _as_written(value: Any) -> str | None:
    found = _DATE.match(value) if isinstance(value, str) else None
    return None if found is None else f"{found[1]}T{found[2] or '00:00'}"
