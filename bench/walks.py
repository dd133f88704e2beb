"""The peers of the change check and the audit, as programs of their own: `python -m bench.walks NAME ROOT ...`.

`pairs`: GitPython opens the repository and reads three files at two commits. `bare`: one `git log --raw` and one
object stream, nothing parsed. `walk`: GitPython's iter_commits, diffs and blobs over the last so many commits.
`verify`: the signatures of all commits since `base`, and nothing else.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import git

from workflow.config.allowed_signers import allowed_signers
from workflow.config.load import load_office
from workflow.git.ssh_signature import SignatureVerifier, commit_signature

LOG = ("git", "log", "-z", "--raw", "--no-abbrev", "--no-renames", "--format=%x01%H", "--reverse", "--topo-order")
REQUESTS = "content/requests/"


def pairs(root: Path) -> int:
    """Read what a change of three files would compare."""
    repository = git.Repo(root)
    base, head = repository.commit("main"), repository.commit("change")
    paths = repository.git.diff("--name-only", "main", "change").split()
    return sum(len(commit.tree[path].data_stream.read()) for path in paths for commit in (base, head))


def bare(root: Path) -> int:
    """Read every version of every request that history holds."""
    fields = subprocess.run([*LOG, "main"], cwd=root, capture_output=True, check=True).stdout.split(b"\0")
    rows = pairwise(fields)
    wanted = [row.split()[3] for row, path in rows if b":" in row[:2] and path.startswith(REQUESTS.encode())]
    reader = subprocess.Popen(["git", "cat-file", "--batch"], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    size = 0
    if reader.stdin and reader.stdout:
        for name in wanted:
            reader.stdin.write(name + b"\n")
            reader.stdin.flush()
            size += len(reader.stdout.read(int(reader.stdout.readline().split()[2]) + 1))
        reader.stdin.close()
    reader.wait()
    return size


def walk(root: Path, count: int) -> int:
    """Do the same for the last so many commits as most programs would."""
    size = 0
    for commit in git.Repo(root).iter_commits("main", max_count=count):
        for parent in commit.parents:
            for difference in parent.diff(commit):
                blob = difference.b_blob
                if blob and str(blob.path).startswith(REQUESTS):
                    size += len(blob.data_stream.read())
    return size


def verify(root: Path) -> int:
    """Verify the signatures of main's commits since `base`, spread over the processors; how many are good."""
    office, _ = load_office(root)
    if office is None:
        raise ValueError(root)
    people = {mail: key for key, person in office.people.items() for mail in person.emails}
    repository = git.Repo(root)
    asked = []
    for commit in repository.iter_commits("base..main"):
        signed = commit_signature(repository.odb.stream(commit.binsha).read())
        if signed:
            asked.append((people[str(commit.author.email)], signed, commit.committed_date))
    with SignatureVerifier(allowed_signers(office)) as verifier, ThreadPoolExecutor(os.cpu_count()) as workers:
        return sum(workers.map(lambda one: verifier.verify(*one), asked))


if __name__ == "__main__":
    name, folder, *rest = sys.argv[1:]
    done = (
        {"pairs": pairs, "bare": bare, "verify": verify}[name](Path(folder))
        if name != "walk"
        else walk(Path(folder), int(rest[0]))
    )
    print(done)
