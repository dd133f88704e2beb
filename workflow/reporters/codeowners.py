"""Writes GitHub's CODEOWNERS from the policy's owners and the people who hold their roles now."""

from workflow.config.office import Office
from workflow.rules.authority.code_owners import EVERYTHING, RECORDS_FOLDER, code_owners

CODEOWNERS_PATH = ".github/CODEOWNERS"


def codeowners(office: Office, now: int) -> str:
    """The whole file: for each path of the policy the GitHub names of those whose role answers for it.

    A path for which nobody with a GitHub name answers is left out, since an empty line takes the owners away (GitHub
    Docs, "About code owners"). So it does for records: the check says who may do what to them, and any approval merges.
    """
    lines = ["# redaksi codeowners < site_config/policy.yml, site_config/people.yml", ""]
    for owner in code_owners(office):
        logins = sorted(
            f"@{person.github}"
            for key, person in office.people.items()
            if person.github and not set(owner.roles).isdisjoint(office.roles_of(key, now))
        )
        if logins:
            lines.append(f"{'*' if owner.path == EVERYTHING else f'/{owner.path}'} {' '.join(logins)}")
        if owner.path == EVERYTHING:
            lines.append(f"/{RECORDS_FOLDER}")
    return "\n".join(lines) + "\n"
