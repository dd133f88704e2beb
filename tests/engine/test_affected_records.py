"""The check of a change and the check of the whole result never differ: random changes in real repositories."""

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.repository import CLOSED, DATE, NOW, OPEN, PEOPLE, STORY, Office
from workflow.config.load import load_office
from workflow.engine.check_change import ChangeCheck
from workflow.engine.check_office import check_office
from workflow.git.repository import Repository
from workflow.text.finding import Finding, Severity

DRAFT = "content/news/2026/pelatihan-guru.md"
PICTURE = "content/news/2026/pekan-imunisasi.jpg"
UNNAMED = "content/requests/2026/0003.md"
"""A letter that no article is handed over for yet; two are being written."""
ROUNDS, STEPS = 6, 40
Fault = tuple[str, str]
"""A rule and the file it speaks of."""
Files = dict[str, tuple[str, bytes]]
"""Modes and contents, by path."""


def errors(findings: Iterator[Finding] | tuple[Finding, ...]) -> set[Fault]:
    return {(one.rule, one.path) for one in findings if one.severity is Severity.ERROR}


class Twin:
    """A repository made of files in memory, and the same files in a folder."""

    def __init__(self, folder: Path) -> None:
        self.office, self.plain = Office(folder / "repository"), folder / "plain"
        root = self.office.root
        names = [path for path in root.rglob("*") if path.is_file() and ".git" not in path.relative_to(root).parts]
        self._judged: dict[frozenset[tuple[str, tuple[str, bytes]]], set[Fault]] = {}
        self.files: Files = {path.relative_to(root).as_posix(): ("100644", path.read_bytes()) for path in names}
        self._enrich()

    def _enrich(self) -> None:
        """What the base office lacks: a letter without its article, texts in the making, moved addresses."""
        letter = self.files[OPEN][1].decode()
        head, _, _ = letter.partition("  - step: 3\n")
        short = head.replace("id: 2026-0002", "id: 2026-0003").replace("status: drafted", "status: disposed")
        short = "\n".join(line for line in short.split("\n") if not line.startswith("news:"))
        self.files[UNNAMED] = ("100644", (short + "holds: []\n---\n").encode())
        draft = self.files[DRAFT][1].decode().replace("2026-0002", "2026-0003")
        for name in ("posyandu", "vaksin"):
            self.files[f"content/news/2026/{name}.md"] = ("100644", draft.encode())
        moved = b"addresses:\n  /lama.html: /berita/2026/pekan-imunisasi/\n"
        self.files["site_config/moved.yml"] = ("100644", moved)

    def commit(self, *line: Files) -> list[str]:
        """Commits of just these files, one upon the other."""
        who = f"Rina <{PEOPLE['rina']}> {DATE}"
        lines = [b"reset refs/heads/work\n\n"]
        for number, files in enumerate(line, 1):
            lines.append(f"commit refs/heads/work\nmark :{number}\nauthor {who}\ncommitter {who}\ndata 1\nx\n".encode())
            lines += [b"deleteall\n"]
            for path, (mode, data) in sorted(files.items()):
                lines.append(f"M {mode} inline {path}\ndata {len(data)}\n".encode() + data + b"\n")
        lines += [f"get-mark :{number}\n".encode() for number in range(1, len(line) + 1)]
        stream = b"".join(lines)
        return self.office.feed("fast-import", "--quiet", "--date-format=rfc2822", "--force", data=stream).split()

    def whole(self, files: Files) -> set[Fault]:
        """What the check of the whole office says of these files; a walk comes to the same ones again and again."""
        key = frozenset(files.items())
        if key not in self._judged:
            self._judged[key] = self._judge(files)
        return self._judged[key]

    def _judge(self, files: Files) -> set[Fault]:
        shutil.rmtree(self.plain, ignore_errors=True)
        for path, (mode, data) in files.items():
            target = self.plain / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if mode == "120000":
                target.symlink_to(data.decode())
            else:
                target.write_bytes(data)
                target.chmod(int(mode[3:], 8))
        return errors(check_office(self.plain, load_office(self.plain), NOW, keep=False).findings)

    def change(self, base: str, head: str) -> set[Fault]:
        """What the check of the change says; what a changed rule makes wrong counts as the rule that it breaks."""
        with Repository(self.office.root) as repository:
            judged = ChangeCheck.between(repository, base, head)
            found = judged.run(judged.load(), NOW).report.findings
        wrapped = {(str(one.message.values["rule"]), one.path) for one in found if one.rule == "history/consequences"}
        return errors(found) | wrapped


Edit = Callable[[Files, random.Random], None]


def records(files: Files) -> list[str]:
    return sorted(path for path in files if path.startswith("content/") and path.endswith(".md"))


def rewrite(files: Files, path: str, old: bytes, new: bytes) -> None:
    mode, data = files[path]
    files[path] = (mode, data.replace(old, new, 1))


def drop(files: Files, dice: random.Random) -> None:
    del files[dice.choice(sorted(path for path in files if path.startswith("content/")))]


def copy(files: Files, dice: random.Random) -> None:
    path = dice.choice(records(files))
    folder = path.rpartition("/")[0]
    names = ["0003", "0004", "0009"] if "requests" in path else ["baru", "lain", "posyandu-2"]
    files[f"{folder}/{dice.choice(names)}.md"] = files[path]


def link(files: Files, dice: random.Random) -> None:
    """Let a record name another one."""
    path = dice.choice(records(files))
    if "requests" in path:
        names = [other[13:-3].encode() for other in records(files) if "news" in other] + [b"2026/tidak-ada"]
        lines = [line for line in files[path][1].split(b"\n") if not line.startswith(b"news:")]
        news = [b"news: " + dice.choice(names)] if dice.random() < 0.8 else []
        files[path] = (files[path][0], b"\n".join([lines[0], *news, *lines[1:]]))
    else:
        number = dice.choice([b"2026-0001", b"2026-0002", b'"2026-000\\x33"', b"2026-0003", b"2026-0077"])
        lines = [
            b"request: " + number if line.startswith(b"request:") else line for line in files[path][1].split(b"\n")
        ]
        files[path] = (files[path][0], b"\n".join(lines))


def state(files: Files, dice: random.Random) -> None:
    path = dice.choice(records(files))
    states = [b"draft", b"published", b"ready", b"withdrawn", b"drafted", b"disposed", b"reported"]
    lines = files[path][1].split(b"\n")
    lines = [b"status: " + dice.choice(states) if line.startswith(b"status:") else line for line in lines]
    files[path] = (files[path][0], b"\n".join(lines))


def damage(files: Files, dice: random.Random) -> None:
    path = dice.choice(sorted(path for path in files if path.endswith((".md", ".yml"))))
    mode, data = files[path]
    files[path] = (
        mode,
        dice.choice([data[: len(data) // 2], b"", b"\xff", data + b"\n- x: [", data.replace(b"---\n", b"", 1)]),
    )


def picture(files: Files, dice: random.Random) -> None:
    name = dice.choice([PICTURE, "content/news/2026/lain.jpg", "content/news/2026/posyandu.png"])
    files[name] = ("100644", dice.choice([b"x", files.get(PICTURE, ("", b"y"))[1], b"\xff\xd8\xff\xe0" * 9]))


def show(files: Files, dice: random.Random) -> None:
    """Let an article show a picture, its name written in some way."""
    path = dice.choice([path for path in records(files) if "news" in path] or [STORY])
    name = dice.choice([b"pekan-imunisasi.jpg", b'"pekan-imunisasi.j\\x70g"', b"lain.jpg"])
    if path in files and b"image:" not in files[path][1]:
        rewrite(files, path, b"\n", b"\nimage: {src: " + name + b", alt: Anak diimunisasi., credit: Kantor}\n")


def stray(files: Files, dice: random.Random) -> None:
    names = ["content/halaman.html", "content/news/2026/x.svg", "content/news/2027/.gitkeep", "content/requests/2026/a/0009.md",
             "content/news/2026/Besar.jpg", "content/news/2026/con.md", "content/requests/2026/12.md", "catatan.txt"]  # fmt: skip
    files[dice.choice(names)] = (dice.choice(["100644", "100644", "100755"]), b"x\n")


def odd(files: Files, dice: random.Random) -> None:
    path = dice.choice([*records(files), "content/news/2026/tautan.jpg"])
    mode = dice.choice(["120000", "100755"])
    files[path] = (mode, b"/nonexistent" if mode == "120000" else files.get(path, ("", b"x"))[1])


def rules(files: Files, dice: random.Random) -> None:
    path = dice.choice(sorted(path for path in files if path.startswith("site_config/")))
    changes = [(b"kesehatan", b"sehat"), (b"dinas-kesehatan", b"dinkes"), (b"Asia/Pontianak", b"Asia/Nowhere"), (b"/lama", b"/tua"),
               (b"website", b"situs"), (b"until:", b"sampai:"), (b"pekan-imunisasi", b"hari-imunisasi"), (b"role: editor", b"role: redaktur")]  # fmt: skip
    if dice.random() < 0.15:
        del files[path]
    else:
        for old, new in changes:
            rewrite(files, path, old, new)


def words(files: Files, dice: random.Random) -> None:
    path = dice.choice(records(files))
    files[path] = (files[path][0], files[path][1] + b"\n\nSatu kalimat lagi.\n")


EDITS: list[Edit] = [drop, copy, link, link, state, damage, picture, show, stray, odd, rules, words]


def holds(twin: Twin, before: Files, after: Files) -> set[Fault]:
    """What is wrong with the result by the whole check, was not with the base, and the change's check does not say."""
    base, head = twin.commit(before, after)
    return twin.whole(after) - twin.whole(before) - twin.change(base, head)


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_what_the_whole_check_would_say_the_change_s_check_says(tmp_path: Path, seed: int) -> None:
    """A walk over states of an office: what is clean is mostly what the walk goes on from."""
    dice, twin = random.Random(seed), Twin(tmp_path)
    before, clean = twin.files, twin.files
    for number in range(STEPS):
        after = dict(before)
        used = [dice.choice(EDITS) for _ in range(dice.choice([1, 1, 2, 3]))]
        for edit in used:
            edit(after, dice)
        missed = holds(twin, before, after)
        assert not missed, f"step {number}: {[edit.__name__ for edit in used]}"
        clean = after if not twin.whole(after) else clean
        before = after if dice.random() < 0.4 else clean


def test_the_base_is_clean_and_rich(tmp_path: Path) -> None:
    twin = Twin(tmp_path)
    assert twin.whole(twin.files) == set()
    assert {CLOSED, OPEN, UNNAMED, STORY, DRAFT, PICTURE} <= twin.files.keys()
