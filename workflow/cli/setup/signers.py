"""`redaksi signers`: the allowed signers that OpenSSH and Git read."""

from pathlib import Path

import click

from workflow.cli.shared.errors import usable_office
from workflow.cli.shared.options import root_option
from workflow.config.allowed_signers import allowed_signers
from workflow.i18n.catalog import tr


@click.command("signers", help=tr("Print the SSH keys of people.yml as the allowed signers that `ssh-keygen` reads."))
@root_option
def command(root: Path) -> None:
    """One line a key; for `git config gpg.ssh.allowedSignersFile` and `git log --show-signature`."""
    click.echo(allowed_signers(usable_office(root)), nl=False)
