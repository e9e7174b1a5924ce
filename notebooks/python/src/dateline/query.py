"""Queries as Python expressions: `Q("oil") & ~Q.phrase("palm oil")`."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from .parameters import HasId

_DATE = re.compile(r"[-\w]+(?: [-\w]+)*")
_BRACKETS = {"(": 1, ")": -1}


class Q:
    """A query. `Q("oil price")` asks for both words, whatever else stands in the text; `&`, `|` and
    `~` combine. `str(q)` is the query in Dateline's language.
    """

    __slots__ = ("_is_atom", "_is_or", "_text")

    def __init__(self, words: str) -> None:
        found = _words(words)
        self._text = " ".join(found)
        self._is_atom = len(found) == 1
        self._is_or = False

    @classmethod
    def _of(cls, text: str, *, is_atom: bool = True, is_or: bool = False) -> Q:
        query = cls.__new__(cls)
        query._text, query._is_atom, query._is_or = text, is_atom, is_or
        return query

    @classmethod
    def written(cls, text: str) -> Q:
        """A query as it is written in Dateline's language, to combine with others."""
        _check_balance(text)
        return cls._of(f"({text})")

    @classmethod
    def phrase(cls, words: str) -> Q:
        """These words next to each other, as written."""
        return cls._of(f'"{" ".join(_words(words, escaped=False))}"')

    @classmethod
    def prefix(cls, beginning: str) -> Q:
        """Words that begin so; three letters at least."""
        (word,) = _words(beginning, escaped=False)
        return cls._of(f"{word}*")

    @classmethod
    def near(cls, *operands: str | Q, distance: int = 5) -> Q:
        """All of these with at most so many other words between them, in any order."""
        return cls._close("NEAR", operands, distance)

    @classmethod
    def then(cls, *operands: str | Q, distance: int = 5) -> Q:
        """As `near`, in this order."""
        return cls._close("THEN", operands, distance)

    @classmethod
    def _close(cls, operator: str, operands: tuple[str | Q, ...], distance: int) -> Q:
        parts = [_operand(operand)._bracketed() for operand in operands]
        return cls._of(f"({f' {operator}/{distance} '.join(parts)})")

    @classmethod
    def title(cls, query: str | Q) -> Q:
        """Words or phrases in the title."""
        return cls._of(f"title:({_to_query(query)})")

    @classmethod
    def body(cls, query: str | Q) -> Q:
        """Words or phrases in the text."""
        return cls._of(f"body:({_to_query(query)})")

    @classmethod
    def same(cls, query: str | Q) -> Q:
        """All of it in one sentence."""
        return cls._of(f"same({_to_query(query)})")

    @classmethod
    def atleast(cls, count: int, word: str) -> Q:
        """A word so many times."""
        (only,) = _words(word, escaped=False)
        return cls._of(f"atleast{count}({only})")

    @classmethod
    def first(cls, count: int, word: str) -> Q:
        """A word among the first so many words of the text."""
        (only,) = _words(word, escaped=False)
        return cls._of(f"first{count}({only})")

    @classmethod
    def person(cls, name: str) -> Q:
        """A person by any name, or by surname."""
        return cls._valued("person", name)

    @classmethod
    def org(cls, name: str) -> Q:
        """An organization by any name."""
        return cls._valued("org", name)

    @classmethod
    def country(cls, name: str) -> Q:
        """A country by a name or its code."""
        return cls._valued("country", name)

    @classmethod
    def entity(cls, entity: str | HasId) -> Q:
        """An entity by its id."""
        return cls._valued("entity", entity.id if isinstance(entity, HasId) else entity)

    @classmethod
    def source(cls, name: str) -> Q:
        """Articles from a source."""
        return cls._valued("source", name)

    @classmethod
    def author(cls, name: str) -> Q:
        """Articles by an author."""
        return cls._valued("author", name)

    @classmethod
    def city(cls, name: str) -> Q:
        """Articles that name a city, by its name or its id."""
        return cls._valued("city", name)

    @classmethod
    def place(cls, name: str) -> Q:
        """Articles datelined so."""
        return cls._valued("place", name)

    @classmethod
    def lang(cls, code: str) -> Q:
        """Articles in a language."""
        return cls._valued("lang", code)

    @classmethod
    def on(cls, when: str | date) -> Q:
        """Articles of a day, month or year."""
        return cls._dated("on", when)

    @classmethod
    def after(cls, when: str | date) -> Q:
        """Articles of this day, month or year, or later; `-30d` counts from today."""
        return cls._dated("after", when)

    @classmethod
    def before(cls, when: str | date) -> Q:
        """Articles of this day, month or year, or earlier."""
        return cls._dated("before", when)

    @classmethod
    def _valued(cls, field: str, value: str) -> Q:
        plain = " ".join(value.replace('"', " ").split())
        if not plain:
            raise ValueError(f"{field} needs a value")
        return cls._of(f'{field}:"{plain}"')

    @classmethod
    def _dated(cls, relation: str, when: str | date) -> Q:
        written = when.isoformat()[:10] if isinstance(when, date) else when.strip()
        if not _DATE.fullmatch(written):
            raise ValueError(f"{written!r} is no date such as 2023-06-22, 2023-06 or -30d")
        return cls._of(f"{relation}:{written}")

    def __and__(self, other: str | Q) -> Q:
        parts = [f"({q})" if q._is_or else str(q) for q in (self, _to_query(other))]
        return Q._of(" ".join(parts), is_atom=False)

    def __rand__(self, other: str) -> Q:
        return Q(other) & self

    def __or__(self, other: str | Q) -> Q:
        return Q._of(f"{self} OR {_to_query(other)}", is_atom=False, is_or=True)

    def __ror__(self, other: str) -> Q:
        return Q(other) | self

    def __invert__(self) -> Q:
        return Q._of(f"NOT {self._bracketed()}", is_atom=False)

    def _bracketed(self) -> str:
        return self._text if self._is_atom else f"({self._text})"

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"Q.written({self._text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Q) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)


def _to_query(query: str | Q) -> Q:
    return Q(query) if isinstance(query, str) else query


def _operand(query: str | Q) -> Q:
    """Several words beside NEAR stand for a phrase."""
    if isinstance(query, Q):
        return query
    return Q.phrase(query) if len(_words(query)) > 1 else Q(query)


def _words(text: str, *, escaped: bool = True) -> list[str]:
    """The words of a text; in capitals OR, NOT or NEAR would be operators."""
    letters = (c if unicodedata.category(c)[0] in "LNM" else " " for c in text)
    found = "".join(letters).lower().split()
    if not found:
        raise ValueError(f"there is no word in {text!r}")
    return [_escape(word) for word in found] if escaped else found


def _escape(word: str) -> str:
    # Alone in brackets, an operator is searched for as a word.
    return f"({word})" if word in ("and", "or", "not", "near", "then") else word


def _check_balance(text: str) -> None:
    depth = 0
    outside = re.sub(r'"[^"]*"', "", text)
    for character in outside:
        depth += _BRACKETS.get(character, 0)
        if depth < 0:
            break
    if depth != 0 or '"' in outside:
        raise ValueError(f"a bracket or quotation mark in {text!r} has no counterpart")
