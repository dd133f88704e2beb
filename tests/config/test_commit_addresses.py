"""Which addresses may stand in people.yml: a forge's noreply addresses and the office's own; nobody's private one."""

import pytest

from workflow.config.commit_addresses import PRIVATE_PROVIDERS, is_private_provider, may_stand_in_git

OWN = ("kabupaten.go.id", "Git.kantor.lan")


@pytest.mark.parametrize(
    "address",
    [
        "1000+surya@users.noreply.github.com", "surya@users.noreply.github.com",  # GitHub
        "12-surya@users.noreply.gitlab.com", "12-surya@users.noreply.git.kabupaten.go.id",  # GitLab
        "surya@noreply.codeberg.org", "12+surya@noreply.git.kabupaten.go.id",  # Forgejo, Gitea
        "1+surya@users.noreply.github.kabupaten.go.id",  # GitHub Enterprise Server
        "Surya@Kabupaten.GO.ID", "surya@git.kantor.lan",
    ],
)  # fmt: skip
def test_addresses_of_forges_and_of_the_office(address: str) -> None:
    assert may_stand_in_git(address, OWN)


@pytest.mark.parametrize(
    "address",
    [
        "surya@gmail.com", "surya@kabupaten.go.id.example.org", "surya@lain.kabupaten.go.id", "surya@go.id",
        "surya@evilnoreply.github.com", "noreply@gmail.com", "surya@users.noreply", "noreply.github.com@yahoo.com",
        "surya@my.users.noreply.github.com", "surya@git.kantor", "surya",
    ],
)  # fmt: skip
def test_any_other_address_is_somebody_s_own(address: str) -> None:
    assert not may_stand_in_git(address, OWN)


@pytest.mark.parametrize("domain", sorted(PRIVATE_PROVIDERS))
def test_no_policy_makes_a_private_provider_the_office_s(domain: str) -> None:
    assert is_private_provider(domain.upper())
    assert is_private_provider(f"mail.{domain}")
    assert not is_private_provider(f"{domain}.kabupaten.go.id")
    assert not may_stand_in_git(f"surya@{domain}", (domain,))
