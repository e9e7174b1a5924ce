"""Rows that come as a file of the API: a whole table from one stream."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from . import frame
from .errors import MissingExtraError
from .parameters import address
from .progress import with_bar

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from .connection import Connection


class Table:
    """Rows with the columns of the API's files. Read when they are needed, once, as one stream that
    is of one state of the archive.
    """

    def __init__(
        self,
        connection: Connection,
        path: str,
        parameters: Mapping[str, str] | None = None,
        *,
        noun: str = "rows",
    ) -> None:
        self._connection = connection
        self._path = path
        self._parameters = dict(parameters or {})
        self._noun = noun

    def _file(self, ending: str) -> str:
        """The address of the file with this ending."""
        return address(self._path + ending, self._parameters)

    @cached_property
    def _table(self) -> frame.Columns:
        rows = self._connection.rows(self._file(".jsonl"), self._noun)
        return frame.columns(self._arranged(rows), [] if rows else self._head())

    def _arranged(self, rows: list[frame.Row]) -> list[frame.Row]:
        """The rows in the order of the list, where the file has another."""
        return rows

    def _head(self) -> list[str]:
        """The names of the columns, which JSON Lines have none of without a row."""
        head = b"".join(self._connection.stream(self._file(".csv")))
        return head.decode().strip().split(",")

    @property
    def df(self) -> pd.DataFrame:
        """All rows as a pandas DataFrame."""
        return frame.to_pandas(self._table)

    def to_polars(self) -> pl.DataFrame:
        """All rows as a polars DataFrame."""
        return frame.to_polars(self._table)

    def to_arrow(self) -> pa.Table:
        """All rows as an Arrow table."""
        return frame.to_arrow(self._table)

    def to_parquet(self, path: str | Path) -> Path:
        """Writes all rows into a Parquet file, and returns its path."""
        rows = self.to_arrow()
        try:
            import pyarrow.parquet as pq
        except ImportError:
            raise MissingExtraError("pyarrow") from None
        pq.write_table(rows, path)
        return Path(path)

    def export(self, path: str | Path) -> Path:
        """Writes the file that the server streams, however large, and returns its path. The ending
        says which: .csv, .jsonl, .parquet or .arrow.
        """
        target = Path(path)
        if not target.suffix:
            raise ValueError("the name of a file ends in .csv, .jsonl, .parquet or .arrow")
        parts = self._connection.stream(self._file(target.suffix))
        aside = target.with_name(target.name + ".part")
        try:
            with aside.open("wb") as file:
                for part in with_bar(parts, None, target.name, shown=self._connection.progress):
                    file.write(part)
            aside.replace(target)
        finally:
            aside.unlink(missing_ok=True)
        return target

    def __len__(self) -> int:
        return len(next(iter(self._table.values()), []))

    def __repr__(self) -> str:
        return f"<{self._noun}>"
