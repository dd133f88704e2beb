"""What the stand-ins share."""

import json
import os
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, NoReturn

INPUTS: dict[str, str] = {key: str(value or "") for key, value in json.loads(os.environ["INPUTS"]).items()}
LAB = Path(os.environ["LAB"])
WORKSPACE = Path(os.environ["GITHUB_WORKSPACE"])
RUN = os.environ["GITHUB_RUN_ID"]


def output(**values: object) -> None:
    """Set outputs of the step."""
    _append("GITHUB_OUTPUT", [f"{name.replace('_', '-')}={value}" for name, value in values.items()])


def plain_output(**values: object) -> None:
    """Set outputs whose names have underscores."""
    _append("GITHUB_OUTPUT", [f"{name}={value}" for name, value in values.items()])


def path(folder: Path) -> None:
    """Put a folder before all others on the PATH of later steps."""
    _append("GITHUB_PATH", [str(folder)])


def fail(message: str) -> NoReturn:
    """End the step in red."""
    print(f"::error::{message}")
    sys.exit(1)


def post(url: str, body: object, token: str = "") -> Any:
    """Ask the hub; what it refuses ends the step."""
    headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
    request = urllib.request.Request(url, json.dumps(body).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        fail(f"{error.code}: {error.read().decode()[:300]}")


def inside(pattern: str) -> list[Path]:
    """The files and folders of the workspace that a line of an input names."""
    if Path(pattern).is_absolute():
        return [Path(pattern)] if Path(pattern).exists() else []
    return sorted(WORKSPACE.glob(pattern.removesuffix("/")))


def artifact(name: str) -> Path:
    """Where an artifact of this run lies."""
    return LAB / "artifacts" / RUN / f"{name}.tar"


def _append(variable: str, lines: list[str]) -> None:
    with Path(os.environ[variable]).open("a") as file:
        file.writelines(f"{line}\n" for line in lines)
