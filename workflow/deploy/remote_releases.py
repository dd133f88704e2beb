"""Releases of a site in a folder on a server, over SSH.

The server needs a POSIX shell, rsync, flock(1), and an mv(1) that knows -T: any Linux has them, be they GNU's or
BusyBox's. Whatever changes the folder is done by the one shell that holds the lock, or by programs that inherited it,
so that nothing goes on after the next publisher got in. rsync alone comes by a connection of its own, but it writes
where nobody else ever does.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from shlex import quote

from workflow.deploy.errors import ReleaseTargetError, foreign_entry, pruning_failed, system_error
from workflow.deploy.lock import BusyError
from workflow.deploy.manifest import MANIFEST_PATH, Manifest, decode_manifest
from workflow.deploy.releases import RELEASE_NAME, FinishedSite, NoReleaseError, next_name, releases_to_prune
from workflow.deploy.remote_errors import remote_program_missing
from workflow.deploy.rsync import send_site
from workflow.deploy.ssh_session import SshSession
from workflow.deploy.ssh_target import SshTarget

REMOTE_PROGRAMS = "flock mv rsync"


class RemoteReleases:
    """The releases below a folder of a server, as `Releases` says it. Every call may raise ReleaseTargetError."""

    def __init__(self, server: SshTarget, session: SshSession) -> None:
        self._server, self._session = server, session
        self._host, root = f"{server.login}:", server.path
        self._staging, self._releases, self._current = f"{root}/staging", f"{root}/releases", f"{root}/current"

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Keep others out, until the session ends. Raises BusyError."""
        missing = self._do(f'for name in {REMOTE_PROGRAMS}; do command -v "$name" >/dev/null || echo "$name"; done')
        if missing:
            raise remote_program_missing(self._server, ", ".join(missing.split()))
        releases, current, lock = quote(self._releases), quote(self._current), quote(f"{self._server.path}/.lock")
        if self._do(f"if [ -L {releases} ]; then echo link; fi"):
            raise foreign_entry(self._host + self._releases)
        if self._do(f"if [ -e {current} ] && [ ! -L {current} ]; then echo other; fi"):
            raise foreign_entry(self._host + self._current)
        # a shell ends at once when `exec` cannot open a file, so that is tried before
        self._do(f"mkdir -p {releases} && (: >>{lock}) && exec 9>>{lock}")
        code, output = self._session.ask("flock -n 9")
        if code == 1 and not output:
            raise BusyError
        if code:
            raise system_error(self._host + self._server.path, output.decode("utf-8", "replace"))
        try:
            yield
        finally:
            with suppress(ReleaseTargetError):
                self._session.ask(f"rm -rf {quote(self._staging)}")

    def names(self) -> list[str]:
        """Every release, the newest last."""
        each = 'if [ -d "$name" ] && [ ! -L "$name" ]; then printf "%s\\n" "${name##*/}"; fi'
        listing = self._do(f"for name in {quote(self._releases)}/*; do {each}; done")
        return sorted(name for name in listing.splitlines() if RELEASE_NAME.fullmatch(name))

    def live(self) -> str:
        """The release that is served; "" while there is none."""
        current = quote(self._current)
        name = self._do(f"if [ -L {current} ]; then readlink {current}; fi").strip().rpartition("/")[2]
        return name if name in self.names() else ""

    def mark(self, name: str) -> Manifest | None:
        """The manifest of a release; None where there is none that can be read."""
        return decode_manifest(self._session.ask(f"cat {quote(f'{self._releases}/{name}/{MANIFEST_PATH}')}")[1])

    def admit(self, site: FinishedSite, keep: int) -> str:  # noqa: ARG002  rsync reads every file there anyway
        """Send a finished site among the releases; what is as in the live one is hard-linked."""
        name, live, staged = (
            next_name(self.names(), site.commit),
            self.live(),
            f"{self._staging}/{secrets.token_hex(8)}",
        )
        self._do(f"rm -rf {quote(self._staging)}; mkdir -p {quote(staged)}")
        send_site(self._server, site.folder, f"{staged}/site", f"{self._releases}/{live}" if live else None)
        self._do(f"{self._sync} && mv -T {quote(f'{staged}/site')} {quote(f'{self._releases}/{name}')} && {self._sync}")
        return name

    def switch(self, name: str) -> None:
        """Serve a release from now on. Raises NoReleaseError."""
        if name not in self.names():
            raise NoReleaseError
        staging, link = quote(self._staging), quote(f"{self._staging}/current")
        self._do(
            f"mkdir -p {staging} && rm -rf {link} && ln -s {quote(f'releases/{name}')} {link}"
            f" && mv -fT {link} {quote(self._current)} && {self._sync}"
        )

    def prune(self, keep: int) -> None:
        """Throw away all but the newest releases and the live one."""
        staging = quote(self._staging)
        moved = [
            f"mv -T {quote(f'{self._releases}/{name}')} {quote(f'{self._staging}/{name}')}"
            for name in releases_to_prune(self, keep)
        ]
        code, output = self._session.ask(" && ".join([f"mkdir -p {staging}", *moved, f"rm -rf {staging}"]))
        if code:
            raise pruning_failed(output.decode("utf-8", "replace"))

    @property
    def _sync(self) -> str:
        """The command that waits until all is on the disk; not every sync(1) knows single file systems."""
        return f"{{ sync -f {quote(self._releases)} 2>/dev/null || sync; }}"

    def _do(self, script: str) -> str:
        """The output of a script, which must succeed."""
        code, output = self._session.ask(script)
        text = output.decode("utf-8", "replace")
        if code:
            raise system_error(self._host + self._server.path, text)
        return text
