"""Names that someone brought along, and the entities that they may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from .network import Network
from .result import Result

if TYPE_CHECKING:
    from .connection import Connection

T = TypeVar("T")


class Matched(Result[T]):
    """A row for each name."""

    def __init__(self, connection: Connection, kind: Any, answers: list[dict[str, Any]]) -> None:
        rows = [row for answer in answers for row in answer["items"]]
        super().__init__(connection, kind, noun="names", rows=rows)

    @property
    def ids(self) -> list[str]:
        """The entities that are surely meant, each once."""
        return list(dict.fromkeys(row["accepted"] for row in self.raw if row["accepted"]))

    @property
    def network(self) -> Network:
        """The ties among the entities that are surely meant, over the whole archive."""
        return Network.of(self._connection, {}, size=0, rank="frequent", among=self.ids)
