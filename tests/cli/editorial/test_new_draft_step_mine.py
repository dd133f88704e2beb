"""`redaksi new, draft, step, mine` as people call them."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.support.clone import git, sample_clone
from tests.support.command_line import redaksi
from workflow.cli.shared import prompts

AT = "--now=2026-11-20T10:05+07:00"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = sample_clone(tmp_path / "clone")
    monkeypatch.chdir(root)
    monkeypatch.setenv("REDAKSI_LANG", "en")
    return root


def answering(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Somebody at the terminal who gives these answers, and what was asked."""
    asked: list[str] = []
    left = [*answers]

    def prompt(question: str, **settings: object) -> object:
        asked.append(question)
        answer = left.pop(0) if left else settings.get("default")
        kind = settings.get("type")
        return kind.convert(answer, None, None) if kind else answer  # type: ignore[attr-defined]

    monkeypatch.setattr(prompts, "interactive", lambda: True)
    monkeypatch.setattr("click.prompt", prompt)
    return asked


def test_a_letter_is_registered_by_answers(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering(
        monkeypatch, "12/X", "kemarin", "10.00", "Dinkes", "Permintaan publikasi donor darah", "Donor darah Senin."
    )
    done = redaksi("new", "--as=rina", AT)
    assert done.code == 0, done.err
    assert len(asked) == 7, asked
    assert "registered as 2026-0171" in done.out
    text = (office / "content/requests/2026/0171.md").read_text()
    assert "from: dinkes\n" in text
    assert git(office, "log", "-1", "--format=%an|%ae|%cn").startswith("Rina Contoh|1001+contoh-rina@")


def test_a_step_is_done_by_answers(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering(monkeypatch, "nope", "1", "redaktur", "Olah menjadi berita.")
    done = redaksi("step", "2026-0170", "--as=kadis", AT)
    assert done.code == 0, done.err
    assert asked[0] == asked[1] == "How does the step end?"
    assert "“nope” is not known here" in done.out
    assert "next: step 3" in done.out
    assert git(office, "status", "--porcelain") == ""


def test_a_script_is_told_which_flags_are_missing(office: Path) -> None:
    done = redaksi("step", "2026-0170", "--as=kadis", "--result=publish", AT)
    assert done.code == 2
    assert "--to, --instruction" in done.err
    assert "  --to: redaktur" in done.err, "what it is chosen from"
    done = redaksi("step", "2026-0170", "--as=kadis", AT)
    assert "  --result: publish, " in done.err
    letter = (
        "--number=7/Y",
        "--date=2026-11-19",
        "--from=dinkes",
        "--subject=Uji",
        "--received=19 November 2026 08.00",
    )
    done = redaksi("new", "--as=rina", *letter, "--yes", AT)
    assert done.code == 2
    assert "longer ago than the first step may take" in done.err
    assert "  --delay: " in done.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("step", "2026-0170", "--as=rina"), "`rina` cannot do step 2 now"),
        (("step", "2026-0170", "--as=rinna"), "“rinna” is not known here. Did you mean Rina Contoh"),
        (("step", "2026-0170"), "Who are you?"),
        (("step", "2026-0159", "--as=kadis"), "--resume"),
        (("step", "2026-0170", "--as=kadis", "--resume"), "no hold to end"),
        (("step", "2026-0170", "--as=kadis", "--result=mungkin"), "There are terbitkan, tolak or tunda"),
        (("step", "2024-0107", "--as=kadis"), "is closed"),
        (("draft", "2026-0170", "--as=rina"), "not at the step that writes"),
        (("step", "2026-0170", "--as=kadis", "--outlets=website"), "which takes no --outlets"),
        (("step", "2026-0169", "--as=budi", "--result=publish"), "which takes no --result"),
        (("step", "2026-0170", "--as=kadis", "--pause=Foto", "--outlets=website"), "Only one of these at a time"),
        (
            ("new", "--as=rina", "--number=1", "--date=2026-11-20", "--from=dinkess", "--subject=x"),
            "--from: “dinkess” is not known here. Did you mean Dinas Kesehatan",
        ),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(office: Path, arguments: tuple[str, ...], words: str) -> None:
    head = git(office, "rev-parse", "HEAD")
    done = redaksi(*arguments, AT)
    assert done.code in (1, 2)
    assert words in done.err
    assert git(office, "rev-parse", "HEAD") == head
    assert git(office, "status", "--porcelain") == ""


def test_a_letter_is_registered_once(office: Path) -> None:
    letter = ("new", "--as=rina", "--number=7/Y", "--date=2026-11-20", "--from=dinkes", "--subject=Uji", "--yes", AT)
    assert redaksi(*letter).code == 0
    again = redaksi(*letter)
    assert again.code == 1
    assert "registered already, as 2026-0171" in again.err


def test_a_draft_is_an_outline_that_goes_along_with_the_step(office: Path) -> None:
    done = redaksi("draft", "2026-0167", "--as=rina", AT)
    assert done.code == 0, done.err
    [path] = re.findall(r"written: (\S+)", done.out)
    text = (office / path).read_text()
    assert text.count("[") >= 6
    assert "request: 2026-0167\n" in text
    (office / path).write_text(re.sub(r"\[[^\]\n]*\]", "Kegiatan berlangsung di Ketapang.", text))
    key = path.removeprefix("content/news/").removesuffix(".md")
    flags = (f"--news={key}", "--delay=gangguan-jaringan", "--acknowledged-by=kadis")
    done = redaksi("step", "2026-0167", "--as=rina", *flags, "--now=2026-11-20T11:00+07:00")
    assert done.code == 0, done.err
    assert f"committed along: {path}" in done.out
    assert git(office, "status", "--porcelain") == ""
    assert redaksi("draft", "2026-0167", "--as=rina", AT).code == 1


def test_an_approval_is_of_what_is_committed(office: Path) -> None:
    path = office / "content/news/2026/tps3r-benua-kayong.md"
    path.write_text(path.read_text() + "\nBelum disimpan.\n")
    done = redaksi("step", "2026-0165", "--as=rina", "--outlets=website", AT)
    assert done.code == 1
    assert "not" in done.err


def test_git_that_refuses_leaves_nothing(office: Path) -> None:
    hook = office / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'kait menolak' >&2\nexit 1\n")
    hook.chmod(0o755)
    done = redaksi("step", "2026-0169", "--as=budi", AT)
    assert done.code == 1
    assert "kait menolak" in done.err
    assert git(office, "status", "--porcelain") == ""


def test_hooks_judge_by_the_time_that_was_given(office: Path) -> None:
    """The sample's clock stands still at ten o'clock; a step of eleven o'clock lies ahead of it."""
    assert redaksi("hooks").code == 0
    late = ("--delay=gangguan-jaringan", "--acknowledged-by=kadis", "--now=2026-11-20T11:00+07:00")
    done = redaksi("step", "2026-0169", "--as=budi", *late)
    assert done.code == 0, done.err
    assert git(office, "status", "--porcelain") == ""


def test_a_refusal_by_hooks_shows_what_they_found(office: Path) -> None:
    """Git's own last word would only count the errors."""
    assert redaksi("hooks").code == 0
    hook = office / ".git/hooks/pre-commit"
    hook.write_text(hook.read_text().replace(" staged", " staged --now=2026-11-20T09:55+07:00"))
    done = redaksi("step", "2026-0169", "--as=budi", AT)
    assert done.code == 1
    assert "error[steps/future]: This lies in the future." in done.err
    assert "--> content/requests/2026/0169.md" in done.err
    assert "what to do: Enter a step when it is done" in done.err


def test_mine_lists_what_waits_for_me(office: Path) -> None:
    done = redaksi("mine", "--as=kadis", AT)
    assert "2026-0170" in done.out
    assert "requests wait for Surya Contoh" in done.out
    assert "2026-0170" not in redaksi("mine", "--as=lina", AT).out


def test_a_dry_run_writes_nothing(office: Path) -> None:
    done = redaksi("step", "2026-0169", "--as=budi", "--dry-run", AT)
    assert done.code == 0
    assert "+  - step: 3" in done.out
    assert git(office, "status", "--porcelain") == ""


def test_a_step_is_signed_where_git_signs(office: Path, tmp_path: Path) -> None:
    key = tmp_path / "kunci"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    (tmp_path / "allowed").write_text(f"meja@kantor.example {key.with_suffix('.pub').read_text()}")
    for name, value in (
        ("gpg.format", "ssh"),
        ("user.signingKey", str(key)),
        ("commit.gpgSign", "true"),
        ("gpg.ssh.allowedSignersFile", str(tmp_path / "allowed")),
    ):
        git(office, "config", name, value)
    assert redaksi("step", "2026-0169", "--as=budi", AT).code == 0
    assert git(office, "log", "-1", "--format=%G?").strip() == "G"
