"""An office on a forge: real commits, and the forge's record of who pushed them, as its OpenAPI description has it."""

import json
from pathlib import Path
from typing import Any

from tests.support.repository import NOW, PEOPLE, Office
from workflow.engine.check_change import ChangeCheck
from workflow.evidence.pushers import pushers_by_forge, pushers_if_pushed_by
from workflow.forge.push_activity import oldest_first, read_activity
from workflow.git.push_record import PushedCommit
from workflow.git.repository import Repository
from workflow.i18n.catalog import translate

SCHEMA = json.loads((Path(__file__).with_name("activity.schema.json")).read_text())
NUMBERS = {"kadis": 1000, "rina": 1001, "budi": 1002, "sari": 1003, "dewi": 1005, "mallory": 6666}
LOGINS = {person: PEOPLE[person].partition("@")[0] for person in NUMBERS}
POLICY, STAFF = "site_config/policy.yml", "site_config/people.yml"
HEAD, NOTHING = "refs/heads/change", "0" * 40


def example(schema: dict[str, Any]) -> Any:
    """A value of a schema, of its own examples."""
    if schema.get("type") == "object":
        return {name: example(part) for name, part in schema["properties"].items()}
    kind = schema["type"] if isinstance(schema["type"], str) else schema["type"][0]
    return schema.get("example", {"string": "x", "integer": 1, "boolean": False}.get(kind))


def actor(login: str, number: int) -> Any:
    """An account in the full form in which GitHub names it."""
    return example({**SCHEMA["properties"]["actor"], "type": "object"}) | {"login": login, "id": number}


class Shared(Office):
    """An office that asks for `pushed`, its people with accounts, its branch `change` on the forge."""

    def __init__(self, root: Path, policy: str = "pushed") -> None:
        super().__init__(root)
        self.record: list[Any] = []
        self.git("switch", "--quiet", "main")
        text = (self.root / STAFF).read_text()
        for person in set(NUMBERS) - {"mallory"}:
            mail = f"    - {PEOPLE[person]}\n"
            text = text.replace(mail, f"{mail}    - {NUMBERS[person]}+{PEOPLE[person]}\n")
            if f"  github: {LOGINS[person]}\n" not in text:
                text = text.replace(f"\n{person}:\n", f"\n{person}:\n  github: {LOGINS[person]}\n")
        (self.root / STAFF).write_text(text)
        asked = f'  default: {policy}\n  bots: ["redaksi-contoh[bot]"]\n'
        self.edit(POLICY, "  default: claimed\n", asked)
        self.commit("kadis", "accounts")
        self.git("branch", "--force", "change", "main")
        self.git("switch", "--quiet", "change")

    def push(self, who: str, *, to: str = HEAD, after: str = "HEAD", **more: Any) -> None:
        """The forge takes in what `after` is now, and writes down whose account it was.

        `who`: a person, or the login of a program.
        """
        before = next((one["after"] for one in reversed(self.record) if one["ref"] == to), NOTHING)
        minute = 20 + len(self.record)
        self.record.append(
            example(SCHEMA)
            | {
                "id": len(self.record) + 1,
                "ref": to,
                "before": before,
                "after": self.git("rev-parse", after),
                "timestamp": f"2026-11-20T03:{minute}:00Z",
                "activity_type": "branch_creation" if before == NOTHING else "push",
                "actor": actor(LOGINS.get(who, who), NUMBERS.get(who, 7777)),
            }
            | more
        )

    def committed_by(self, author: str, committer: str, date: str = "2026-11-20T10:20:00+07:00") -> None:
        """Commit everything under one name as another, whose address may be anything."""
        self.git("add", "--all")
        mail = PEOPLE.get(committer, committer)
        self.git("commit", "--quiet", "--allow-empty", "--message=x", person=author, date=date, committer=mail)

    def told(self, supposed: str | None = None, now: int = NOW) -> dict[str, str]:
        """The errors of the change by rule, with their messages, as the forge's record has it."""
        listed = json.dumps(self.record[::-1]).encode()
        with Repository(self.root) as repository:
            check = ChangeCheck(repository, "main", "change")
            one = check.stretch
            pushers: dict[str, PushedCommit] = {}
            if supposed is not None:
                pushers |= pushers_if_pushed_by(repository, one, supposed, now)
            pushers |= pushers_by_forge(repository, one.base, oldest_first(read_activity(listed)))
            report = check.report(check.load(), now, now, pushers=pushers)
        return {found.rule: translate(found.message) for found in report.findings if found.severity == "error"}
