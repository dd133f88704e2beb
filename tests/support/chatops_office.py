"""An office behind a counter: a bare remote, a clone in which the program runs, and people who write on GitHub."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.support.clone import ENVIRONMENT, git, sample_clone
from tests.support.command_line import Result, redaksi
from tests.support.github_payloads import documented
from tests.support.issue_server import REPOSITORY, TOKEN, Forge, serving
from tests.support.offices import base_office, lay_own, made_once
from workflow.chatops.parsing.issue_template import LetterField, field_labels

BRANCH = "redaksi/2026-0003"
LETTER = "content/requests/2026/0003.md"
STORY = "content/news/2026/donor-darah-digelar-di-aula.md"

LOGINS = {key: f"contoh-{key}" for key in ("rina", "budi", "sari", "dewi")} | {"kadis": "contoh-surya"}
ACCOUNTS = {"kadis": 1000, "rina": 1001, "budi": 1002, "sari": 1003, "dewi": 1005}
"""As the sample office's people.yml has them; the base office's knows all but Dewi's."""
BOT = {"login": "redaksi-contoh[bot]", "id": 49699333, "type": "Bot"}
"""Whoever opens the pull requests of letters."""
KEY = "kunci-contoh-yang-panjangnya-cukup-0123456789"
DAY = "2026-11-20"


class Counter:
    """The remote, the clone and the forge."""

    def __init__(self, folder: Path, *, sample: bool = False) -> None:
        made_once(_begin_sample if sample else _begin, folder)
        self.root, self.bare = folder / "office", folder / "remote.git"
        git(self.root, "remote", "add", "origin", str(self.bare))
        self.forge = Forge(self.bare)
        self.forge.note_pushes(f"{DAY}T00:00:00Z")
        self.file = folder / "event.json"
        self.count = 1000

    def comment(self, who: str, text: str, at: str, on: int, **more: Any) -> Result:
        """Somebody comments on an issue or a pull request; the program is told."""
        return self.send("issue_comment", self.commented(who, text, at, on, **more), at)

    def commented(self, who: str, text: str, at: str, on: int, **more: Any) -> dict[str, Any]:
        """The payload of a comment."""
        self.count += 1
        written = instant(at)
        thread = self._thread(on)
        comment = {"id": self.count, "user": account(who), "body": text, "created_at": written, "updated_at": written}
        self.forge.written[self.count] = {**comment, "number": on, "performed_via_github_app": None}
        head = {"action": "created", "sender": account(who), "repository": {"full_name": REPOSITORY}}
        return documented("issue_comment.created", {**head, "issue": thread, "comment": comment, **more})

    def letter(self, who: str, body: str, at: str, **more: Any) -> tuple[int, Result]:
        """Somebody opens an issue."""
        number = self.forge.next_number()
        return number, self.send("issues", {**self.opened(who, number, body, at), **more}, at)

    def opened(self, who: str, number: int, body: str, at: str) -> dict[str, Any]:
        """The payload of an issue."""
        self.forge.issues[number] = {"state": "open", "body": body, "at": instant(at), "who": who}
        self.forge.issues[number]["author"] = editor(who)
        payload = {"action": "opened", "sender": account(who), "repository": {"full_name": REPOSITORY}}
        return documented("issues.opened", {**payload, "issue": self._thread(number)})

    def review(
        self,
        who: str,
        state: str,
        at: str,
        on: int,
        commit: str | None = None,
        text: str = "",
        lines: Sequence[str] = (),
    ) -> Result:
        """Somebody reviews a pull request, as its branch is or as it was; the workflow for reviews ends.

        `lines`: what they say at single lines.
        """
        made = self.reviewed(who, state, at, on, commit, text)
        times = {"created_at": instant(at), "updated_at": instant(at)}
        self.forge.remarks[made["id"]] = [{"body": line, **times} for line in lines]
        return self.send("workflow_run", self.handed(who, at, on), at)

    def reviewed(self, who: str, state: str, at: str, on: int, commit: str | None = None, text: str = "") -> Any:
        """The review as GitHub lists it."""
        self.count += 1
        tip = commit or self.forge.tips()[self.forge.pulls[on]["head"]["ref"]]
        review = {"id": self.count, "user": account(who), "body": text, "commit_id": tip, "state": state.upper()}
        review["node_id"] = f"PRR_{self.count}"
        self.forge.reviews.setdefault(on, []).append({**review, "submitted_at": instant(at)})
        return self.forge.reviews[on][-1]

    def handed(self, who: str, at: str, on: int, **more: Any) -> dict[str, Any]:
        """The payload of a run that ended, which somebody's review or dismissal began."""
        head = self.forge.pulls[on]["head"]
        run = {
            "id": 7000 + self.count,
            "path": ".github/workflows/review.yml",
            "event": "pull_request_review",
            "actor": account(who),
            "created_at": instant(at),
            "head_branch": head["ref"],
            "head_repository": head["repo"],
            "head_sha": head["sha"],
            "repository": {"full_name": REPOSITORY},
            "pull_requests": [],
            **more,
        }
        whole = {"action": "completed", "sender": account(who), "repository": {"full_name": REPOSITORY}}
        return documented("workflow_run.completed", {**whole, "workflow_run": run})

    def send(self, name: str, payload: dict[str, Any] | bytes, at: str) -> Result:
        """The program is told of an event, a moment after it happened."""
        data = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        self.file.write_bytes(data)
        time = f"{DAY}T{at}+07:00" if len(at) == 5 else at
        done = redaksi("act", f"--root={self.root}", f"--event={self.file}", f"--event-name={name}", f"--now={time}")
        self.forge.note_pushes(instant(at))
        return done

    def read(self, path: str, branch: str = "main") -> str:
        """A file as the remote has it."""
        return git(self.bare, "show", f"{branch}:{path}")

    def commit(self, branch: str, path: str, text: str, at: str, author: str = "Rina Contoh") -> None:
        """Somebody changes a file on a branch, in the browser."""
        work = self.root.parent / "browser"
        git(self.root.parent, "clone", "--quiet", f"--branch={branch}", str(self.bare), str(work))
        (work / path).parent.mkdir(parents=True, exist_ok=True)
        (work / path).write_text(text)
        commit(work, author, at)
        git(work, "push", "--quiet", "origin", branch)
        shutil.rmtree(work)
        self.forge.note_pushes(instant(at))

    def _thread(self, number: int) -> dict[str, Any]:
        """An issue or pull request as a payload has it."""
        made = {"id": 4000 + number, "number": number, "title": "Surat", "locked": False, "comments": 0}
        if number in self.forge.pulls:
            state = self.forge.pulls[number]["state"]
            opened = {"body": None, "pull_request": {"url": "x"}, "user": BOT, "created_at": instant("07:00")}
            return {**made, "state": state, **opened}
        issue = self.forge.issues[number]
        return {
            **made,
            "state": issue["state"],
            "body": issue["body"],
            "user": account(issue["who"]),
            "created_at": issue["at"],
            "updated_at": issue["at"],
        }


def commit(work: Path, author: str, at: str) -> None:
    """Commit everything as somebody, at a time."""
    mail = f"contoh-{author.split(maxsplit=1)[0].lower()}@users.noreply.github.com"
    own = {"NAME": author, "EMAIL": mail, "DATE": instant(at)}
    who = {f"GIT_{role}_{field}": value for role in ("AUTHOR", "COMMITTER") for field, value in own.items()}
    git(work, "add", ".")
    command = ["git", "commit", "--quiet", "--message=ubah"]
    subprocess.run(command, cwd=work, env={**ENVIRONMENT, **who}, check=True)


def instant(at: str) -> str:
    """A time of the office's day as GitHub writes it."""
    if len(at) > len("10:00"):
        return at
    hour, minute = at.split(":")
    return f"{DAY}T{int(hour) - 7:02}:{minute}:00Z"


def account(who: str) -> dict[str, Any]:
    """An account as GitHub writes it."""
    return {"login": LOGINS.get(who, who), "id": number_of(who), "type": "User", "site_admin": False}


def editor(who: str) -> dict[str, Any]:
    """The same as GraphQL writes it."""
    return {"login": LOGINS.get(who, who), "databaseId": number_of(who)}


def number_of(who: str) -> int:
    """The number of somebody's account; of strangers a made one."""
    return ACCOUNTS.get(who, 7000 + sum(map(ord, who)))


def filled(**answers: str) -> str:
    """The text of an issue made by the form."""
    values = {
        "number": "400.7/99/DINKES",
        "date": "19 November 2026",
        "arrived": "",
        "sender": "Dinas Kesehatan",
        "subject": "Permintaan publikasi donor darah",
        "nature": "biasa",
        "body": "Donor darah digelar di aula kantor pada Senin.",
        **answers,
    }
    names = field_labels()
    return "\n\n".join(f"### {names[LetterField(key)]}\n\n{value or '_No response_'}" for key, value in values.items())


@contextmanager
def open_counter(folder: Path, monkeypatch: pytest.MonkeyPatch, *, sample: bool = False) -> Iterator[Counter]:
    """A counter that is open; `sample`: of the sample office, not of the base office."""
    counter = Counter(folder, sample=sample)
    with serving(counter.forge):
        monkeypatch.setenv("GITHUB_API_URL", counter.forge.url)
        monkeypatch.setenv("GITHUB_REPOSITORY", REPOSITORY)
        monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
        monkeypatch.setenv("ACT_KEY", KEY)
        monkeypatch.setenv("REDAKSI_LANG", "en")
        yield counter


def _begin(folder: Path) -> None:
    """The base office, and the remote that it was put on."""
    folder.mkdir()
    _bare(_office(folder / "office"))


def _begin_sample(folder: Path) -> None:
    """The sample office, and the remote that it was put on."""
    folder.mkdir()
    _bare(sample_clone(folder / "office"))


def _bare(root: Path) -> None:
    git(root, "clone", "--quiet", "--bare", "--template=", str(root), "../remote.git")


def _office(root: Path) -> Path:
    """The base office, with the sample's commands and an account for everybody."""
    base_office(root)
    lay_own(root, "site_config/commands.yml")
    with (root / "site_config/writing.yml").open("a") as file:
        file.write(
            "outline:\n  summary: '[Ringkasan]'\n  paragraphs: ['[Apa, siapa, kapan, di mana]']\n  data: 'Data:'\n"
        )
    people = root / "site_config/people.yml"
    text = people.read_text().replace("  github: contoh-rina\n", "")
    for key in ("rina", "budi", "sari", "dewi"):
        name = f"{key}:\n  name: {key.capitalize()} Contoh\n"
        more = f"  github: contoh-{key}\n  emails:\n    - contoh-{key}@users.noreply.github.com\n"
        more += "" if key == "dewi" else f"    - {ACCOUNTS[key]}+contoh-{key}@users.noreply.github.com\n"
        assert name in text
        text = text.replace(name, name + more)
    head = "    - contoh-surya@users.noreply.github.com\n"
    assert head in text
    text = text.replace(head, head + "    - 1000+contoh-surya@users.noreply.github.com\n")
    people.write_text(text)
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "config", "user.name", "Meja")
    git(root, "config", "user.email", "meja@kantor.example")
    commit(root, "Rina Contoh", "07:00")
    for sample in (root / ".git/hooks").iterdir():
        sample.unlink()
    return root


def written(counter: Counter, pull: int) -> None:
    """The letter with a finished text, before it is corrected."""
    for who, text, at in (
        ("kadis", "/disposisi terbitkan ke redaktur: Olah menjadi berita.", "09:05"),
        ("budi", "/terima", "09:10"),
        ("rina", "/naskah Donor Darah Digelar di Aula", "09:12"),
    ):
        assert ":white_check_mark:" in counter.comment(who, text, at, pull).out
    rewrite(counter, "Donor darah digelar di aula pada Senin.", "09:20")
    assert ":white_check_mark:" in counter.comment("rina", "/konsep", "09:30", pull).out


def rewrite(counter: Counter, body: str, at: str) -> None:
    """Somebody writes the article in the browser."""
    header = counter.read(STORY, BRANCH).split("---\n")[1].replace("[Ringkasan]", "Donor darah digelar Senin.")
    counter.commit(BRANCH, STORY, f"---\n{header}---\n{body}\n", at)


def steps(counter: Counter, branch: str = BRANCH) -> list[str]:
    """The entries of the letter, as step and person."""
    return ["".join(pair) for pair in re.findall(r"- step: (\d)\n    by: (\w+)", counter.read(LETTER, branch))]
