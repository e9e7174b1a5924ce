"""JSON as the dataclasses of `models`."""

from __future__ import annotations

import dataclasses
import keyword
import types
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from . import models

T = TypeVar("T")
Decoder = Callable[[Any], Any]


def decode(kind: type[T], value: Any) -> T:
    """The value as `kind`; what a newer server sends beside it is left out."""
    of: Decoder = decoder(kind)  # type: ignore[arg-type]
    decoded: T = of(value)
    return decoded


@cache
def decoder(kind: Any) -> Decoder:
    """A function that makes values of this type of JSON."""
    if dataclasses.is_dataclass(kind):
        return _of_class(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is list:
        item = decoder(arguments[0])
        return lambda values: [item(value) for value in values]
    if origin in (Union, types.UnionType):
        return _of_union([part for part in arguments if part is not type(None)])
    return lambda value: value


def _of_class(kind: Any) -> Decoder:
    hints = get_type_hints(kind, vars(models))
    fields = [
        (_key(field.name), field.name, _later(hints[field.name]))
        for field in dataclasses.fields(kind)
    ]

    def make(value: dict[str, Any]) -> Any:
        return kind(**{name: of(value[key]) for key, name, of in fields if key in value})

    return make


def _of_union(parts: list[Any]) -> Decoder:
    """An object is of the first class whose fields it has."""
    classes = [part for part in parts if dataclasses.is_dataclass(part)]

    def make(value: Any) -> Any:
        if value is None or not classes:
            return value
        return decoder(_first_fitting(classes, value))(value)

    return make


def _first_fitting(classes: list[Any], value: dict[str, Any]) -> Any:
    return next(kind for kind in classes if _needed(kind) <= value.keys())


@cache
def _needed(kind: Any) -> frozenset[str]:
    missing = dataclasses.MISSING
    return frozenset(_key(f.name) for f in dataclasses.fields(kind) if f.default is missing)


def _later(hint: Any) -> Decoder:
    """Classes may hold themselves: they are looked at when they are met."""
    return (lambda value: decoder(hint)(value)) if _is_deep(hint) else (lambda value: value)


def _is_deep(hint: Any) -> bool:
    return dataclasses.is_dataclass(hint) or any(_is_deep(part) for part in get_args(hint))


def _key(name: str) -> str:
    plain = name.removesuffix("_")
    return plain if keyword.iskeyword(plain) else name
