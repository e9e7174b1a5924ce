"""The archive: where everything begins."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import models
from .cache import Cache
from .connection import Connection
from .decode import decode
from .entities import Entities
from .entity import Entity
from .errors import AmbiguousNameError, NotFoundError
from .match import Matched
from .notebook import Collections, SavedSearches
from .parameters import HasId, Ids, address, encode_list, encode_one, path_to, to_ids
from .result import Result, T
from .search import Search, search_parameters
from .server import Server
from .table import Table
from .tie import Tie

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from types import TracebackType

    from .network import Network
    from .query import Q

MATCHED_AT_ONCE = 1000
MOST_LIKE = 20
LOCAL = "http://127.0.0.1:4310"
_ID_STARTS = ("person-", "org-", "country-")


class Archive:
    """The archive behind a server: `Archive()` is the one of `./dateline serve` on this machine, or
    of DATELINE_URL. `Archive.open(path)` starts a server of its own.
    """

    def __init__(
        self,
        url: str | None = None,
        *,
        key: str | None = None,
        cache: bool | str | Path = True,
        progress: bool | None = None,
    ) -> None:
        """`key` is the API key, else that of DATELINE_API_KEY; `cache` False keeps nothing on disk;
        `progress` None shows bars in notebooks and terminals, for what takes over a second.
        """
        self.url = (url or os.environ.get("DATELINE_URL") or LOCAL).rstrip("/")
        folder = Cache.usual_folder() if isinstance(cache, bool) else Path(cache)
        self._connection = Connection(
            self.url,
            key=key or os.environ.get("DATELINE_API_KEY") or None,
            cache=Cache(folder) if cache is not False else None,
            progress=progress,
        )
        self._server: Server | None = None

    @classmethod
    def open(
        cls,
        path: str | Path | None = None,
        *,
        program: str | Path | None = None,
        cache: bool | str | Path = True,
        progress: bool | None = None,
    ) -> Archive:
        """Serves an archive on a free port until `close`, the end of a `with`, or the end of this
        process. Without a path it is the archive that `./dateline serve` shows.
        """
        server = Server(path, program)
        archive = cls(server.url, key=server.key, cache=cache, progress=progress)
        archive._server = server
        return archive

    def close(self) -> None:
        """Closes connections, and stops the server that `open` started."""
        self._connection.close()
        if self._server is not None:
            self._server.stop()

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def status(self) -> models.Status:
        """What the archive holds."""
        return decode(models.Status, self._connection.get("/status"))

    @cached_property
    def openapi(self) -> dict[str, Any]:
        """The description of the API."""
        document: dict[str, Any] = self._connection.get("/openapi.json")
        return document

    def search(
        self,
        q: str | Q | None = None,
        *,
        from_: str | date | None = None,
        to: str | date | None = None,
        undated: bool = False,
        inferred: bool = True,
        tie: tuple[Any, Any] | None = None,
        sort: str | None = None,
        match: str | None = None,
        strict: bool = False,
        story: str | None = None,
        fold: bool = False,
        count: str | None = None,
        **values: Ids,
    ) -> Search:
        """The articles that match a query and filters. `person`, `org`, `country`, `source`,
        `author`, `place` and `lang` take one value or several, of which an article has any; with
        `_all` it has every one, with `_not` none: `search("oil", country_not="country-us")`.

        Where too few articles have all words of a typed query, those with most of them are found
        too, and `warnings` say so; `match="all"`, or a `Q`, asks for all words and nothing else.

        Articles that are copies of one text are a story: `fold=True` lists one of each,
        `count="stories"` counts them in facets, the histogram and changes, `story` has those of one.

        `inferred=False` leaves out names that an article does not spell out, and that were linked
        over the whole archive.
        """
        pair = None if tie is None else (self._id(tie[0]), self._id(tie[1]))
        parameters = search_parameters(
            q,
            from_=from_,
            to=to,
            undated=undated,
            inferred=inferred,
            strict=strict,
            match=match,
            tie=pair,
            story=story,
            fold=fold,
            count=count,
            values=values,
        )
        return Search(self._connection, parameters, sort)

    def article(self, article: str | HasId) -> models.Article:
        """An article: its text, sentences and names."""
        answer = self._connection.get(path_to("articles", *to_ids(article)))
        return decode(models.Article, answer)

    def entities(self, q: str | None = None, *, kind: Ids = None) -> Entities:
        """Entities with words of a name that begin so, those in most articles first."""
        return Entities(self._connection, {"q": encode_one(q), "kind": encode_list(to_ids(kind))})

    def entity(self, entity: str | HasId) -> Entity:
        """An entity by its id or its name; a name of several raises AmbiguousNameError."""
        return Entity(self._connection, self._connection.get(path_to("entities", self._id(entity))))

    def tie(
        self,
        a: str | HasId,
        b: str | HasId,
        *,
        lists: bool = False,
        search: Search | Q | str | None = None,
    ) -> Tie:
        """What ties two entities; with `lists` also in sentences that are lists of names, with
        `search` in its articles alone.
        """
        within = {} if search is None else self._searched(search).parameters
        asked = {**within, "lists": encode_one(lists)}
        path = path_to("ties", self._id(a), self._id(b))
        return Tie(self._connection, self._connection.get(address(path, asked)), within)

    def ties(self, *, kind: Ids = None, min: int = 1) -> Table:  # noqa: A002
        """All ties of the archive as one table, each once; `kind` leaves those among entities of
        these kinds, `min` those of at least so many articles.
        """
        asked = {"kind": encode_list(to_ids(kind)), "min": str(min)}
        return Table(self._connection, "/ties", asked, noun="ties")

    def firsts(self, since: str | date) -> Result[models.FirstTie]:
        """Pairs that are named together for the first time since a date, each with its first
        sentence; the strongest first.
        """
        asked = {"since": encode_one(since)}
        return Result(self._connection, models.FirstTie, "/graph/firsts", asked, noun="new pairs")

    def similar(self, article: str | HasId) -> Result[models.Hit]:
        """The articles that are most like one, but for its own story."""
        return self._beside(article, models.Hit, "similar", noun="similar articles")

    def copies(self, article: str | HasId) -> Result[models.Copy]:
        """The copies of an article's text, with what is different in them."""
        return self._beside(article, models.Copy, "copies", noun="copies")

    def story(self, story: str) -> Result[models.Hit]:
        """The articles of a story, the first published first."""
        return Result(
            self._connection, models.Hit, path_to("stories", story), noun=f"articles of {story}"
        )

    def paths(
        self,
        a: str | HasId,
        b: str | HasId,
        *,
        hops: int | None = None,
        min: int | None = None,  # noqa: A002
        hubs: bool = False,
        avoid: Ids = None,
        avoid_kind: Ids = None,
        from_: str | None = None,
        to: str | None = None,
    ) -> Result[models.Path]:
        """How two entities are connected: up to five routes, each hop with its sentences."""
        one, other = self._id(a), self._id(b)
        shown = {
            "avoid": encode_list(to_ids(avoid)),
            "hubs": encode_one(hubs),
            "hops": encode_one(hops),
            "from": encode_one(from_),
            "to": encode_one(to),
        }
        asked = {
            **shown,
            "min": encode_one(min),
            "avoidKind": encode_list(to_ids(avoid_kind)),
        }
        found = self._connection.get(address(path_to("paths", one, other), asked))
        link = address(path_to("path", one, other), shown)
        return Result(self._connection, models.Path, link=link, noun="paths", rows=found["paths"])

    def network(
        self,
        search: Search | Q | str | None = None,
        *,
        size: int = 60,
        rank: str = "telling",
        among: Ids = None,
    ) -> Network:
        """The names that a search is about and the ties among them, or the ties among ids."""
        found = self._searched(search)
        return found.network(size=size, rank=rank, among=among)

    def changes(
        self,
        earlier: str,
        later: str,
        *,
        search: Search | Q | str | None = None,
        of: str = "ties",
        size: int = 100,
    ) -> Result[Any]:
        """Ties or `of="entities"` that are new, stronger, weaker or gone between two periods, such
        as `"2022"` and `"2023-01..2023-06"`; the largest changes first.
        """
        found = self._searched(search)
        asked = {
            **found.parameters,
            "earlier": encode_one(earlier),
            "later": encode_one(later),
            "of": of,
            "size": str(size),
        }
        answer = self._connection.get(address("/graph/changes", asked))
        kind = models.ChangedTie if of == "ties" else models.ChangedEntity
        return Result(
            self._connection,
            kind,
            link=address("/changes", asked),
            noun=f"changed {of}",
            rows=answer["items"],
        )

    def match(
        self, names: Iterable[str], *, kind: str | None = None
    ) -> Matched[models.MatchedName]:
        """
        The entities that a list of names may mean, in its order; `accepted` is the id where one
        is surely meant. Nothing of the list is kept.
        """
        asked: dict[str, Any] = {} if kind is None else {"kind": kind}
        given = list(names)
        parts = [given[at : at + MATCHED_AT_ONCE] for at in range(0, len(given), MATCHED_AT_ONCE)]
        answers = [self._connection.post("/match", {"names": part, **asked}) for part in parts]
        return Matched(self._connection, models.MatchedName, answers)

    def screen(self, text: str) -> Matched[models.ScreenedName]:
        """The names of the archive that stand in a text, and where; the text is not kept."""
        answer = self._connection.post("/screen", {"text": text})
        return Matched(self._connection, models.ScreenedName, [answer])

    def answers(self, question: str, *, size: int = 5) -> Result[models.Answer]:
        """The sentences that answer a question best; none where there is no evidence."""
        asked = {"q": encode_one(question), "size": str(size)}
        found = self._connection.get(address("/answers", asked))
        link = address("/search", {"q": encode_one(question)})
        return Result(
            self._connection, models.Answer, link=link, noun="sentences", rows=found["items"]
        )

    @property
    def decisions(self) -> Result[models.Decision]:
        """What people decided on names, the latest first."""
        return Result(
            self._connection, models.Decision, "/decisions", link="/names", noun="decisions"
        )

    @property
    def candidates(self) -> Result[models.Candidate]:
        """Names that are left to a person to decide, the most consequential first."""
        return Result(
            self._connection, models.Candidate, "/candidates", link="/names", noun="candidates"
        )

    def suggest(self, q: str, *, size: int = 8) -> list[models.Suggestion]:
        """Entities whose names have words that begin so."""
        answer = self._connection.get(address("/suggest", {"q": encode_one(q), "size": str(size)}))
        return [decode(models.Suggestion, item) for item in answer["items"]]

    @property
    def collections(self) -> Collections:
        """What people put together: articles, sentences, names, ties and searches with notes."""
        return Collections(self._connection)

    @property
    def saved(self) -> SavedSearches:
        """Searches that people come back to, and what is new in them."""
        return SavedSearches(self._connection)

    def _beside(self, article: str | HasId, model: type[T], what: str, *, noun: str) -> Result[T]:
        """What the API lists beside an article."""
        (one,) = to_ids(article)
        return Result(
            self._connection,
            model,
            path_to("articles", one, what),
            link=path_to("article", one),
            noun=noun,
            page=MOST_LIKE,
        )

    def _searched(self, search: Search | Q | str | None) -> Search:
        return search if isinstance(search, Search) else self.search(search)

    def _id(self, entity: str | HasId) -> str:
        """An id as it is; a name is looked up."""
        if isinstance(entity, HasId):
            return entity.id
        if entity.startswith(_ID_STARTS):
            return entity
        found = self.suggest(entity, size=50)
        same = [
            each
            for each in found
            if entity.casefold() in (each.name.casefold(), each.matched.casefold())
        ]
        if len(same) == 1:
            return same[0].id
        if same:
            raise AmbiguousNameError(entity, [vars(each) for each in same])
        near = ", ".join(f"{each.id} ({each.name})" for each in found[:5])
        raise NotFoundError(
            404, f"nobody is called {entity}" + (f"; there are {near}" if near else "")
        )

    def __repr__(self) -> str:
        return f"<archive at {self.url}>"
