"""A bar for what takes longer than a second."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")


def with_bar(
    items: Iterable[T], total: int | None, label: str, *, shown: bool | None
) -> Iterator[T]:
    """The items, counted on the screen; None shows them in notebooks and terminals."""
    if shown is None:
        shown = "ipykernel" in sys.modules or sys.stderr.isatty()
    if not shown:
        yield from items
        return
    try:
        from tqdm import tqdm
    except ImportError:
        yield from items
        return
    yield from tqdm(items, total=total, desc=label, delay=1, leave=False)
