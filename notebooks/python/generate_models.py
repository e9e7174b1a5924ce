"""Writes src/dateline/models.py from the server's OpenAPI document. Run it after a schema changed:

.venv/bin/python notebooks/python/generate_models.py
"""

from __future__ import annotations

import builtins
import keyword
import subprocess
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent / "src/dateline/models.py"
HEAD = '''"""
What the API answers, as typed objects. Generated from the OpenAPI document by
generate_models.py, and compared with it by a test: change the schemas, not this file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal
'''
SCALARS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}

Schema = dict[str, Any]


class Models:
    """Classes for all schemas that routes answer with."""

    def __init__(self, document: Schema) -> None:
        self._schemas: dict[str, Schema] = document["components"]["schemas"]
        self._written: dict[str, str] = {}
        for path, methods in document["paths"].items():
            if path.startswith("/api/v1"):
                for operation in methods.values():
                    self._add_answer(operation)

    def text(self) -> str:
        """The module."""
        classes = [self._written[name] for name in sorted(self._written)]
        return "\n\n".join([HEAD, *classes])

    def _add_answer(self, operation: Schema) -> None:
        content = operation["responses"].get("200", {}).get("content", {})
        schema = content.get("application/json", {}).get("schema")
        if schema is None or "$ref" not in schema:
            return
        name = schema["$ref"].rsplit("/", 1)[1]
        properties, _ = self._members(schema)
        if "items" not in properties:
            self._type(schema, name)
            return
        # A page is a Result; what it holds beside its items has classes of their own.
        self._type(properties["items"], name.removesuffix("Page"))
        for key in ("facets", "histogram"):
            if key in properties:
                self._type(properties[key], key)

    def _members(self, schema: Schema) -> tuple[dict[str, Schema], set[str]]:
        if "$ref" in schema:
            return self._members(self._schemas[schema["$ref"].rsplit("/", 1)[1]])
        properties = dict(schema.get("properties", {}))
        required = set(schema.get("required", []))
        for part in schema.get("allOf", []):
            more, needed = self._members(part)
            properties |= more
            required |= needed
        if "oneOf" in schema:
            return self._alternatives(schema["oneOf"])
        return properties, required

    def _alternatives(self, parts: list[Schema]) -> tuple[dict[str, Schema], set[str]]:
        """One class for objects of several kinds: what only some of them have may be missing."""
        members = [self._members(part) for part in parts]
        properties: dict[str, Schema] = {}
        for more, _ in members:
            for key, member in more.items():
                known = properties.setdefault(key, dict(member))
                if "enum" in member:
                    known["enum"] = list(dict.fromkeys([*known["enum"], *member["enum"]]))
        always = [
            needed | {k for k, v in more.items() if "default" in v} for more, needed in members
        ]
        return properties, set.intersection(*always)

    def _type(self, schema: Schema, name: str) -> str:
        """The annotation of a value; `name` is for a class that has none of its own."""
        if "$ref" in schema:
            name = schema["$ref"].rsplit("/", 1)[1]
            return self._class(self._schemas[name], class_name(name))
        if is_reference(schema):
            reference, note = schema["allOf"]
            return self._type(reference, name) + (" | None" if "null" in types_of(note) else "")
        if "anyOf" in schema or "oneOf" in schema:
            parts = schema.get("anyOf") or schema["oneOf"]
            return " | ".join(dict.fromkeys(self._type(part, name) for part in parts))
        if "enum" in schema:
            options = ", ".join(literal(value) for value in schema["enum"] if value is not None)
            return f"Literal[{options}]" + (" | None" if None in schema["enum"] else "")
        if "properties" in schema or "allOf" in schema:
            nullable = "null" in types_of(schema)
            return self._class(schema, name) + (" | None" if nullable else "")
        return " | ".join(self._plain(each, schema, name) for each in types_of(schema)) or "Any"

    def _plain(self, kind: str, schema: Schema, name: str) -> str:
        if kind == "array":
            # A tuple of fixed length is documented as its parts.
            items = schema.get("items") or (schema.get("prefixItems") or [{}])[0]
            return f"list[{self._type(items, singular(name))}]"
        return "dict[str, Any]" if kind == "object" else SCALARS[kind]

    def _class(self, schema: Schema, name: str) -> str:
        name = name[0].upper() + name[1:]
        if name not in self._written:
            self._written[name] = ""
            self._written[name] = self._body(schema, name)
        return name

    def _body(self, schema: Schema, name: str) -> str:
        properties, required = self._members(schema)
        about = schema.get("description") or f"`{name}` of the API"
        lines = ["@dataclass(frozen=True, kw_only=True)", f"class {name}:"]
        lines += [f'    """{about.rstrip(".")}."""', ""]
        for key, member in properties.items():
            annotation = self._type(member, name + key[0].upper() + key[1:])
            if key not in required:
                annotation = f"{annotation.removesuffix(' | None')} | None = None"
            lines.append(f"    {attribute(key)}: {annotation}")
        return "\n".join(lines) + "\n"


def is_reference(schema: Schema) -> bool:
    """Whether it is another schema with a description of its own, or null."""
    parts = schema.get("allOf", [])
    return len(parts) == 2 and "$ref" in parts[0] and "properties" not in parts[1]


def class_name(name: str) -> str:
    """Python has a Warning of its own."""
    return f"Api{name}" if hasattr(builtins, name) else name


def types_of(schema: Schema) -> list[str]:
    """JSON Schema writes one type, or several."""
    kind = schema.get("type", [])
    return [kind] if isinstance(kind, str) else list(kind)


def literal(value: str | bool) -> str:
    """A value as Python writes it."""
    return f'"{value}"' if isinstance(value, str) else repr(value)


def singular(name: str) -> str:
    """The name of one of several."""
    if name.endswith("ies"):
        return name[:-3] + "y"
    return name.removesuffix("es") if name.endswith("ses") else name.removesuffix("s")


def attribute(key: str) -> str:
    """Python has words of its own."""
    return key + "_" if keyword.iskeyword(key) else key


def formatted(text: str) -> str:
    """The text as ruff writes it."""
    command = [sys.executable, "-m", "ruff", "format", "--stdin-filename", str(TARGET), "-"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


def generate(document: Schema) -> str:
    """The module for a document."""
    return formatted(Models(document).text())


def main() -> None:
    """Asks a server over the sample news."""
    from dateline import Archive

    with Archive.open() as archive:
        TARGET.write_text(generate(archive.openapi), encoding="utf-8")


if __name__ == "__main__":
    main()
