"""A tiny office of its own: a folder with content/, its own facts and mkdocs.yml, a few people, a Git server of its own.

Everything else (policy, holidays, categories, theme) is the program's. No word of it is the sample's.
"""

import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.support.clone import ENVIRONMENT, git
from tests.support.offices import ROOT, made_once

BEGUN = "2026-11-23T08:00+08:00"
DOMAIN = "sikkakab.go.id"
TEAM: Mapping[str, tuple[str, ...]] = {
    "maria": ("kepala-dinas",),
    "sari": ("redaktur", "editor"),
    "rina": ("petugas",),
}
"""Three people, each with the roles that the SOP's `not_by` lets one person hold."""
OFFICE = f"""\
name: Dinas Komunikasi dan Informatika Kabupaten Sikka
short: Diskominfo Sikka
regency: Kabupaten Sikka
address: Jalan El Tari, Maumere
email: diskominfo@{DOMAIN}
phone: (0382) 21-123
website: https://berita.{DOMAIN}/
tagline: Kabar resmi Kabupaten Sikka
"""
AGENCIES = """\
dinkes:
  name: Dinas Kesehatan
  short: Dinkes
"""
PARTNERS = """\
website:
  name: Situs kantor
  kind: website
"""


def people_yml(team: Mapping[str, tuple[str, ...]]) -> str:
    """The list of people; a role may be followed by the days that bound it: `editor 2024-01-02 2026-11-30`."""
    parts = []
    for key, roles in team.items():
        terms = "".join(f"    - {_term(*role.split())}\n" for role in roles)
        parts.append(f"{key}:\n  name: {key.capitalize()} Lewa\n  roles:\n{terms}  emails: [{key}@{DOMAIN}]\n")
    return "".join(parts)


def _term(role: str, start: str = "2024-01-02", until: str = "") -> str:
    return f"{{role: {role}, from: {start}{f', until: {until}' if until else ''}}}"


def tiny_office(target: Path, team: Mapping[str, tuple[str, ...]] = TEAM) -> Path:
    """The office in a repository, committed by its head."""
    made_once(_begin, target)
    if team is not TEAM:
        (target / "site_config/people.yml").write_text(people_yml(team))
        commit(target, "maria", "Orang kantor")
    return target


def _begin(root: Path) -> None:
    (root / "site_config/sop").mkdir(parents=True)
    texts = {"office": OFFICE, "agencies": AGENCIES, "partners": PARTNERS, "people": people_yml(TEAM)}
    for name, text in texts.items():
        (root / f"site_config/{name}.yml").write_text(text)
    # WITA, hours and SOP are facts of the office as well
    calendar = (ROOT / "site_config/calendar.yml").read_text().replace("Asia/Pontianak", "Asia/Makassar")
    (root / "site_config/calendar.yml").write_text(calendar)
    policy = (ROOT / "workflow/defaults/site_config/policy.yml").read_text()
    policy = policy.replace("  default: pushed\n", f"  default: committed\n  mail_domains: [{DOMAIN}]\n")
    (root / "site_config/policy.yml").write_text(policy.replace("  rules: pushed ", "  rules: committed "))
    shutil.copyfile(ROOT / "site_config/sop/418-2024.yml", root / "site_config/sop/418-2024.yml")
    settings = (ROOT / "mkdocs.yml").read_text()  # without the hand-written pages of the sample
    (root / "mkdocs.yml").write_text(re.sub(r"  - Tentang:\n(?:      .*\n)+", "", settings))
    git(root, "init", "--quiet", "--initial-branch=main")
    for sample in (root / ".git/hooks").iterdir():
        sample.unlink()
    commit(root, "maria", "Kantor dimulai")


def commit(root: Path, person: str, message: str, at: str = BEGUN) -> None:
    """Commit all that lies there as somebody."""
    git(root, "add", "--all")
    commit_at_own_desk(root, person, at, f"--message={message}")


def commit_at_own_desk(root: Path, person: str, at: str, *arguments: str) -> None:
    """`git commit` at a time on the computer of somebody, whose name Git there puts into commits."""
    who = {"NAME": f"{person.capitalize()} Lewa", "EMAIL": f"{person}@{DOMAIN}", "DATE": at}
    environment = {f"GIT_{part}_{name}": value for part in ("AUTHOR", "COMMITTER") for name, value in who.items()}
    subprocess.run(["git", "commit", "--quiet", *arguments], cwd=root, env={**ENVIRONMENT, **environment}, check=True)
