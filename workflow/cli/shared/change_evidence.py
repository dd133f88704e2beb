"""Evidence on a change that Git does not hold, given by options: the reviews, and who pushed."""

import functools
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from workflow.cli.shared.options import judging_time
from workflow.cli.shared.usage_exit import complain
from workflow.i18n.catalog import tr

if TYPE_CHECKING:
    from workflow.engine.check_change import ChangeCheck, CheckedChange
    from workflow.engine.check_office import LoadedOffice
    from workflow.forge.push_activity import PushActivity
    from workflow.forge.reviews import Review


class ChangeEvidence(NamedTuple):
    """What others than Git say of a change."""

    reviews: "list[Review]"
    pushes: "list[PushActivity]"
    """The forge's record, oldest first."""
    pusher: str | None
    """Who is supposed to push what no remote has yet."""
    is_given: bool
    """Whether anything was said at all."""

    def check(self, check: "ChangeCheck", now: int | None) -> "tuple[LoadedOffice, int, CheckedChange]":
        """The base's office, the time it is there, and what is wrong with the change. Raises GitError."""
        from workflow.evidence.pushers import pushers_by_forge, pushers_if_pushed_by
        from workflow.trial_build.run import add_trial

        loaded = check.load()
        at, received = judging_time(now, loaded[0]), now or int(time.time())
        commits, repository = check.commit_range, check.repository
        pushers = pushers_if_pushed_by(repository, commits, self.pusher, received) if self.pusher is not None else {}
        pushers = {**pushers, **pushers_by_forge(repository, commits.base, self.pushes)}
        checked = check.run(loaded, at, received, self.reviews, pushers=pushers)
        return loaded, at, add_trial(check, checked, loaded[0], at)


EXISTING_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


def evidence_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--reviews FILE`, `--pushes FILE` (repeatable) and `--pusher WHO`, given to the command as one `evidence`."""

    @click.option(
        "--reviews",
        type=EXISTING_FILE,
        metavar="FILE",
        help=tr(
            "The pull request's reviews, as GitHub's API lists them (JSON); they count where --pushes tells who pushed."
        ),
    )
    @click.option(
        "--pushes",
        type=EXISTING_FILE,
        multiple=True,
        metavar="FILE",
        help=tr("Who pushed what: a branch's activity, as GitHub's API lists it (JSON); may be given again."),
    )
    @click.option(
        "--pusher",
        metavar="WHO",
        help=tr("Judge as if this person (a key, a login or an address) pushed what no remote has yet."),
    )
    @functools.wraps(function)
    def wrapped(*, reviews: Path | None, pushes: tuple[Path, ...], pusher: str | None, **rest: Any) -> Any:
        is_given = bool(reviews or pushes or pusher is not None)
        return function(
            evidence=ChangeEvidence(_read_reviews_file(reviews), _read_push_files(pushes), pusher, is_given), **rest
        )

    return wrapped


def _read_reviews_file(file: Path | None) -> "list[Review]":
    """The reviews in a file; none without one."""
    from workflow.forge.reviews import read_reviews

    try:
        return read_reviews(file.read_bytes()) if file else []
    except (ValueError, OSError):
        complain(tr("{path} is no list of reviews of GitHub.", path=str(file)))


def _read_push_files(files: Iterable[Path]) -> "list[PushActivity]":
    """The pushes in some files; none without one."""
    from workflow.forge.push_activity import oldest_first, read_activity

    found: list[PushActivity] = []
    for file in files:
        try:
            found += read_activity(file.read_bytes())
        except (ValueError, OSError):
            complain(tr("{path} is no record of pushes of GitHub.", path=str(file)))
    return oldest_first(found)
