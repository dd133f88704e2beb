"""JSON Schemas of every kind of file, made from the types that read them, so that editors can help.

They are written to site_config/schema/ by `redaksi schema --write`; a test keeps them current.
"""

import json
from typing import Any

import msgspec

from workflow.config.load import ENTRY_FILES, OPTIONAL_RECORD_FILES, RECORD_FILES
from workflow.i18n.catalog import DEFAULT_LANGUAGE, translations
from workflow.records.article import Article
from workflow.records.request import Request
from workflow.sop.edition import Edition
from workflow.text.field_types import FIELD_KINDS

SCHEMA_FOLDER = "site_config/schema"
DIALECT = "http://json-schema.org/draft-07/schema#"
"""The dialect that editors know best."""

RECORD_KINDS: dict[str, type[Any]] = {
    **RECORD_FILES,
    **OPTIONAL_RECORD_FILES,
    "sop": Edition,
    "request": Request,
    "article": Article,
}
"""Files that are one record."""


def schemas() -> dict[str, str]:
    """The schema files, by their path from the root."""
    made = {name: _schema(kind) for name, kind in RECORD_KINDS.items()}
    made |= {name: _entries(kind) for name, kind in ENTRY_FILES.items()}
    return {
        f"{SCHEMA_FOLDER}/{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in sorted(made.items())
    }


def _schema(kind: type[Any]) -> dict[str, Any]:
    _, parts = msgspec.json.schema_components([kind], schema_hook=_leaf, ref_template="#/$defs/{name}")
    top = parts.pop(kind.__name__)
    return {"$schema": DIALECT, **_plain(top), "$defs": _all_plain(parts)}


def _entries(kind: type[Any]) -> dict[str, Any]:
    mapping = dict[str, kind]  # type: ignore[valid-type]
    (top,), parts = msgspec.json.schema_components([mapping], schema_hook=_leaf, ref_template="#/$defs/{name}")
    return {"$schema": DIALECT, **_plain(top), "$defs": _all_plain(parts)}


def _leaf(kind: type[Any]) -> dict[str, Any]:
    """The schema of one of our own kinds of value."""
    wanted, example, pattern = FIELD_KINDS[kind]
    return {"type": "string", "description": wanted, "examples": [example], "pattern": f"^(?:{pattern})$"}


def _plain(node: Any) -> Any:
    """The schema without Python's words: docstrings go, descriptions are said in Indonesian, null is no choice."""
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    if "anyOf" in node:
        choices = [choice for choice in node["anyOf"] if choice != {"type": "null"}]
        if len(choices) == 1:
            rest = {key: value for key, value in node.items() if key not in ("anyOf", "default")}
            return _plain({**choices[0], **rest})
    words = {key: _plain(value) for key, value in node.items() if key not in ("title", "default", "properties")}
    if "properties" in node:
        words["properties"] = _all_plain(node["properties"])
    if isinstance(words.get("description"), str):
        if "properties" in words or "enum" in words:
            del words["description"]
        else:
            words["description"] = translations(DEFAULT_LANGUAGE).gettext(words["description"])
    return words


def _all_plain(named: dict[str, Any]) -> dict[str, Any]:
    """Several schemas by their names, which may be any word."""
    return {name: _plain(schema) for name, schema in named.items()}
