"""Tables and thumbnails for notebooks."""

from __future__ import annotations

from html import escape
from typing import Any

from .frame import flatten
from .parameters import path_to

SHOWN_ROWS = 10
_CELL = 'style="text-align:left;vertical-align:top;max-width:44em"'
# The columns that matter to a reader; `.df` has all of them.
_SHOWN = (
    "publishedAt",
    "article.publishedAt",
    "source",
    "article.source",
    "title",
    "a.name",
    "b.name",
    "name",
    "entity.name",
    "kind",
    "entity.kind",
    "value",
    "key",
    "month",
    "word",
    "text",
    "articles",
    "sentences",
    "count",
    "all",
    "surprise",
    "lift",
    "change",
    "score",
    "earlier.articles",
    "later.articles",
    "months",
)
_MOST = 7


def table(rows: list[dict[str, Any]], *, title: str, url: str, link: str | None, bars: str) -> str:
    """Some rows as an HTML table under a title that opens the same view in the app."""
    head = escape(title)
    if link is not None:
        head = f'<a href="{escape(url + link)}" target="_blank">{head}</a>'
    flat = [flatten(row) for row in rows]
    names = _names_of(flat)
    cells = "".join(f"<th {_CELL}>{escape(_label(name))}</th>" for name in names)
    body = "".join(
        "<tr>" + "".join(_cell(name, raw, row, url) for name in names) + "</tr>"
        for raw, row in zip(rows, flat, strict=True)
    )
    return (
        f"<div><p>{head} {bars}</p><table><thead><tr>{cells}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def thumbnail(counts: list[int], *, width: int = 160, height: int = 24) -> str:
    """Bars as an inline picture."""
    if not counts or max(counts) == 0:
        return ""
    wide = width / len(counts)
    bars = "".join(
        f'<rect x="{i * wide:.1f}" y="{height - tall:.1f}" width="{wide * 0.9:.1f}" '
        f'height="{tall:.1f}"/>'
        for i, count in enumerate(counts)
        if (tall := count / max(counts) * height)
    )
    return (
        f'<svg width="{width}" height="{height}" fill="#4a6fa5" role="img" '
        f'aria-label="counts over time" style="vertical-align:middle">{bars}</svg>'
    )


def piece(text: str, start: int, end: int) -> str:
    """A part of a text by the offsets of the API, which count UTF-16 units."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", "replace")


def marked(text: str, spans: list[dict[str, Any]]) -> str:
    """A sentence with its names in bold."""
    parts: list[str] = []
    at = 0
    for span in sorted(spans, key=lambda span: int(span["start"])):
        if span["start"] < at:
            continue
        parts.append(escape(piece(text, at, span["start"])))
        parts.append(f"<b>{escape(piece(text, span['start'], span['end']))}</b>")
        at = span["end"]
    return "".join(parts) + escape(piece(text, at, len(text) * 2))


def _names_of(flat: list[dict[str, Any]]) -> list[str]:
    found = dict.fromkeys(key for row in flat for key, value in row.items() if value is not None)
    shown = [name for name in _SHOWN if name in found] or list(found)
    return shown[:_MOST]


def _label(name: str) -> str:
    return {"publishedAt": "published", "article.publishedAt": "published"}.get(
        name, name.removesuffix(".name").removeprefix("article.")
    )


def _cell(name: str, raw: dict[str, Any], row: dict[str, Any], url: str) -> str:
    link = _link_of(name, row)
    shown = _shown(name, raw, row)
    if link is not None:
        shown = f'<a href="{escape(url + link)}" target="_blank">{shown}</a>'
    return f"<td {_CELL}>{shown}</td>"


def _shown(name: str, raw: dict[str, Any], row: dict[str, Any]) -> str:
    value = row.get(name)
    if name == "text" and "spans" in raw:
        return marked(raw["text"], raw["spans"])
    if name == "months":
        return thumbnail([month["sentences"] for month in raw["months"]], width=90, height=16)
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, list):
        return escape(", ".join(map(str, value)))
    return escape(str(value)[:10] if name.endswith("publishedAt") else str(value))


def _link_of(name: str, row: dict[str, Any]) -> str | None:
    """Where a cell leads in the app."""
    if name == "title" and "id" in row:
        return path_to("article", row["id"])
    if name == "text" and "article.id" in row:
        return f"{path_to('article', row['article.id'])}?s={row['sentence']}"
    prefix = name.removesuffix("name")
    if name.endswith("name") and f"{prefix}kind" in row:
        return path_to("entity", row[f"{prefix}id"])
    return None
