"""The one object that every list comes as."""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from . import frame
from .decode import decode, decoder
from .html import SHOWN_ROWS, table
from .models import ApiWarning
from .parameters import address
from .progress import with_bar
from .table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from .connection import Connection

T = TypeVar("T")
PAGE = 100


class Result(Table, Generic[T]):
    """Rows of the archive. Nothing is asked for until it is needed: `total` and the first rows need
    one request; iterating reads page after page. Where the API has the list as a file, `df`,
    `to_arrow` and the like read that file, as one stream with the file's columns; of other
    lists and of parts (`head`, `where`) they have the fields of the rows.
    """

    def __init__(
        self,
        connection: Connection,
        kind: Any,
        path: str = "",
        parameters: Mapping[str, str] | None = None,
        *,
        link: str | None = None,
        noun: str = "rows",
        rows: list[dict[str, Any]] | None = None,
        file: Mapping[str, str] | None = None,
        page: int = PAGE,
    ) -> None:
        """`file` has the parameters of the file, which do not have to be those of pages."""
        super().__init__(connection, path, parameters, noun=noun)
        self._kind = kind
        self._link = link
        self._rows = rows
        self._file_parameters = file
        self._page_size = page

    def _file(self, ending: str) -> str:
        return address(self._path + ending, self._file_parameters or {})

    @cached_property
    def _first(self) -> dict[str, Any]:
        if self._rows is not None:
            total = {"value": len(self._rows), "relation": "eq"}
            return {"items": self._rows, "total": total, "next": None, "warnings": []}
        return self._page(None)

    def _page(self, cursor: str | None) -> dict[str, Any]:
        more = {"size": str(self._page_size), "cursor": cursor or ""}
        page: dict[str, Any] = self._connection.get(address(self._path, self._parameters | more))
        page.setdefault("next", None)
        return page

    @property
    def total(self) -> int:
        """How many rows there are."""
        return int(self._first["total"]["value"]) if "total" in self._first else len(self)

    @property
    def is_exact(self) -> bool:
        """Whether `total` is exact, not an estimate or a lower bound."""
        return bool(self._first.get("total", {}).get("relation", "eq") == "eq")

    @property
    def warnings(self) -> list[ApiWarning]:
        """What the server has to say of how it answered."""
        return [decode(ApiWarning, warning) for warning in self._first.get("warnings", [])]

    @property
    def version(self) -> int | None:
        """The state of the archive that answered."""
        return self._first.get("version")

    @property
    def api_url(self) -> str:
        """The address of the API that this comes from."""
        return f"{self._connection.url}/api/v1{address(self._path, self._parameters)}"

    @property
    def url(self) -> str | None:
        """The same view in the app."""
        return None if self._link is None else self._connection.url + self._link

    def pages(self) -> Iterator[list[T]]:
        """All rows, in lists of up to a hundred; each page is read when it is reached."""
        of = decoder(self._kind)
        for rows in self._raw_pages():
            yield [of(row) for row in rows]

    def _raw_pages(self) -> Iterator[list[dict[str, Any]]]:
        page = self._first
        yield page["items"]
        while page["next"] is not None:
            page = self._page(page["next"])
            yield page["items"]

    def __iter__(self) -> Iterator[T]:
        of = decoder(self._kind)
        return (of(row) for row in self._stream())

    def _stream(self) -> Iterator[dict[str, Any]]:
        if self._rows is not None:
            return iter(self._rows)
        rows = (row for page in self._raw_pages() for row in page)
        return with_bar(rows, self.total, self._noun, shown=self._connection.progress)

    @property
    def raw(self) -> list[dict[str, Any]]:
        """All rows as the JSON that the API sends."""
        if self._rows is None:
            self._rows = list(self._stream())
        return self._rows

    def __len__(self) -> int:
        return len(self.raw)

    def __bool__(self) -> bool:
        return len(self._first["items"]) > 0

    def __getitem__(self, index: int) -> T:
        rows = self._first["items"] if 0 <= index < len(self._first["items"]) else self.raw
        row: T = decode(self._kind, rows[index])
        return row

    def head(self, count: int = SHOWN_ROWS) -> Result[T]:
        """The first rows."""
        if count <= len(self._first["items"]):
            return self._with(self._first["items"][:count])
        return self._with(list(islice(self._stream(), count)))

    def where(self, condition: Callable[[T], bool]) -> Result[T]:
        """The rows for which the condition holds."""
        of = decoder(self._kind)
        return self._with([row for row in self.raw if condition(of(row))])

    def _with(self, rows: list[dict[str, Any]]) -> Result[T]:
        return Result(self._connection, self._kind, link=self._link, noun=self._noun, rows=rows)

    @property
    def _names(self) -> list[str]:
        """Columns that are there even without rows."""
        return (
            [name for name, hint in self._kind.__annotations__.items() if "None" not in hint]
            if self.total == 0
            else []
        )

    @cached_property
    def _table(self) -> frame.Columns:
        if self._file_parameters is None:
            return frame.columns(self.raw, self._names)
        return super()._table

    def export(self, path: str | Path) -> Path:
        """Writes the file that the server streams, however large, and returns its path. The ending
        says which: .csv, .jsonl, .parquet or .arrow.
        """
        if self._file_parameters is None:
            raise ValueError("the API has no file of this list; `to_parquet` writes its rows")
        return super().export(path)

    def _bars(self) -> str:
        return ""

    def _title(self) -> str:
        about = "" if self.is_exact else "about "
        return f"{about}{self.total:,} {self._noun}"

    def _repr_html_(self) -> str:
        rows = self._first["items"][:SHOWN_ROWS]
        url = self._connection.url
        return table(rows, title=self._title(), url=url, link=self._link, bars=self._bars())

    def __repr__(self) -> str:
        return f"<{self._title()}>"
