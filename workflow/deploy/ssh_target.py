"""An SSH target, as a person writes it: `user@host:/path` or `ssh://user@host:port/path`."""

import os
import re
import shlex

from msgspec import Struct

from workflow.deploy.errors import ReleaseTargetError
from workflow.i18n.message import mark, say

HOST = r"(?P<host>[A-Za-z0-9_][A-Za-z0-9_.-]*|\[[0-9A-Fa-f:.]+\])"
USER = r"(?:(?P<user>[A-Za-z0-9_][A-Za-z0-9_.+-]*)@)?"
SCP_FORM = re.compile(rf"{USER}{HOST}:(?P<path>.*)", re.DOTALL)
SSH_URL = re.compile(rf"ssh://{USER}{HOST}(?::(?P<port>[0-9]{{1,5}}))?(?P<path>/.*)?", re.DOTALL)
"""Nothing that these let through begins with `-` or means anything to a shell."""

HIGHEST_PORT = 65535
SSH_OPTIONS = (
    *("-T", "-o", "BatchMode=yes", "-o", "ConnectTimeout=30"),
    *("-o", "ServerAliveInterval=15", "-o", "ServerAliveCountMax=4"),  # a dead line is noticed within a minute
)
WRONG_FORM = mark("Say where the server is as user@host:/path, host:/path or ssh://user@host:port/path, not {target}.")


class SshTarget(Struct, frozen=True):
    """An account on a server, and a folder there."""

    user: str
    """"" for the one that the settings of SSH say."""
    host: str
    port: int
    """0 for the one that the settings of SSH say."""
    path: str
    """Absolute, without `/` at its end."""

    @property
    def login(self) -> str:
        """The account, as rsync and people write it."""
        return f"{self.user}@{self.host}" if self.user else self.host

    def ssh(self) -> list[str]:
        """The beginning of every call of SSH; people may give options in REDAKSI_SSH. Raises ReleaseTargetError."""
        own = os.environ.get("REDAKSI_SSH", "").strip() or "ssh"
        try:
            words = shlex.split(own)
        except ValueError:
            raise ReleaseTargetError(say("The variable REDAKSI_SSH is no command: {value}", value=own)) from None
        return [*words, *SSH_OPTIONS, *(("-p", str(self.port)) if self.port else ())]

    def shell(self) -> list[str]:
        """The call that starts a shell there. Raises ReleaseTargetError."""
        return [*self.ssh(), *(("-l", self.user) if self.user else ()), self.host.strip("[]"), "sh"]


def is_remote(target: str) -> bool:
    """Whether a target is on a server: as for rsync and Git, a `:` stands before any `/`."""
    return ":" in target.partition("/")[0]


def parse_target(target: str) -> SshTarget:
    """The server that a target names. Raises ReleaseTargetError."""
    match = SSH_URL.fullmatch(target) if "://" in target else SCP_FORM.fullmatch(target)
    if not match:
        raise ReleaseTargetError(say(WRONG_FORM, target=target))
    port, path = int(match.groupdict().get("port") or 0), match["path"] or ""
    if not path.startswith("/"):
        raise ReleaseTargetError(say("The folder on the server must begin with /: {target}", target=target))
    if not path.isprintable() or port > HIGHEST_PORT:
        raise ReleaseTargetError(say(WRONG_FORM, target=target))
    return SshTarget(match["user"] or "", match["host"], port, path.rstrip("/"))
