"""Runs among the validators' packages. Prints what feedparser holds against feeds: place, rule, message."""

import json
import sys
from pathlib import Path
from typing import Any

import feedparser

NEEDED = ("title", "link", "id", "updated_parsed", "summary")
WANTED = ("atom10", "rss20")


def faults(file: Path) -> list[tuple[str, str]]:
    """What is wrong in one feed, and the rule that says so."""
    read = feedparser.parse(file.read_bytes())
    found = [("not well formed", str(read.bozo_exception))] if read.bozo else []
    if read.version not in WANTED:
        found.append(("unknown version", read.version))
    if not read.entries:
        found.append(("no entries", ""))
    names = [entry.get("id") for entry in read.entries]
    found += [("told twice", str(name)) for name in set(names) if names.count(name) > 1]
    raw = feedparser.parse(file.read_bytes(), sanitize_html=False)
    for entry, whole in zip(read.entries, raw.entries, strict=True):
        found += [("missing", f"{name} of {entry.get('id')}") for name in NEEDED if not _has(entry, name)]
        if _texts(entry) != _texts(whole):
            found.append(("cleaned by readers", str(entry.get("id"))))
    return found


def _has(entry: Any, name: str) -> bool:
    return bool(entry.get(name) or (name == "updated_parsed" and entry.get("published_parsed")))


def _texts(entry: Any) -> list[str]:
    return [entry.get("title", ""), entry.get("summary", ""), *(one.value for one in entry.get("content", []))]


if __name__ == "__main__":
    top, *feeds = map(Path, sys.argv[1:])
    print(json.dumps([(str(feed.relative_to(top)), *fault) for feed in feeds for fault in faults(feed)]))
