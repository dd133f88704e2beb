"""The peer of the full check: a bare loop that reads each file's front matter and validates it against its schema.

`python -m bench.bare ROOT`. It is given every advantage: the C loader, one process that stays warm, schemas compiled
once, and dates left as the strings the schema wants (the loader would make objects of them, at a price). What it does
not do is any rule that looks further than one field.
"""

import json
import sys
from pathlib import Path
from typing import Any

import frontmatter
import jsonschema_rs
import yaml
from frontmatter.default_handlers import YAMLHandler

from workflow.config.json_schema import schemas

TIMESTAMP = "tag:yaml.org,2002:timestamp"


class Loader(yaml.CSafeLoader):
    """libyaml's safe loader, which leaves dates alone."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != TIMESTAMP]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


class Handler(YAMLHandler):
    """frontmatter's own handler with that loader."""

    def load(self, fm: str, **kwargs: Any) -> Any:
        """The header as Python objects."""
        return super().load(fm, Loader=Loader, **kwargs)


def main(root: Path) -> None:
    """Validate every request and article; leave with 1 when one does not fit its schema."""
    made = {Path(path).name.split(".")[0]: json.loads(text) for path, text in schemas().items()}
    handler, wrong = Handler(), 0
    for folder, kind in (("requests", "request"), ("news", "article")):
        validator = jsonschema_rs.validator_for(made[kind])
        for path in sorted((root / "content" / folder).rglob("*.md")):
            wrong += not validator.is_valid(frontmatter.load(str(path), handler=handler).metadata)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
