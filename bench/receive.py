"""The pre-receive hook on a push of 1,000 signed commits, beside verifying their signatures and nothing else."""

from pathlib import Path

from bench.archive import make
from bench.measure import PYTHON, REDAKSI, medians, process
from bench.past import AUTHORS, Stage, git, versions
from bench.setting import Setting
from bench.table import Row

COMMITS = 1_000


def run(setting: Setting) -> list[Row]:
    """One push that adds the last entry to each of 1,000 requests."""
    root = setting.folder / "signed"
    make_signed(root, COMMITS)
    old, new = git(root, "rev-parse", "base"), git(root, "rev-parse", "main")
    hook = f"echo {old} {new} refs/heads/main | {REDAKSI} receive"
    ours, peer = medians(
        setting.times,
        lambda: process("sh", "-c", hook, folder=root / ".git"),
        lambda: process(PYTHON, "-m", "bench.walks", "verify", root),
    )
    return [Row("pre-receive of 1,000 signed commits, verifying alone", ours, 2, peer=peer)]


def make_signed(root: Path, count: int) -> None:
    """An office whose branch `base` lacks the last entry of every request, and `main` brings them, each signed."""
    make(root, count)
    keys = {person: _key(root.parent / f"key-{person}") for person in AUTHORS}
    _ask_for_signatures(root, keys)
    git(root, "init", "--quiet", "--initial-branch=main")
    grown = [versions(root, file, 1) for file in sorted(root.glob("content/requests/*/*.md"))]
    for before, _ in grown:
        (root / before.path).write_text(before.text)
    last = sorted((stages[-1] for stages in grown), key=lambda stage: stage.at)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=base", at=last[0].at - 60)
    git(root, "branch", "base")
    for stage in last:
        _commit(root, stage, keys[stage.by])
    git(root, "reset", "--quiet", "--hard", "main")
    git(root, "repack", "-adq")


def _key(path: Path) -> Path:
    if not path.exists():
        process("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path)
    return path


def _ask_for_signatures(root: Path, keys: dict[str, Path]) -> None:
    """Every step must be signed; each person has a key."""
    policy, people = root / "site_config/policy.yml", root / "site_config/people.yml"
    policy.write_text(policy.read_text().replace("default: committed", "default: signed"))
    text = people.read_text()
    for person, key in keys.items():
        public = " ".join(key.with_suffix(".pub").read_text().split()[:2])
        line = f"    - {AUTHORS[person]}\n"
        text = text.replace(line, f"{line}  keys:\n    - key: {public}\n      from: 2024-01-02\n")
    people.write_text(text)


def _commit(root: Path, stage: Stage, key: Path) -> None:
    """One signed commit on top of main, without touching the work tree."""
    blob = git(root, "hash-object", "-w", "--stdin", data=stage.text)
    git(root, "update-index", "--cacheinfo", f"100644,{blob},{stage.path}")
    tree, parent = git(root, "write-tree"), git(root, "rev-parse", "main")
    signing = ("-c", "gpg.format=ssh", "-c", f"user.signingKey={key}")
    commit = git(root, *signing, "commit-tree", "-S", "-p", parent, "-m", "x", tree, by=stage.by, at=stage.at)
    git(root, "update-ref", "refs/heads/main", commit)
