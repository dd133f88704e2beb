"""GitHub's description of the operations that the settings need: which one a path is, and what of a call is wrong."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema_rs

Json = dict[str, Any]
WHOLE: Json = json.loads((Path(__file__).parent / "description.json").read_text("utf-8"))


def operation_of(method: str, path: str) -> tuple[str, dict[str, str]]:
    """The operation that a path is, as GitHub writes it, and its variable parts; "" for none."""
    for known, methods in WHOLE["paths"].items():
        pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(known))
        if method in methods and (found := re.fullmatch(pattern, path)):
            return f"{method} {known}", {name: unquote(part) for name, part in found.groupdict().items()}
    return "", {}


@cache
def _validator(operation: str, part: str) -> jsonschema_rs.Draft202012Validator:
    method, _, path = operation.partition(" ")
    described = WHOLE["paths"][path][method]
    schema = described["request"] if part == "request" else next(iter(described["responses"].values()))
    closed = {"unevaluatedProperties": False} if part == "request" else {}
    return jsonschema_rs.Draft202012Validator({**(schema or {"type": "null"}), **closed, "$defs": WHOLE["$defs"]})


def wrong_request(operation: str, body: Any) -> list[str]:
    """What of a request's body GitHub does not describe."""
    return [
        f"{operation}: {error.instance_path}: {error.message}"
        for error in _validator(operation, "request").iter_errors(body)
    ]


def wrong_answer(operation: str, answer: Any) -> list[str]:
    """What of an answer GitHub does not describe."""
    return [f"answer to {operation}: {error.message}" for error in _validator(operation, "").iter_errors(answer)]


def least(name: str) -> Json:
    """The least that fits a schema: null where it may be null, and nothing that may be left out."""
    return {key: _least(WHOLE["$defs"][name]["properties"][key]) for key in WHOLE["$defs"][name].get("required", ())}


def _least(schema: Json) -> Any:
    if "$ref" in schema:
        return _least(WHOLE["$defs"][schema["$ref"].rpartition("/")[2]])
    if "oneOf" in schema:
        return _least(schema["oneOf"][0])
    kind = schema.get("type")
    if isinstance(kind, list) or "anyOf" in schema:
        return None
    if "enum" in schema:
        return schema["enum"][0]
    if kind == "object" or "properties" in schema:
        return {key: _least(schema["properties"][key]) for key in schema.get("required", ())}
    return {"string": "", "integer": 0, "boolean": False, "array": [], "number": 0}[str(kind)]
