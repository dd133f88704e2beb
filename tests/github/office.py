"""The sample office on the hub: its program, its records and its workflows as they lie here, and a machine for jobs."""

import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

from tests.github.bare import ENVIRONMENT, Bare
from tests.github.hub import Hub
from tests.github.runner import Runner
from tests.github.server import serving
from tests.github.service import Service
from tests.github.tokens import HOME
from tests.support.offices import ROOT

PARTS = (
    "content",
    "site_config",
    "workflow",
    ".github",
    "mkdocs.yml",
    "pyproject.toml",
    "Makefile",
    "README.md",
    "LICENSE",
)
KEY = "kunci-contoh-yang-panjangnya-cukup-0123456789"
DATES = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), "2026-11-20T07:00:00+07:00")
SMALL = (320, 240)
"""Pixels of the sample's photos here: a deployment for the first time makes all sizes of each."""


class Lab:
    """A hub with its runs."""

    def __init__(self, folder: Path, source: Path = ROOT, parts: Iterable[str] = PARTS) -> None:
        self.hub = Hub(folder)
        self.hub.repositories[HOME] = Bare.clone(_office(folder, source, parts), folder / "git" / f"{HOME}.git")
        self.runner = Runner(self.hub)
        self.service = Service(self.hub, self.runner)
        self.settle = self.service.settle
        client, key = self.hub.app
        self.runner.secrets = {"act": {"ACT_KEY": KEY, "APP_KEY": key}}
        self.runner.variables = {"act": {"APP_CLIENT_ID": client}}


def _office(folder: Path, root: Path, parts: Iterable[str]) -> Path:
    target = folder / "office"
    target.mkdir(parents=True)
    for part in parts:
        source = root / part
        if source.is_dir():
            shutil.copytree(source, target / part, ignore=shutil.ignore_patterns("__pycache__", ".mypy_cache"))
        else:
            shutil.copyfile(source, target / part)
    for photo in target.glob("content/news/*/*.jpg"):
        with Image.open(photo) as whole:
            whole.resize(SMALL).save(photo)
    for command in (
        ["init", "--quiet", "--initial-branch=main"],
        ["add", "."],
        ["-c", "user.name=Rina Contoh", "-c", "user.email=rina@kantor.example", "commit", "--quiet", "--message=mulai"],
    ):
        subprocess.run(["git", *command], cwd=target, env=ENVIRONMENT | DATES, check=True)
    return target


@contextmanager
def open_lab(folder: Path, parts: Iterable[str] = PARTS) -> Iterator[Lab]:
    """The office on the hub, or parts of it; at the end nothing may have been asked that GitHub does not describe."""
    lab = Lab(folder, parts=parts)
    with serving(lab.hub):
        lab.runner.variables[""] = {"SITE_URL": f"{lab.hub.url}/site/"}
        yield lab
    assert lab.hub.complaints == []
