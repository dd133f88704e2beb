"""GitHub's own description of its REST API and its webhooks: an extract, made by extract.py, licence beside it."""

import copy
import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import jsonschema

HERE = Path(__file__).parent / "description"
WEBHOOKS = (
    "issue-comment-created",
    "issues-opened",
    "merge-group-checks-requested",
    "pull-request-edited",
    "pull-request-opened",
    "pull-request-reopened",
    "pull-request-review-dismissed",
    "pull-request-review-submitted",
    "pull-request-synchronize",
    "push",
    "workflow-dispatch",
    "workflow-run-completed",
)
"""The events that workflows listen to; `schedule` has no webhook."""
Json = dict[str, Any]
WORDS = {"true": True, "false": False}


@cache
def read(name: str) -> Json:
    """An extract with OpenAPI's `nullable` as JSON Schema says it."""
    found: Json = json.loads((HERE / f"{name}.json").read_text("utf-8"))
    return found if "examples" in found else {key: _plain(one) for key, one in found.items()}


def _plain(at: Any) -> Any:
    if isinstance(at, list):
        return [_plain(one) for one in at]
    if not isinstance(at, dict):
        return at
    made = {key: _plain(one) for key, one in at.items()}
    if made.get("nullable") is True:
        del made["nullable"]
        return {"anyOf": [made, {"type": "null"}]}
    return made


@cache
def _validator(extract: str, kind: str, key: str, part: str, *, closed: bool) -> jsonschema.Draft202012Validator:
    whole = read(extract)
    found = whole[kind][key]
    schema = {"allOf": [found[part] if part else found], "components": whole["components"]}
    return jsonschema.Draft202012Validator({**schema, "unevaluatedProperties": False} if closed else schema)


def _wrong(validator: jsonschema.Draft202012Validator, value: Any, what: str) -> list[str]:
    return [f"{what}: {error.json_path}: {error.message[:300]}" for error in validator.iter_errors(value)]


def wrong_event(name: str, payload: Json) -> list[str]:
    """What of an event's payload is not as GitHub describes it; `name` as in `WEBHOOKS`."""
    return _wrong(_validator("webhooks", "events", name, "", closed=False), payload, name)


def wrong_answer(operation: str, answer: Any) -> list[str]:
    """What of an answer is not as GitHub describes it."""
    if "answer" not in read("rest")["operations"][operation]:
        return []
    return _wrong(_validator("rest", "operations", operation, "answer", closed=False), answer, f"answer to {operation}")


def wrong_request(operation: str, url: str, body: Any) -> list[str]:
    """What of a request GitHub does not describe: a parameter or field that it does not know, or of another form."""
    found = read("rest")["operations"][operation]
    known = {one["name"]: one for one in found["parameters"] if one["in"] == "query"}
    asked = parse_qs(urlsplit(url).query, keep_blank_values=True)
    wrong = [
        f"{operation}: ?{name} is needed" for name, one in known.items() if one.get("required") and name not in asked
    ]
    for name, values in asked.items():
        schema = known[name]["schema"] if name in known else False
        wrong += _wrong(
            jsonschema.Draft202012Validator({"components": read("rest")["components"], "allOf": [schema]}),
            _typed(values[0], schema),
            f"{operation}: ?{name}",
        )
    if "body" in found and (found["required"] or body is not None):
        return wrong + _wrong(_validator("rest", "operations", operation, "body", closed=True), body, operation)
    return wrong + ([f"{operation} takes no body"] if body is not None and "body" not in found else [])


def _typed(value: str, schema: Any) -> Any:
    kind = schema.get("type") if isinstance(schema, dict) else None
    if kind == "integer" and value.isdecimal():
        return int(value)
    return WORDS.get(value, value) if kind == "boolean" else value


def success(operation: str) -> int:
    """The status of an operation that went well."""
    return int(read("rest")["operations"][operation]["status"])


def example(name: str) -> Any:
    """GitHub's own example of an operation's answer or an event's payload, to lay values over."""
    return copy.deepcopy(read("answers" if " " in name else "events")["examples"][name])


@cache
def _pattern(operation: str) -> re.Pattern[str]:
    _, path = operation.split()
    return re.compile(
        re.sub(r"\{(\w+)\}", lambda name: f"(?P<{name[1]}>{'.+' if name[1] == 'path' else '[^/]+'})", path)
    )


def parts_of(operation: str, method: str, path: str) -> dict[str, str] | None:
    """The variable parts of a path that an operation answers; None where it is another's."""
    found = _pattern(operation).fullmatch(path) if operation.startswith(f"{method} ") else None
    return {name: unquote(part) for name, part in found.groupdict().items()} if found else None
