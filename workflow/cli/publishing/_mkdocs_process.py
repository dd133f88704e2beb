"""Runs MkDocs on a commit's files, in a process of its own."""

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from workflow.config.consistency import mkdocs_flaws
from workflow.config.mkdocs_yml import MKDOCS_YML, told
from workflow.config.office import Office
from workflow.deploy.manifest_signature import KEY_VARIABLE
from workflow.extras import Extra, need
from workflow.i18n.catalog import translate
from workflow.i18n.dates import local_time
from workflow.i18n.message import say

NO_SETTINGS = say(
    "The commit has no mkdocs.yml, and without it there is no site. Take it from Git, or from a new office that "
    "`redaksi init` makes, and commit it."
)


class BuildError(Exception):
    """MkDocs made no site; what it said of that is in `lines`."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(*lines)
        self.lines = lines


class MkDocsProcess:
    """A site that is being built."""

    def __init__(self, tree: Path, site: Path, now: int, office: Office, withheld: Iterable[str] = ()) -> None:
        """Begin, unless mkdocs.yml has errors: MkDocs would run what stands there before anybody could refuse it.

        `tree`: the commit's files; `site`: the folder, in which what does not change stays; `office`: that of the
        tree. Raises MissingExtraError.
        """
        need(Extra.SITE)
        self._refused = told(mkdocs_flaws(office))
        if not self._refused and office.files.size(MKDOCS_YML) is None:
            self._refused = [translate(NO_SETTINGS)]
        self._process = None if self._refused else self._begun(tree, site, local_time(now, office.zone), withheld)

    def _begun(self, tree: Path, site: Path, now: dt.datetime, withheld: Iterable[str]) -> subprocess.Popen[str]:
        command = [sys.executable, "-P", "-m", "mkdocs", "build", "--config-file", str(tree / "mkdocs.yml")]
        environment = os.environ | {
            "REDAKSI_NOW": now.isoformat(),
            "REDAKSI_WITHHELD": "\n".join(sorted(withheld)),
        }
        environment.pop(KEY_VARIABLE, None)  # no theme needs the key
        return subprocess.Popen(
            [*command, "--site-dir", str(site.absolute())],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            close_fds=False,  # it holds our locks too: should we be killed, nobody else builds here before it has ended
        )

    def end(self) -> list[str]:
        """Wait for it, and return what it warned of. Raises BuildError."""
        if self._process is None:
            raise BuildError(self._refused)
        _, said = self._process.communicate()
        lines = said.strip().splitlines()
        told = [line for line in lines if line.startswith(("WARNING", "ERROR"))]
        if self._process.returncode:
            raise BuildError([*dict.fromkeys((*told, *lines[-1:]))])
        return [line.partition("-")[2].strip().removeprefix("redaksi: ") for line in told]
