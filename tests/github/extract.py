"""Cut GitHub's own description down to what the stand-in answers and the events that the workflows listen to.

usage: python -m tests.github.extract FOLDER     FOLDER: where npm put @octokit/openapi, -webhooks and webhooks-examples

GitHub's words stay as they are; what is only for reading (descriptions, links) is left out.
"""

import json
import sys
from pathlib import Path
from typing import Any

from tests.github.description import HERE, WEBHOOKS
from tests.github.routes import ROUTES
from tests.support.github_settings_routes import ROUTES as SETTINGS

Json = dict[str, Any]
WHENCE = "@octokit/webhooks-examples"
API = "generated/api.github.com.json"
PROSE = {"description", "summary", "externalDocs", "example", "examples", "title", "x-github", "x-octokit"}


def main(folder: Path) -> None:
    """Write both extracts and the examples of events anew."""
    rest, hooks = _package(folder, "openapi"), _package(folder, "openapi-webhooks")
    names = [route.operation for route in ROUTES]
    operations = {name: _operation(rest, name) for name in [*names, *SETTINGS]}
    _write("rest", rest, "operations", operations)
    _put("answers", {"source": rest["source"], "examples": {name: _example(rest, name) for name in names}})
    bodies = {name: _schema(hooks["webhooks"][name]["post"]["requestBody"]) for name in WEBHOOKS}
    examples = json.loads((folder / "@octokit/webhooks-examples/api.github.com/index.json").read_text())
    _write("webhooks", hooks, "events", bodies)
    _put("events", {"source": WHENCE, "examples": {name: _event(examples, name) for name in WEBHOOKS}})


def _package(folder: Path, name: str) -> Json:
    found: Json = json.loads((folder / "@octokit" / name / API).read_text())
    version = json.loads((folder / "@octokit" / name / "package.json").read_text())["version"]
    return {**found, "source": f"@octokit/{name} {version}"}


def _operation(rest: Json, key: str) -> Json:
    """What an operation takes and what it answers when all is well."""
    method, path = key.split()
    found = rest["paths"][path][method.lower()]
    status, answer = _success(found)
    body = found.get("requestBody", {})
    return {
        "parameters": [_parameter(rest, one) for one in found.get("parameters", [])],
        **({"body": _schema(body), "required": body.get("required", True)} if body else {}),
        "status": int(status),
        **({"answer": _schema(answer)} if "content" in answer else {}),
    }


def _parameter(rest: Json, one: Json) -> Json:
    found = _resolved(rest, one)
    return {key: found[key] for key in ("name", "in", "required", "schema") if key in found}


def _schema(body: Json) -> Json:
    found: Json = body["content"]["application/json"]["schema"]
    return found


def _success(found: Json) -> tuple[str, Json]:
    return next((status, one) for status, one in found["responses"].items() if status[0] == "2")


def _example(rest: Json, key: str) -> Any:
    method, path = key.split()
    _, answer = _success(rest["paths"][path][method.lower()])
    examples = answer.get("content", {}).get("application/json", {}).get("examples", {"": {"value": None}})
    return _resolved(rest, next(iter(examples.values())))["value"]


def _event(examples: list[Json], name: str) -> Json:
    """The first example of an event, as `push` or `issues-opened` name it."""
    names = {one["name"].replace("_", "-"): one["examples"] for one in examples}
    kind = max((kind for kind in names if f"{name}-".startswith(f"{kind}-")), key=len)
    action = name.removeprefix(kind).lstrip("-").replace("-", "_")
    found: Json = next((one for one in names[kind] if one.get("action", "") == action), names[kind][0])
    return found


def _resolved(rest: Json, one: Json) -> Json:
    while "$ref" in one:
        reference = one["$ref"]
        one = rest
        for part in reference.removeprefix("#/").split("/"):
            one = one[part]
    return one


def _write(name: str, whole: Json, kind: str, content: Json) -> None:
    """One extract, with every schema that it leads to."""
    schemas: Json = {}
    _gather(whole, content, schemas)
    bare = {key: _bare(one) for key, one in sorted(schemas.items())}
    own = {key: _bare(one) for key, one in content.items()}
    _put(name, {"source": whole["source"], kind: own, "components": {"schemas": bare}})


def _put(name: str, made: Json) -> None:
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    (HERE / f"{name}.json").write_text(text.replace('},"', '},\n"') + "\n")


def _gather(whole: Json, at: Any, schemas: Json) -> None:
    if isinstance(at, dict):
        name = str(at.get("$ref", "")).removeprefix("#/components/schemas/")
        if "$ref" in at and name not in schemas:
            schemas[name] = whole["components"]["schemas"][name]
            _gather(whole, schemas[name], schemas)
    for one in at.values() if isinstance(at, dict) else at if isinstance(at, list) else ():
        _gather(whole, one, schemas)


def _bare(at: Any, *, named: bool = False) -> Any:
    """Without prose; `named`: the keys are a record's fields, whatever they are called."""
    if isinstance(at, list):
        return [_bare(one) for one in at]
    if not isinstance(at, dict):
        return at
    kept = {key: one for key, one in at.items() if named or key not in PROSE}
    return {key: _bare(one, named=key == "properties" and not named) for key, one in kept.items()}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
