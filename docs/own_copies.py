"""The repository's own copies of what offices get: the same templates, for a program that lies in a checkout.

usage: python -m docs.own_copies [--check]

What is the program's own has no template: release.yml, test.yml, actions/setup, dependabot.yml,
the forms for its faults.
"""

import sys
from pathlib import Path

from workflow.config.load import load_office
from workflow.scaffold.generated import template_values
from workflow.scaffold.templates import GENERATED, render_tree

ROOT = Path(__file__).parent.parent
SHARED = (".github/workflows/", ".github/pictures.sh", ".vscode/", ".editorconfig")
"""Where templates of offices are templates of this repository too."""


def own_copies() -> dict[str, bytes]:
    """What the copies must be, by their path from the root."""
    office, _ = load_office(ROOT)
    if office is None:
        sys.exit("the sample office cannot be loaded: run `redaksi check`")
    made = render_tree(GENERATED, template_values(office, checkout=True))
    return {path: data for path, data in made.items() if path.startswith(SHARED)}


def main(*arguments: str) -> None:
    """Write what differs; with --check only name it and leave with 1."""
    stale = {path: data for path, data in own_copies().items() if (ROOT / path).read_bytes() != data}
    for path, data in stale.items():
        if not arguments:
            (ROOT / path).write_bytes(data)
        print(path)  # noqa: T201
    sys.exit(bool(arguments and stale))


if __name__ == "__main__":
    main(*sys.argv[1:])
