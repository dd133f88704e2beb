"""Questions of the editor's page, asked of its Git backend without a browser."""

from pathlib import Path
from typing import Any

from tests.support.clone import git
from workflow.config.load import load_office
from workflow.editor.git_backend import GitBackend
from workflow.services.identity import identity_of
from workflow.text.field_types import parse_instant

NOW = int(parse_instant("2026-11-20T10:00+07:00"))
STORY = "content/news/2026/forum-konsultasi-publik.md"


def save(root: Path, person: str, old: str = "64 wakil", new: str = "65 wakil", path: str = STORY) -> Any:
    slug = path.removeprefix("content/news/").removesuffix(".md")
    branch = f"cms/berita/{slug}"
    there = git(root, "for-each-ref", f"refs/heads/{branch}")
    text = git(root, "show", f"{branch if there else 'main'}:{path}")
    assert old in text
    options = {"collectionName": "berita", "commitMessage": "ubah", "useWorkflow": True, "status": "draft"}
    files = [{"slug": slug, "path": path, "raw": text.replace(old, new)}]
    return ask(root, person, "persistEntry", dataFiles=files, assets=[], options=options)


def ask(root: Path, person: str, action: str, **params: Any) -> Any:
    """One question of the page of one person."""
    office, _ = load_office(root)
    assert office
    backend = GitBackend(root, "main", person, identity_of(office, person), NOW)
    return backend.answer(action, {"branch": "main", **params})
