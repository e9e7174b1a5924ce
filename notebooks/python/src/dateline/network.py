"""A network of names, ready for NetworkX."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import models
from .decode import decode
from .errors import MissingExtraError
from .parameters import Ids, address, to_ids
from .result import Result

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

    from .connection import Connection


class Network:
    """Names and the ties among them."""

    def __init__(
        self, connection: Connection, answer: Mapping[str, Any], parameters: Mapping[str, str]
    ) -> None:
        self.raw = answer
        self.model = decode(models.Network, answer)
        self._connection = connection
        self._link = address("/search", dict(parameters))

    @classmethod
    def of(
        cls,
        connection: Connection,
        parameters: Mapping[str, str],
        *,
        size: int,
        rank: str,
        among: Ids,
    ) -> Network:
        """The network of the articles with these parameters."""
        if among is None:
            more = {"size": str(size), "rank": rank}
            return cls(
                connection, connection.get(address("/graph", {**parameters, **more})), parameters
            )
        body = {"ids": to_ids(among)}
        answer = connection.post(address("/graph/ties", parameters), body)
        return cls(connection, answer, parameters)

    @property
    def total(self) -> int:
        """The articles that it is drawn from."""
        return self.model.total.value

    @property
    def warnings(self) -> list[models.ApiWarning]:
        """What the server has to say of how it answered."""
        return self.model.warnings

    @property
    def url(self) -> str:
        """The same search in the app."""
        return self._connection.url + self._link

    @property
    def entities(self) -> Result[models.NetworkEntity]:
        """The names, the most telling first."""
        return self._result(models.NetworkEntity, "entities", "names")

    @property
    def ties(self) -> Result[models.NetworkTie]:
        """The ties, by the ids of their ends."""
        return self._result(models.NetworkTie, "ties", "ties")

    def _result(self, kind: Any, key: str, noun: str) -> Result[Any]:
        rows = list(self.raw[key])
        return Result(self._connection, kind, link=self._link, noun=noun, rows=rows)

    @property
    def nx(self) -> nx.Graph:
        """A NetworkX graph: nodes by id with name, kind, sentences, articles and lift; edges with
        sentences, articles, and weight, which is the sentences.
        """
        try:
            import networkx as nx
        except ImportError:
            raise MissingExtraError("networkx") from None
        graph = nx.Graph(articles=self.total)
        for entity in self.raw["entities"]:
            graph.add_node(entity["id"], **{k: v for k, v in entity.items() if k != "id"})
        for tie in self.raw["ties"]:
            counts = {"sentences": tie["sentences"], "articles": tie["articles"]}
            graph.add_edge(tie["a"], tie["b"], **counts, weight=tie["sentences"])
        return graph

    def to_graphml(self, path: str | Path) -> Path:
        """Writes a GraphML file, which Gephi opens."""
        graph = self.nx
        import networkx as nx

        nx.write_graphml(graph, path)
        return Path(path)

    def _repr_html_(self) -> str:
        return self.entities._repr_html_()

    def __repr__(self) -> str:
        counts = f"{len(self.model.entities)} names, {len(self.model.ties)} ties"
        return f"<network of {self.total:,} articles: {counts}>"
