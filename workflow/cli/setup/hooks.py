"""`redaksi hooks`: installs Git hooks that run the check, in a clone or on a server."""

import shlex
import sys
from pathlib import Path

import click

from workflow.cli.shared.options import root_option
from workflow.cli.shared.usage_exit import complain
from workflow.git.errors import GitError
from workflow.git.repository import LARGEST_OBJECT_BYTES, Repository
from workflow.i18n.catalog import tr, translate

HOOK_MARK = "# written by: redaksi hooks"

PRE_COMMIT = "exec {redaksi} staged\n"
PRE_PUSH = """\
me=$(git var GIT_COMMITTER_IDENT | sed 's/.*<\\(.*\\)>.*/\\1/')
main=$(git symbolic-ref --quiet "refs/remotes/$1/HEAD" || echo "refs/remotes/$1/main")
git rev-parse --verify --quiet "$main" >/dev/null || exit 0
while read -r _ head _ _; do
  case $head in *[!0]*) {redaksi} check --base "$main" --head "$head" --pusher "$me" || exit 1 ;; esac
done
"""
PRE_RECEIVE = "exec {redaksi} receive\n"

CLONE_HOOKS = {"pre-commit": PRE_COMMIT, "pre-push": PRE_PUSH}
SERVER_HOOKS = {"pre-receive": PRE_RECEIVE}
SERVER_SETTINGS = {
    "receive.fsckObjects": "true",
    "receive.denyNonFastForwards": "true",
    "receive.denyDeletes": "true",
    "receive.maxInputSize": str(512 * 1024 * 1024),
    "core.bigFileThreshold": str(LARGEST_OBJECT_BYTES),
}
"""What a server is told beside: broken objects, huge pushes, rewritten and deleted branches are refused by Git itself;
and large files are never held in memory as a whole."""


@click.command("hooks", help=tr("Let Git run the check before each commit and push, or before a server takes one in."))
@root_option
@click.option("--server", is_flag=True, help=tr("Set up a repository that others push to."))
def command(root: Path, *, server: bool) -> None:
    """Write the hooks; what somebody else wrote is left alone."""
    program = Path(sys.executable).absolute().with_name("redaksi")
    try:
        repository = Repository(root)
        folder = Path(
            repository.run("rev-parse", "--path-format=absolute", "--git-path", "hooks").decode().rstrip("\n")
        )
        if folder == Path("/dev/null"):
            folder = repository.git_dir / "hooks"
        folder.mkdir(exist_ok=True)
        for name, script in (SERVER_HOOKS if server else CLONE_HOOKS).items():
            write_hook(folder / name, script.replace("{redaksi}", shlex.quote(str(program))))
        for name, value in SERVER_SETTINGS.items() if server else ():
            repository.run("config", name, value)
    except GitError as error:
        complain(translate(error.message))


def write_hook(hook: Path, script: str) -> None:
    """Write one hook. Ends the program where another one stands."""
    if hook.exists() and HOOK_MARK not in hook.read_text("utf-8", "replace"):
        complain(
            tr("{path} is there already; add this line to it yourself: {line}", path=str(hook), line=script.strip())
        )
    hook.write_text(f"#!/bin/sh\n{HOOK_MARK}\n{script}", encoding="utf-8")
    hook.chmod(0o755)
    click.echo(tr("written: {path}", path=str(hook)))
