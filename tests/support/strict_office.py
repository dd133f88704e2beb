"""An office that asks for signatures, and people with real keys."""

from collections.abc import Callable
from pathlib import Path

from tests.support.command_line import redaksi
from tests.support.repository import DATE, NOW, OPEN, PEOPLE, Office, by_authors
from tests.support.ssh_keys import key_of, public
from workflow.engine.check_change import ChangeCheck
from workflow.forge.reviews import Review
from workflow.git.repository import Repository
from workflow.i18n.catalog import translate

POLICY, STAFF = "site_config/policy.yml", "site_config/people.yml"


class Strict(Office):
    """An office that asks for signatures, whose editor Sari has a key."""

    def __init__(self, root: Path, *, terms: str = "from: 2026-01-02", level: str = "signed") -> None:
        super().__init__(root)
        self.on_main(lambda: self._ask(terms, level))

    def _ask(self, terms: str, level: str) -> None:
        self.edit(POLICY, "  default: claimed\n", f"  default: claimed\n  steps: {{5: {level}}}\n")
        mail = f"    - {PEOPLE['sari']}\n"
        self.edit(STAFF, mail, f"{mail}  keys:\n    - key: {public('sari')}\n      {terms}\n")
        mail = f"    - {PEOPLE['budi']}\n"
        self.edit(STAFF, mail, f"{mail}  keys:\n    - key: {public('budi')}\n      from: 2026-01-02\n")

    def on_main(self, work: Callable[[], None], date: str = DATE) -> None:
        """Do something on main as the head, and begin the change anew from there."""
        self.git("switch", "--quiet", "main")
        work()
        self.commit("kadis", date=date)
        self.git("branch", "--force", "change", "main")
        self.git("switch", "--quiet", "change")

    def signed_commit(self, person: str, key: str | None = None, date: str = DATE) -> None:
        """Commit everything with a signature by somebody's key."""
        self.git("add", "--all")
        signing = ("-c", "gpg.format=ssh", "-c", f"user.signingKey={key_of(key or person)}")
        self.git(*signing, "commit", "--quiet", "-S", "--allow-empty", "--message=signed", person=person, date=date)

    def sign_entry(self, key: str = "sari") -> None:
        """Run `redaksi sign` on the open request."""
        result = redaksi("sign", "--root", self.root, "--key", key_of(key), self.root / OPEN)
        assert result.code == 0, result.err

    def judged(self, reviews: list[Review] | None = None) -> dict[str, str]:
        """The errors of the change: rule and message. What is reviewed, its authors pushed."""
        with Repository(self.root) as repository:
            check = ChangeCheck.between(repository, "main", "change")
            pushers = by_authors(check.commit_range) if reviews else None
            report = check.run(check.load(), NOW, NOW, reviews or [], pushers=pushers).report
        return {found.rule: translate(found.message) for found in report.findings if found.severity == "error"}
