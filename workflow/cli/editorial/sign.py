"""`redaksi sign`: a person's signature inside an entry, which outlives a squash and a rebase."""

import os
import subprocess
from pathlib import Path

import click

from workflow.cli.checking.check import relative_paths
from workflow.cli.editorial.renumber import request_file
from workflow.cli.shared.options import root_option
from workflow.cli.shared.usage_exit import complain
from workflow.git.ssh_signature import ENTRY_NAMESPACE, unarmor
from workflow.git.worktree import git_setting
from workflow.i18n.catalog import tr
from workflow.records.file_source import Folder
from workflow.records.read import read_version
from workflow.records.request import Request
from workflow.records.signed_payload import signed_payload
from workflow.text.yaml_edit import set_value


@click.command("sign", help=tr("Sign the last entry of a request with your SSH key, before you commit it."))
@root_option
@click.option(
    "--key",
    type=click.Path(path_type=Path, dir_okay=False),
    help=tr("The key to sign with (default: Git's user.signingKey)."),
)
@click.argument("path")
def command(root: Path, key: Path | None, path: str) -> None:
    """Write the line `signature:` into the entry; nothing else of the file changes."""
    [name] = relative_paths(root, (request_file(root, path),))
    version = read_version(Request, Folder(root), name)
    if version is None or version.flaws or not version.record.steps:
        complain(tr("cannot be read, see `redaksi check {path}`: {path}", path=name))
    request, document = version.record, version.document
    index = len(request.steps) - 1
    signature = unarmor(ssh_signature(signed_payload(request, index), key or configured_key(root)))
    text = document.with_header(set_value(document.header_text, ("steps", index, "signature"), signature))
    (root / name).write_text(text, encoding="utf-8", newline="")
    click.echo(tr("signed: step {number} of {path}", number=request.steps[index].step, path=name))


def configured_key(root: Path) -> Path:
    """The key that this person's Git signs with."""
    found = git_setting(root, "user", "signingKey")
    if not found:
        complain(tr("Say which key to sign with: `--key ~/.ssh/id_ed25519`, or set Git's user.signingKey."))
    return Path(found).expanduser()


def ssh_signature(data: bytes, key: Path) -> str:
    """The armoured signature of `ssh-keygen`, which may ask for the key's passphrase."""
    command = ["ssh-keygen", "-Y", "sign", "-q", "-f", str(key), "-n", ENTRY_NAMESPACE]
    finished = subprocess.run(command, input=data, capture_output=True, env=os.environ, check=False)
    if finished.returncode:
        reason = finished.stderr.decode("utf-8", "replace").strip().splitlines()
        complain(tr("The key {key} cannot sign: {reason}", key=str(key), reason=reason[-1] if reason else ""))
    return finished.stdout.decode("ascii")
