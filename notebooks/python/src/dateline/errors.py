"""What can go wrong, as exceptions whose message says what to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


class DatelineError(Exception):
    """Any failure of this package."""


class ServerError(DatelineError):
    """No server answers, or the one that was started does not run."""


@dataclass
class AnswerError(DatelineError):
    """The server refused a request; `parameter` and `position` say what is at fault."""

    status: int
    detail: str
    parameter: str | None = None
    position: int | None = None

    def __str__(self) -> str:
        at = "" if self.parameter is None else f" (parameter {self.parameter})"
        return f"{self.status}: {self.detail}{at}"


class InvalidQueryError(AnswerError):
    """A parameter or the query cannot be read (400)."""


class NotFoundError(AnswerError):
    """Nothing has this id (404)."""


@dataclass
class AmbiguousNameError(DatelineError):
    """A name, or a former id, that several entities have; `candidates` lists them."""

    name: str
    candidates: list[dict[str, Any]] = field(default_factory=list)

    def __str__(self) -> str:
        listed = ", ".join(f"{c['id']} ({c['name']})" for c in self.candidates)
        return f"{self.name} may be any of {listed}; use one of these ids"


class MissingExtraError(DatelineError):
    """An optional package is not installed."""

    def __init__(self, package: str) -> None:
        super().__init__(f"this needs {package}; run `pip install {package}`")
