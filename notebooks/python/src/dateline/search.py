"""A search: its articles, and what can be asked of all of them together."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from . import models
from .decode import decode
from .html import thumbnail
from .network import Network
from .parameters import Ids, address, encode_list, encode_one, to_ids
from .query import Q
from .result import Result
from .table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from .connection import Connection
    from .frame import Row

FACETS = ("person", "org", "country", "city", "source", "author", "place", "lang")


def search_parameters(
    q: str | Q | None,
    *,
    from_: str | date | None,
    to: str | date | None,
    undated: bool,
    inferred: bool,
    strict: bool,
    match: str | None,
    tie: tuple[Any, Any] | None,
    story: str | None,
    fold: bool,
    count: str | None,
    values: Mapping[str, Ids],
) -> dict[str, str]:
    """The parameters of a search, encoded; values are keyed `org`, `org_all` and `org_not`."""
    encoded = {
        "q": encode_one(q),
        "from": encode_one(from_),
        "to": encode_one(to),
        "undated": encode_one(undated),
        "inferred": "" if inferred else "false",
        "strict": encode_one(strict),
        "match": encode_one(match or ("all" if isinstance(q, Q) else None)),
        "tie": "" if tie is None else encode_list(to_ids(tie)),
        "story": encode_one(story),
        "fold": "stories" if fold else "",
        "count": encode_one(count),
    }
    for field in FACETS:
        any_of = to_ids(values.get(field))
        none_of = to_ids(values.get(f"{field}_not"))
        encoded[field] = encode_list(any_of, none_of)
        encoded[f"{field}.all"] = encode_list(to_ids(values.get(f"{field}_all")))
    unknown = [name for name in values if name.split("_")[0] not in FACETS]
    if unknown:
        raise TypeError(f"a search has no {unknown[0]}; there are {', '.join(FACETS)}")
    return {name: value for name, value in encoded.items() if value != ""}


class Search(Result[models.Hit]):
    """The articles of a search, and their counts, names and ties. `df` has them by date, whatever
    the list is sorted by.
    """

    def __init__(
        self, connection: Connection, parameters: Mapping[str, str], sort: str | None
    ) -> None:
        self.parameters = dict(parameters)
        shown = {name: value for name, value in parameters.items() if name != "strict"}
        sorted_by = encode_one(sort)
        super().__init__(
            connection,
            models.Hit,
            "/articles",
            {**self.parameters, "sort": sorted_by},
            link=address("/search", {**shown, "sort": sorted_by}),
            noun="articles",
            file=self.parameters,
        )
        self._is_oldest_first = sort == "oldest"

    def _arranged(self, rows: list[Row]) -> list[Row]:
        """A file of articles begins with the newest."""
        if not self._is_oldest_first:
            return rows
        dated = [row for row in rows if row["publishedAt"] is not None]
        return [*reversed(dated), *(row for row in rows if row["publishedAt"] is None)]

    @property
    def query_string(self) -> str:
        """Its parameters, as they stand in an address."""
        return address("", self.parameters).removeprefix("?")

    @property
    def mentions(self) -> Table:
        """Every place where a name stands in these articles, as one table."""
        return Table(self._connection, "/mentions", self.parameters, noun="mentions")

    @property
    def quotes(self) -> Table:
        """Every quotation in these articles, as one table."""
        return Table(self._connection, "/quotes", self.parameters, noun="quotations")

    @cached_property
    def _counts(self) -> dict[str, Any]:
        return self._asked({"histogram": "true"})

    def _asked(self, more: Mapping[str, str]) -> dict[str, Any]:
        parameters = {**self.parameters, "size": "0", **more}
        answer: dict[str, Any] = self._connection.get(address("/articles", parameters))
        return answer

    @property
    def histogram(self) -> Result[models.HistogramBucket]:
        """Matching articles over time, and all articles of that time in `all`: `count / all` is the
        share of attention.
        """
        return self._of(models.HistogramBucket, self._counts["histogram"]["buckets"], "periods")

    def facet(self, field: str, *, size: int = 50) -> Result[models.FacetCountsValue]:
        """How many of the articles have each value of a field, most first."""
        if field not in FACETS:
            raise ValueError(f"{field} is none of {', '.join(FACETS)}")
        counts = self._asked({"facets": field, "facetSize": str(size)})["facets"][0]
        return self._of(models.FacetCountsValue, counts["values"], "values")

    def network(self, *, size: int = 60, rank: str = "telling", among: Ids = None) -> Network:
        """The names that this search is about and the ties among them, or those of `among`."""
        return Network.of(self._connection, self.parameters, size=size, rank=rank, among=among)

    def explain(self, article: Ids = None) -> models.Explanation:
        """What each part of the search finds; with an article, why it is found or not."""
        parameters = {**self.parameters, "id": encode_one(next(iter(to_ids(article)), None))}
        answer = self._connection.get(address("/explain", parameters))
        return decode(models.Explanation, answer)

    @property
    def reading(self) -> str | None:
        """How the server read the query, as a sentence."""
        reading = self._first.get("reading")
        return None if reading is None else str(reading["description"])

    def _of(self, kind: Any, rows: list[dict[str, Any]], noun: str) -> Result[Any]:
        return Result(self._connection, kind, link=self._link, noun=noun, rows=rows)

    def _bars(self) -> str:
        return thumbnail([bucket["count"] for bucket in self._counts["histogram"]["buckets"]])
