"""actions/checkout: real Git from the hub. Not here: SSH, submodules, LFS; nothing of a former checkout is cleaned."""

import base64
import os
import re
import subprocess

from tests.github.actions.kit import INPUTS, WORKSPACE, fail, output

SERVER = INPUTS["github-server-url"] or os.environ["GITHUB_SERVER_URL"]
TARGET = WORKSPACE / INPUTS["path"]
HEADER = "AUTHORIZATION: basic " + base64.b64encode(f"x-access-token:{INPUTS['token']}".encode()).decode()
KEY = f"http.{SERVER}/.extraheader"
UNKNOWN = ("ssh-key", "ssh-known-hosts")


def git(*arguments: str) -> str:
    """Git in the target, with the token. Ends the step where Git refuses."""
    command = ["git", "-c", f"{KEY}={HEADER}", "-C", str(TARGET), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        fail(f"git {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout.strip()


def wanted() -> tuple[str, str]:
    """The ref and the commit; one of them may be ""."""
    asked = INPUTS["ref"]
    if re.fullmatch(r"[0-9a-f]{40}", asked):
        return "", asked
    if asked:
        return asked if asked.startswith("refs/") else f"refs/heads/{asked}", ""
    if INPUTS["repository"] == os.environ["GITHUB_REPOSITORY"]:
        return os.environ["GITHUB_REF"], os.environ["GITHUB_SHA"]
    return "HEAD", ""


def specifications(ref: str, commit: str) -> list[str]:
    """What is fetched: all branches and tags where all history is, and the ref itself."""
    everything = (
        ["+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"] if INPUTS["fetch-depth"] == "0" else []
    )
    if ref.startswith(("refs/heads/", "refs/tags/")):
        return everything or [f"+{commit or ref}:{local(ref)}"]
    return [*everything, f"+{commit or ref}:{local(ref)}" if ref.startswith("refs/") else commit or ref]


def local(ref: str) -> str:
    """The name of a fetched ref here."""
    if ref.startswith("refs/heads/"):
        return ref.replace("refs/heads/", "refs/remotes/origin/", 1)
    return ref.replace("refs/pull/", "refs/remotes/pull/", 1)


def main() -> None:
    """Fetch, and lay out."""
    if any(INPUTS[name] for name in UNKNOWN) or INPUTS["submodules"] != "false" or INPUTS["lfs"] != "false":
        fail("the stand-in of checkout does not know this input")
    TARGET.mkdir(parents=True, exist_ok=True)
    git("init", "--quiet")
    git("remote", "add", "origin", f"{SERVER}/{INPUTS['repository']}")
    patterns = INPUTS["sparse-checkout"].split()
    keep = INPUTS["filter"] or ("blob:none" if patterns else "")
    depth = [] if INPUTS["fetch-depth"] == "0" else [f"--depth={INPUTS['fetch-depth']}"]
    if keep:
        git("config", "remote.origin.promisor", "true")
        git("config", "remote.origin.partialclonefilter", keep)
    ref, commit = wanted()
    fetch = ["fetch", "--quiet", "--no-tags", *depth, *([f"--filter={keep}"] if keep else []), "origin"]
    git(*fetch, *specifications(ref, commit))
    if ref and commit and git("rev-parse", local(ref)) != commit:  # the branch has gone on since the event
        git(*fetch, f"+{commit}:{local(ref)}")
    if patterns:
        cone = [] if INPUTS["sparse-checkout-cone-mode"] == "true" else ["--no-cone"]
        git("sparse-checkout", "set", *cone, *patterns)
    if ref.startswith("refs/heads/"):
        git("checkout", "--quiet", "--force", "-B", ref.removeprefix("refs/heads/"), local(ref))
    else:
        git(
            "checkout",
            "--quiet",
            "--force",
            "--detach",
            local(ref) if ref.startswith("refs/") else commit or "FETCH_HEAD",
        )
    if INPUTS["persist-credentials"] == "true":
        git("config", KEY, HEADER)
    output(ref=INPUTS["ref"] or ref, commit=git("rev-parse", "HEAD"))


main()
