"""A person, organization or country: its names, ties and sentences."""

from __future__ import annotations

from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

from . import models
from .decode import decode
from .parameters import Ids, address, encode_list, encode_one, path_to, to_ids
from .result import Result

if TYPE_CHECKING:
    from .connection import Connection
    from .search import Search


class Entity:
    """An entity as the archive knows it; an argument wherever an id is asked for."""

    def __init__(self, connection: Connection, answer: dict[str, Any]) -> None:
        self.raw = answer
        self.model = decode(models.Entity, answer)
        self._connection = connection
        self._path = path_to("entities", self.id)
        self._link = path_to("entity", self.id)

    @property
    def id(self) -> str:
        """Its id, which stays."""
        return self.model.id

    @property
    def kind(self) -> str:
        """`person`, `organization` or `country`."""
        return self.model.kind

    @property
    def name(self) -> str:
        """The name that it is shown by."""
        return self.model.name

    @property
    def articles(self) -> int:
        """Articles that name it."""
        return self.model.articles

    @property
    def sentences(self) -> int:
        """Sentences that name it."""
        return self.model.sentences

    @property
    def url(self) -> str:
        """Its page in the app."""
        return self._connection.url + self._link

    @property
    def aliases(self) -> Result[models.EntityAlias]:
        """How it is written, with counts."""
        return self._result(models.EntityAlias, self.raw["aliases"], "spellings")

    @property
    def roles(self) -> Result[models.RoleLine]:
        """Functions that sentences state."""
        return self._result(models.RoleLine, self.raw["roles"], "roles")

    @cached_property
    def forms(self) -> models.EntityForms:
        """Why it is one entity: its full names, and what joins them."""
        return decode(models.EntityForms, self._connection.get(self._path + "/forms"))

    def ties(
        self,
        sort: str = "strength",
        *,
        kind: Ids = None,
        min: int = 1,  # noqa: A002
        exclude: Ids = None,
        lists: bool = False,
        search: Search | None = None,
    ) -> Result[models.Neighbour]:
        """Whom it is named with. `sort` is `strength`, `surprise`, `sentences`, `articles` or
        `recent`; `lists` counts sentences that are lists of names too, and `search` only the
        articles of a search.
        """
        shown = {"sort": encode_one(sort), "kind": encode_list(to_ids(kind))}
        asked = {
            **({} if search is None else search.parameters),
            **shown,
            "min": str(min),
            "exclude": encode_list(to_ids(exclude)),
            "lists": encode_one(lists),
        }
        link = address(self._link, shown)
        path = self._path + "/ties"
        return Result(
            self._connection,
            models.Neighbour,
            path,
            asked,
            link=link,
            noun=f"ties of {self.name}",
            file=asked,
        )

    def mentions(
        self, sort: str = "newest", *, written: str | None = None, search: Search | None = None
    ) -> Result[models.Evidence]:
        """The sentences that name it; with `written`, only where it is written so, with `search`
        only those of its articles.
        """
        shown = {"sort": encode_one(sort), "written": encode_one(written)}
        asked = {**({} if search is None else search.parameters), **shown}
        return Result(
            self._connection,
            models.Evidence,
            self._path + "/mentions",
            asked,
            link=address(self._link, {"tab": "sentences", **shown}),
            noun=f"sentences that name {self.name}",
            file=None if sort == "best" else asked,
        )

    @property
    def quotes(self) -> Result[models.Quote]:
        """What it is reported to have said, the latest first."""
        return self.quotes_by("newest")

    def quotes_by(self, sort: str) -> Result[models.Quote]:
        """What it is reported to have said."""
        link = address(self._link, {"tab": "said", "sort": sort})
        noun = f"quotations of {self.name}"
        path, asked = self._path + "/quotes", {"sort": sort}
        return Result(self._connection, models.Quote, path, asked, link=link, noun=noun, file=asked)

    def _result(self, kind: Any, rows: list[dict[str, Any]], noun: str) -> Result[Any]:
        return Result(self._connection, kind, link=self._link, noun=noun, rows=rows)

    def _repr_html_(self) -> str:
        known = ", ".join(escape(alias["name"]) for alias in self.raw["aliases"][:8])
        return (
            f'<p><a href="{escape(self.url)}" target="_blank"><b>{escape(self.name)}</b></a> '
            f"({escape(self.kind)}): {self.articles:,} articles, {self.sentences:,} sentences, "
            f"{str(self.model.first)[:10]} to {str(self.model.last)[:10]}<br>"
            f"written {known}</p>"
        )

    def __repr__(self) -> str:
        return f"<{self.id}: {self.name}, {self.articles:,} articles>"
