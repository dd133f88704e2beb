"""GitHub's description (tests/github/description.py), for the settings: which operation a path is, and the least answer."""

from typing import Any

from tests.github.description import parts_of, read

Json = dict[str, Any]


def operation_of(method: str, path: str) -> tuple[str, dict[str, str]]:
    """The operation that a path is, and its variable parts; "" for none."""
    for operation in read("rest")["operations"]:
        parts = parts_of(operation, method, path)
        if parts is not None:
            return operation, parts
    return "", {}


def least(name: str) -> Json:
    """The least that fits a schema: null where it may be null, and nothing that may be left out."""
    schema = _schemas()[name]
    whole = schema["anyOf"][0] if "anyOf" in schema and "properties" not in schema else schema
    return {key: _least(whole["properties"][key]) for key in whole.get("required", ())}


def _schemas() -> Json:
    found: Json = read("rest")["components"]["schemas"]
    return found


def _least(schema: Json) -> Any:
    if "$ref" in schema:
        return _least(_schemas()[schema["$ref"].rpartition("/")[2]])
    if {"type": "null"} in schema.get("anyOf", ()):
        return None
    if "oneOf" in schema or "anyOf" in schema:
        return _least((schema.get("oneOf") or schema["anyOf"])[0])
    if "enum" in schema:
        return schema["enum"][0]
    if "properties" in schema:
        return {key: _least(schema["properties"][key]) for key in schema.get("required", ())}
    return {"string": "", "integer": 0, "boolean": False, "array": [], "object": {}, "number": 0}[schema["type"]]
