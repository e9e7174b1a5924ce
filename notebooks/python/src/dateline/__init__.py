"""A Dateline news archive as data.

from dateline import Archive, Q

archive = Archive()
archive.search(Q("oil") & ~Q.phrase("palm oil"), from_="2023").df
"""

from . import models
from .archive import Archive
from .entity import Entity
from .errors import (
    AmbiguousNameError,
    AnswerError,
    DatelineError,
    InvalidQueryError,
    MissingExtraError,
    NotFoundError,
    ServerError,
)
from .html import piece
from .network import Network
from .query import Q
from .result import Result
from .search import Search
from .tie import Tie

__all__ = [
    "AmbiguousNameError",
    "AnswerError",
    "Archive",
    "DatelineError",
    "Entity",
    "InvalidQueryError",
    "MissingExtraError",
    "Network",
    "NotFoundError",
    "Q",
    "Result",
    "Search",
    "ServerError",
    "Tie",
    "models",
    "piece",
]
