"""`redaksi admin`: write in the browser."""

import time
from pathlib import Path
from typing import Any

import click

from workflow.cli.shared.errors import exit_when_refused, usable_office
from workflow.cli.shared.options import now_option, root_option
from workflow.cli.shared.usage_exit import complain
from workflow.cli.shared.workspace import acting_person
from workflow.config.office import Office
from workflow.editor.decap_config import editor_settings
from workflow.editor.git_backend import GitBackend
from workflow.editor.server import EditorServer, write_page
from workflow.git.worktree import current_branch
from workflow.i18n.catalog import tr
from workflow.i18n.language import DEFAULT_LANGUAGE, in_language
from workflow.services.identity import identity_of

DEFAULT_PORT = 8081


def _export(office: Office, export: Path, repository: str | None, auth: str | None) -> None:
    if not repository:
        complain(tr("--export needs --repository."))
    signing_in = {"base_url": auth} if auth else {}
    write_page(export, editor_settings(office, {"name": "github", "repo": repository, "branch": "main", **signing_in}))
    click.echo(tr("written: {path}", path=str(export)))


@click.command("admin", help=tr("Write in the browser: the editor's page, for this computer only."))
@root_option
@now_option
@click.option("--as", "given", metavar="PERSON", help=tr("Who writes (default: the owner of Git's address)."))
@click.option("--port", default=DEFAULT_PORT, show_default=True, help=tr("The port to listen on; 0 for any."))
@click.option(
    "--export",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help=tr("Serve nothing; write the page into this folder, for those who sign in with GitHub."),
)
@click.option("--repository", metavar="OWNER/NAME", help=tr("With --export: the office's repository on GitHub."))
@click.option("--auth", metavar="URL", help=tr("With --export: the server that signs people in (OAuth)."))
def command(root: Path, now: int | None, given: str | None, port: int, **written: Any) -> None:
    """Serve until it is stopped, or write the page."""
    office = usable_office(root)
    if written["export"]:
        _export(office, **written)
        return
    with exit_when_refused(office.files):
        person = acting_person(root, office, given)
    branch = current_branch(root)
    if not branch:
        complain(tr("This folder has no branch checked out; the editor needs one."))
    author = identity_of(office, person)
    backend = {"name": "proxy", "proxy_url": "/api/v1", "branch": branch}
    editor = EditorServer(
        port,
        lambda: GitBackend(root.resolve(), branch, person, author, now or int(time.time())),
        lambda: editor_settings(usable_office(root), backend),
    )
    address = f"http://127.0.0.1:{editor.server_port}/admin/"
    click.echo(tr("You write as {name}: {address} (Ctrl+C ends)", name=author.name, address=address))
    try:
        with in_language(DEFAULT_LANGUAGE):  # as the page does, whatever the terminal speaks
            editor.serve_forever()
    except KeyboardInterrupt:
        editor.server_close()
