"""What people keep beside an archive: collections, and searches that they come back to."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, TypeVar

from . import models
from .decode import decode
from .parameters import path_to, to_ids
from .result import Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .connection import Connection
    from .parameters import HasId
    from .search import Search


T = TypeVar("T")


class Whole(Result[T]):
    """A list without pages."""

    def _page(self, cursor: str | None) -> dict[str, Any]:
        items = self._connection.get(self._path)["items"]
        return {"items": items, "total": {"value": len(items), "relation": "eq"}, "next": cursor}


class Collections(Whole[models.Collection]):
    """All collections, the latest changed first."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(
            connection, models.Collection, "/collections", link="/collections", noun="collections"
        )

    def get(self, collection: str) -> Collection:
        """A collection by its id."""
        return Collection(
            self._connection, self._connection.get(path_to("collections", collection))
        )

    def put(
        self,
        title: str,
        items: Iterable[Any],
        *,
        note: str = "",
        id: str | None = None,  # noqa: A002
    ) -> Collection:
        """Creates a collection, or replaces the one with this id, which else is made of the title.

        Items are rows of results (articles, entities, ties, sentences), a search, or dictionaries
        as the API takes them.
        """
        body = {"title": title, "note": note, "items": [to_item(item) for item in items]}
        path = path_to("collections", id or to_key(title))
        return Collection(self._connection, self._connection.put(path, body))


class Collection:
    """A collection: what was kept, with notes."""

    def __init__(self, connection: Connection, answer: dict[str, Any]) -> None:
        self.raw = answer
        self.model = decode(models.Collection, answer)
        self._connection = connection
        self._path = path_to("collections", self.id)

    @property
    def id(self) -> str:
        """Its id."""
        return self.model.id

    @property
    def title(self) -> str:
        """Its title."""
        return self.model.title

    @property
    def url(self) -> str:
        """Its page in the app."""
        return self._connection.url + path_to("collection", self.id)

    @property
    def items(self) -> Result[models.CollectionItem]:
        """What it holds, in its order."""
        return Result(
            self._connection,
            models.CollectionItem,
            link=path_to("collection", self.id),
            noun="items",
            rows=self.raw["items"],
        )

    @property
    def entities(self) -> list[str]:
        """The ids of the entities in it, for wherever ids are asked for."""
        return [item["entity"] for item in self.raw["items"] if item["kind"] == "entity"]

    @property
    def articles(self) -> list[str]:
        """The ids of the articles in it, those of its sentences included."""
        kept = [item["article"] for item in self.raw["items"] if "article" in item]
        return list(dict.fromkeys(kept))

    def dossier(self, format: str = "markdown") -> str:  # noqa: A002
        """All of it with numbered citations: `html`, `markdown`, or the citations as `csl`."""
        parts = self._connection.stream(f"{self._path}/dossier?format={format}")
        return b"".join(parts).decode()

    def delete(self) -> None:
        """Deletes it; what it held stays in the archive."""
        self._connection.delete(self._path)

    def __repr__(self) -> str:
        return f"<{self.id}: {self.title}, {len(self.raw['items'])} items>"


class SavedSearches(Whole[models.SavedSearch]):
    """All saved searches, the latest first."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(
            connection, models.SavedSearch, "/saved", link="/collections", noun="saved searches"
        )

    def put(
        self,
        name: str,
        search: Search,
        *,
        note: str = "",
        id: str | None = None,  # noqa: A002
    ) -> models.SavedSearch:
        """Saves a search; what it finds now counts as seen."""
        body = {"name": name, "note": note, "search": search.query_string}
        answer = self._connection.put(path_to("saved", id or to_key(name)), body)
        return decode(models.SavedSearch, answer)

    def new(self, saved: str | HasId) -> Result[models.Hit]:
        """What a saved search finds among the articles that came in since it was looked at."""
        return Result(self._connection, models.Hit, self._path_of(saved) + "/new", noun="articles")

    def mark_seen(self, saved: str | HasId) -> models.SavedSearch:
        """Takes what it finds now as seen."""
        return decode(models.SavedSearch, self._connection.post(self._path_of(saved) + "/seen", {}))

    def delete(self, saved: str | HasId) -> None:
        """Forgets it."""
        self._connection.delete(self._path_of(saved))

    def _path_of(self, saved: str | HasId) -> str:
        return path_to("saved", *to_ids(saved))


def to_key(title: str) -> str:
    """An id made of a title: its letters and digits, with hyphens between."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    key = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60]
    if not key:
        raise ValueError(f"no id can be made of {title!r}; give one as `id`")
    return key


def to_item(thing: Any) -> Mapping[str, Any]:
    """Something that can be kept, as the API takes it."""
    from .search import Search
    from .tie import Tie

    if isinstance(thing, dict):
        return thing
    if isinstance(thing, Search):
        return {"kind": "search", "search": thing.query_string}
    if isinstance(thing, (Tie, models.FirstTie)):
        return {"kind": "tie", "a": thing.a.id, "b": thing.b.id}
    article = getattr(thing, "article", None)
    if article is not None and hasattr(thing, "sentence"):
        return {"kind": "sentence", "article": article.id, "sentence": thing.sentence}
    if isinstance(thing, (models.Hit, models.Article)):
        return {"kind": "article", "article": thing.id}
    (entity,) = to_ids([thing])
    return {"kind": "entity", "entity": entity}
