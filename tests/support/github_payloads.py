"""GitHub's own examples of payloads, and made ones in their full shape."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "payloads"
EXAMPLES = sorted(FOLDER.glob("*.json"))
Payload = dict[str, Any]


@cache
def _text(name: str) -> str:
    return (FOLDER / f"{name}.json").read_text("utf-8")


def documented(name: str, ours: Payload) -> Payload:
    """An example with our values laid over it, so that everything else is as GitHub sends it."""
    made = json.loads(_text(name))
    lay(made, ours)
    return dict(made)


def lay(below: Payload, over: Payload) -> None:
    """Lay our values over GitHub's, in place, mapping by mapping."""
    for key, value in over.items():
        if isinstance(value, dict) and isinstance(below.get(key), dict):
            lay(below[key], value)
        else:
            below[key] = value


def put(path: str, value: Any) -> Callable[[Payload], None]:
    """Change one field of a payload."""

    def change(payload: Payload) -> None:
        *way, last = path.split(".")
        at = payload
        for step in way:
            at = at[step]
        at[last] = value

    return change
