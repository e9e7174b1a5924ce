"""What ties two entities: counts, months, and the sentences that name both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import models
from .decode import decode
from .html import thumbnail
from .parameters import address, encode_one, path_to
from .result import Result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .connection import Connection


class Tie:
    """Two entities and the sentences that name both."""

    def __init__(
        self, connection: Connection, answer: dict[str, Any], within: Mapping[str, str]
    ) -> None:
        """`within` has the parameters of the search that it is counted in."""
        self._within = within
        self.raw = answer
        self.model = decode(models.TieView, answer)
        self._connection = connection
        self.a, self.b = self.model.a, self.model.b
        self._link = path_to("tie", *sorted((self.a.id, self.b.id)))

    @property
    def sentences(self) -> int:
        """Sentences that name both."""
        return self.model.sentences

    @property
    def articles(self) -> int:
        """Articles with such a sentence."""
        return self.model.articles

    @property
    def surprise(self) -> float:
        """1 if the two are only ever named together, 0 if as often as by chance."""
        return self.model.surprise

    @property
    def url(self) -> str:
        """Its page in the app."""
        return self._connection.url + self._link

    @property
    def evidence(self) -> Result[models.Evidence]:
        """The sentences, the latest first."""
        return self.evidence_by("newest")

    def evidence_by(
        self, sort: str, *, fold: bool = False, lists: bool = False
    ) -> Result[models.Evidence]:
        """The sentences by `best`, `newest` or `oldest`; with `lists` also those that are lists of
        names, with `best` and `fold` only the best one of each story.
        """
        order = {
            "sort": encode_one(sort),
            "fold": "stories" if fold else "",
            "lists": encode_one(lists),
        }
        asked = {**self._within, **order}
        return Result(
            self._connection,
            models.Evidence,
            path_to("ties", self.a.id, self.b.id) + "/evidence",
            asked,
            link=address(self._link, order),
            noun=f"sentences that name {self.a.name} and {self.b.name}",
            file=None if sort == "best" else asked,
        )

    @property
    def months(self) -> Result[models.TieViewMonth]:
        """Its sentences by month."""
        return self._result(models.TieViewMonth, self.raw["months"], "months")

    @property
    def words(self) -> Result[models.TieViewWord]:
        """Words that stand between the two names."""
        return self._result(models.TieViewWord, self.raw["words"], "words between the two")

    @property
    def shared(self) -> Result[models.TieViewSharedItem]:
        """Entities that both are tied to."""
        return self._result(models.TieViewSharedItem, self.raw["shared"]["items"], "shared names")

    def _result(self, kind: Any, rows: list[dict[str, Any]], noun: str) -> Result[Any]:
        return Result(self._connection, kind, link=self._link, noun=noun, rows=rows)

    def _repr_html_(self) -> str:
        bars = thumbnail([month["sentences"] for month in self.raw["months"]])
        return self.evidence._repr_html_().replace("</p>", f"{bars}</p>", 1)

    def __repr__(self) -> str:
        return f"<{self.a.name} and {self.b.name}: {self.sentences:,} sentences>"
