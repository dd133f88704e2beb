"""Addresses of Git commits: which may stand in people.yml, so that no person's own address enters Git.

A forge gives each account an address that reaches nobody; an office with a Git server of its own names its mail
domain in policy.yml (`evidence.mail_domains`). Providers of private mail are refused, whatever the policy says.

Source: GitHub Docs, "Email addresses reference"; GitLab Docs, "Email settings" (custom hostname for private commit
emails: `users.noreply.<host>`); Forgejo and Gitea, configuration, NO_REPLY_ADDRESS (`noreply.<domain>`); Law 27/2022.
"""

import re
from collections.abc import Collection

NOREPLY_DOMAIN = re.compile(r"(?:users\.)?noreply\.[a-z0-9-]+(?:\.[a-z0-9-]+)*", re.ASCII)
"""`users.noreply.github.com`, `users.noreply.gitlab.com`, `noreply.codeberg.org`, `users.noreply.git.kantor.go.id`."""

PRIVATE_PROVIDERS = frozenset({
    "aol.com", "email.com", "fastmail.com", "gmail.com", "gmx.com", "gmx.net", "googlemail.com", "hey.com",
    "hotmail.co.id", "hotmail.com", "icloud.com", "inbox.com", "live.com", "mac.com", "mail.com", "mail.ru", "me.com",
    "msn.com", "outlook.co.id", "outlook.com", "plasa.com", "proton.me", "protonmail.com", "qq.com", "rocketmail.com",
    "telkom.net", "tuta.com", "tutanota.com", "yahoo.co.id", "yahoo.co.uk", "yahoo.com", "yandex.com", "yandex.ru",
    "ymail.com", "zohomail.com",
})  # fmt: skip
"""Where everybody can have an address; theirs is a person's, never an institution's."""


def is_private_provider(domain: str) -> bool:
    """Whether everybody can have an address at a domain, or below it."""
    labels = domain.lower().split(".")
    return any(".".join(labels[start:]) in PRIVATE_PROVIDERS for start in range(len(labels)))


def may_stand_in_git(address: str, domains: Collection[str]) -> bool:
    """Whether an address is one of a forge that reaches nobody, or one at the office's own `domains`."""
    domain = address.rpartition("@")[2].lower()
    is_own = domain in map(str.lower, domains) and not is_private_provider(domain)
    return is_own or bool(NOREPLY_DOMAIN.fullmatch(domain))
