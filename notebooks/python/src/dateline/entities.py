"""The entities of the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import models
from .parameters import address
from .result import Result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .connection import Connection
    from .frame import Row


class Entities(Result[models.EntitySummary]):
    """Entities, those in most articles first."""

    def __init__(self, connection: Connection, asked: Mapping[str, str]) -> None:
        link = address("/entities", asked)
        super().__init__(
            connection,
            models.EntitySummary,
            "/entities",
            asked,
            link=link,
            noun="entities",
            file=asked,
        )

    def _arranged(self, rows: list[Row]) -> list[Row]:
        """A file of all entities is in the order of their ids."""
        return sorted(rows, key=lambda row: (-row["articles"], row["id"]))
