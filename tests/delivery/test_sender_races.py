"""Several computers send at once, are killed at any point, and find each other's traces late: nothing goes out twice."""

import hashlib
import random
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.messages.test_deliver import part
from tests.support.clone import git
from tests.support.command_line import redaksi
from tests.support.git_http_backend import git_server
from tests.support.mail_desk import NOW, Desk
from workflow.delivery.outbox import (
    OUTBOX_REF,
    RETRY_PAUSES_SECONDS,
    UNDERWAY_SECONDS,
    DeliveryEvent,
    DeliveryState,
    Outbox,
)
from workflow.git.append_only_ref import AppendOnlyRef
from workflow.git.commit_writer import WriteError

TOKEN = "eC1hY2Nlc3MtdG9rZW46cmFoYXNpYQ=="
KEY = "2026-0001.release.koran.6"
OUTCOMES = (DeliveryEvent.SENT, DeliveryEvent.TEMPORARY, DeliveryEvent.PERMANENT, None)
"""What a server does; None: it takes the mail and never answers."""


class KilledError(Exception):
    """The process is gone."""


class Remote:
    """Files as all see them."""

    def __init__(self) -> None:
        self.files: set[str] = set()


class Copy:
    """A ledger in memory: what is here is joined with the remote's as Git's push lets it, whole or not at all."""

    def __init__(self, remote: Remote) -> None:
        self.remote, self.files, self.kill = remote, set[str](), False

    def names(self) -> list[str]:
        return sorted(self.files)

    def share(self, _at: int) -> None:
        self.files |= self.remote.files
        self.remote.files |= self.files

    def append(self, files: dict[str, str], at: int, _message: str) -> None:
        self.files |= set(files)
        if self.kill:
            raise KilledError
        self.share(at)


class Computer:
    """One that sends: it has looked, promised, handed over; or it does nothing."""

    def __init__(self, remote: Remote) -> None:
        self.ledger = Copy(remote)
        self.begin()

    def begin(self) -> None:
        self.outbox = Outbox(self.ledger)  # type: ignore[arg-type]
        self.phase, self.outcome, self.ledger.kill = "idle", DeliveryEvent.SENT, False


class Office:
    """Three computers, one message, one remote, and one person who looks before they speak."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.remote, self.now, self.arrived = chance, Remote(), 1_000_000, 0
        self.all = [Computer(self.remote) for _ in range(3)]

    def look(self, one: Computer) -> None:
        one.outbox.look(self.now)
        one.phase = "due" if one.outbox.story(KEY).may_go(self.now) else "idle"

    def promise(self, one: Computer, *, kill: bool = False) -> None:
        one.ledger.kill = kill
        try:
            one.phase = "promised" if one.outbox.note(KEY, DeliveryEvent.INTENT, self.now) else "idle"
        except KilledError:
            one.begin()

    def hand_over(self, one: Computer, outcome: DeliveryEvent | None) -> None:
        self.arrived += outcome in {DeliveryEvent.SENT, None}
        one.outcome, one.phase = outcome or DeliveryEvent.SENT, "handed"
        if outcome is None:
            one.begin()

    def receipt(self, one: Computer, *, kill: bool = False) -> None:
        one.ledger.kill = kill
        with suppress(KilledError):
            one.outbox.note(KEY, one.outcome, self.now)
        one.begin()

    def person(self, one: Computer) -> None:
        """They wait until nobody can be at work on the message, and then say the truth."""
        one.outbox.look(self.now)
        story = one.outbox.story(KEY)
        if story.is_underway(self.now):
            return
        if story.state is DeliveryState.UNCLEAR:
            one.outbox.note(KEY, DeliveryEvent.CONFIRMED if self.arrived else DeliveryEvent.REOPENED, self.now)
        elif story.state is DeliveryState.FAILED:
            one.outbox.note(KEY, DeliveryEvent.REOPENED, self.now)

    def step(self) -> None:
        """One thing happens to somebody; hours pass only while nobody is at work."""
        one, kill = self.chance.choice(self.all), self.chance.random() < 0.3
        if self.chance.random() < 0.05:
            one.begin()
        elif one.phase == "idle" and all(other.phase == "idle" for other in self.all) and self.chance.random() < 0.4:
            self.now += self.chance.choice((60, *RETRY_PAUSES_SECONDS))
            if self.chance.random() < 0.3:
                self.person(one)
        elif one.phase == "idle":
            self.look(one)
        elif one.phase == "due":
            self.promise(one, kill=kill)
        elif one.phase == "promised":
            self.hand_over(one, self.chance.choice(OUTCOMES))
        else:
            self.receipt(one, kill=kill)
        assert self.arrived <= 1

    def settle(self) -> None:
        """Everybody gets up again, nothing fails any more, and the person looks after it."""
        for one in self.all * 3:
            one.begin()
            self.now += max(RETRY_PAUSES_SECONDS)
            self.look(one)
            if one.phase == "due":
                self.promise(one)
            if one.phase == "promised":
                self.hand_over(one, DeliveryEvent.SENT)
                self.receipt(one)
            one.begin()
            self.person(one)


@pytest.mark.parametrize("seed", range(8))
def test_in_any_order_of_faults_and_kills_it_arrives_once(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(1500):
        office = Office(chance)
        for _ in range(chance.randrange(60)):
            office.step()
        office.settle()
        assert office.arrived == 1
        office.look(office.all[0])
        assert office.all[0].outbox.story(KEY).state is DeliveryState.SENT


def boxes(folder: Path, *names: str, url: str = "") -> list[Outbox]:
    """Clones with one bare remote."""
    if not (folder / "remote.git").exists():
        git(folder, "init", "--quiet", "--bare", "remote.git")
    for name in names:
        if not (folder / name).exists():
            git(folder, "init", "--quiet", name)
            git(folder / name, "remote", "add", "origin", url or str(folder / "remote.git"))
    return [Outbox(AppendOnlyRef(folder / name, OUTBOX_REF, "origin")) for name in names]


def test_an_intent_that_was_never_shared_turns_up_late(tmp_path: Path) -> None:
    """One was killed before its push; the other sent and was refused for now; then both go on, with different pasts."""
    one, other = boxes(tmp_path, "one", "other")
    one.look(1)
    one.ledger.remote = ""
    one.note(KEY, DeliveryEvent.INTENT, 1)
    other.look(2)
    assert other.note(KEY, DeliveryEvent.INTENT, 2)
    other.note(KEY, DeliveryEvent.TEMPORARY, 2, "451")
    one, other = boxes(tmp_path, "one", "other")
    other.look(9000)
    one.look(9000)
    assert one.story(KEY).may_go(9000)
    assert other.story(KEY).may_go(9000)
    assert [other.note(KEY, DeliveryEvent.INTENT, 9000), one.note(KEY, DeliveryEvent.INTENT, 9000)] == [True, False]


def test_that_it_went_out_outweighs_what_was_said_meanwhile(tmp_path: Path) -> None:
    """A receipt that is shared late, and a person who had opened the message again before."""
    one, other = boxes(tmp_path, "one", "other")
    one.look(1)
    one.note(KEY, DeliveryEvent.INTENT, 1)
    one.ledger.remote = ""
    one.note(KEY, DeliveryEvent.SENT, 1, "250")
    other.look(UNDERWAY_SECONDS + 2)
    other.note(KEY, DeliveryEvent.REOPENED, UNDERWAY_SECONDS + 2)
    [one] = boxes(tmp_path, "one")
    one.look(UNDERWAY_SECONDS + 3)
    assert one.story(KEY).state is DeliveryState.SENT


@pytest.mark.parametrize(
    ("hook", "words"),
    [("echo 'kuota habis' >&2; exit 1", "hook declined"), ("sleep 3", "^Timeout: .* did not complete")],
    ids=["refused", "silent"],
)
def test_why_git_refuses_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hook: str, words: str) -> None:
    monkeypatch.setattr("workflow.git.commit_writer.REMOTE_TIMEOUT_SECONDS", 1)
    monkeypatch.setattr("workflow.git.append_only_ref.MOST_ATTEMPTS", 1)
    [one] = boxes(tmp_path, "one")
    path = tmp_path / "remote.git/hooks/update"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{hook}\n")
    path.chmod(0o755)
    with pytest.raises(WriteError, match=words):
        one.note(KEY, DeliveryEvent.INTENT, 1)


@pytest.fixture
def web(tmp_path: Path) -> Iterator[str]:
    """The remote behind `git http-backend`, which wants the header that a job's token is sent in."""
    boxes(tmp_path)
    git(tmp_path / "remote.git", "config", "http.receivepack", "true")
    with git_server(tmp_path, "rahasia") as address:
        yield f"{address}/remote.git"


def test_it_is_shared_over_http_with_a_token_from_the_environment(
    tmp_path: Path, web: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = boxes(tmp_path, "one", "other", url=web)
    with pytest.raises(WriteError) as refused:
        one.look(1)
    assert TOKEN not in str(refused.value)
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", f"http.{web}.extraheader")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", f"Authorization: basic {TOKEN}")
    one.look(1)
    other.look(1)
    assert one.note(KEY, DeliveryEvent.INTENT, 1)
    assert not other.note(KEY, DeliveryEvent.INTENT, 1)
    one.note(KEY, DeliveryEvent.SENT, 1, "250")
    other.look(2)
    assert other.story(KEY).state is DeliveryState.SENT
    assert TOKEN not in git(tmp_path / "one", "log", "-p", OUTBOX_REF)


def test_what_went_out_is_known_by_its_text_and_not_by_its_reader(desk: Desk) -> None:
    redaksi("digest", f"--now={NOW}")
    [mail] = desk.handler.mails
    [name] = [
        one for one in git(desk.root, "ls-tree", "-r", "--name-only", OUTBOX_REF).splitlines() if ".intent." in one
    ]
    noted = git(desk.root, "cat-file", "blob", f"{OUTBOX_REF}:{name}").strip()
    text = part(mail, "text/plain").replace("\r", "")
    assert noted == f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
