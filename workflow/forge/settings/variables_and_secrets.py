"""Variables and secrets: which workflows ask for, and when they are needed. Secrets are only looked for by name."""

from collections.abc import Callable
from functools import partial

from msgspec import Struct

from workflow.forge.rest_api import FORBIDDEN, NOT_FOUND, ForgeError
from workflow.forge.settings.environments import environment_path
from workflow.forge.settings.row import ApiRequest, GitHubPlan, Observation, SettingRow
from workflow.forge.settings.snapshot import SettingsSnapshot
from workflow.i18n.message import Message, Phrase, say

ON = "on"
NOT_NEEDED = Observation(notes=(say("it is not set, and not needed now"),))
Need = Callable[[SettingsSnapshot], bool]


def always(_seen: SettingsSnapshot) -> bool:
    """An office that works on GitHub needs it."""
    return True


def optional(_seen: SettingsSnapshot) -> bool:
    """It is for the office to decide, or there is a value that serves without it."""
    return False


def delivers(seen: SettingsSnapshot) -> bool:
    """The office sends mail by program."""
    return seen.variables().get("DELIVERY") == ON


def edits(seen: SettingsSnapshot) -> bool:
    """The site has the page for writing."""
    return seen.variables().get("EDITOR") == ON


def signs(seen: SettingsSnapshot) -> bool:
    """office.yml names the key that the site's mark is to be signed with."""
    return seen.facts.signed


def needs_contacts_secret(seen: SettingsSnapshot) -> bool:
    """Mail is sent and the contacts are not in a second repository."""
    return delivers(seen) and not seen.variables().get("CONTACTS_REPOSITORY")


def has_contacts_repository(seen: SettingsSnapshot) -> bool:
    """Mail is sent and the contacts are in a second repository, which the App reads."""
    return delivers(seen) and bool(seen.variables().get("CONTACTS_REPOSITORY"))


def needs_contacts_repository(seen: SettingsSnapshot) -> bool:
    """Mail is sent and the contacts are not in a secret."""
    return delivers(seen) and "CONTACTS" not in secret_names(seen, "mail")


class Variable(Struct, frozen=True):
    """A variable of the repository."""

    name: str
    why: Message
    needed: Need
    used_by: tuple[str, ...]


class Secret(Struct, frozen=True):
    """A secret of an environment."""

    name: str
    environment: str
    why: Message
    needed: Need
    used_by: tuple[str, ...]
    source: str = ""
    """What the shell hands to `gh secret set`: a file after `<`, or a program before `|`. Else gh asks for it."""


ACT, MAIL, SITE = ("act.yml",), ("clock.yml",), ("deploy.yml",)
APP_KEY_FILE = "< APP.DATE.private-key.pem"
"""As GitHub names the file that it hands out."""
VARIABLES = (
    Variable("APP_CLIENT_ID", say("the Client ID of the office's GitHub App"), always, (*ACT, *MAIL)),
    Variable("DELIVERY", say("“on” has the office's mail sent by program"), optional, MAIL),
    Variable(
        "CONTACTS_REPOSITORY",
        say("owner/name of the private repository with the contacts, in which the App is installed too"),
        needs_contacts_repository,
        (*ACT, *MAIL),
    ),
    Variable("EDITOR", say("“on” has the site carry the page for writing (/admin/)"), optional, SITE),
    Variable("EDITOR_AUTH", say("the address of the server at which writers sign in"), edits, SITE),
)
SECRETS = (
    Secret(
        "ACT_KEY",
        "act",
        say("with it the program stamps its own commits; without it no comment is done"),
        always,
        ACT,
        "openssl rand -hex 32 |",
    ),
    Secret("APP_KEY", "act", say("the private key of the office's GitHub App"), always, ACT, APP_KEY_FILE),
    Secret(
        "APP_KEY",
        "mail",
        say("the same key, with which the contacts are read"),
        has_contacts_repository,
        MAIL,
        APP_KEY_FILE,
    ),
    Secret("SITE_KEY", "site", say("the private key that signs the site"), signs, SITE, "< kunci-situs"),
    Secret("SMTP_HOST", "mail", say("the mail server's name"), delivers, MAIL),
    Secret("SMTP_PORT", "mail", say("the mail server's port, if it is not the usual one"), optional, MAIL),
    Secret("SMTP_TLS", "mail", say("“tls” or “starttls” (the usual one)"), optional, MAIL),
    Secret("SMTP_USER", "mail", say("the mail account's name"), optional, MAIL),
    Secret("SMTP_PASSWORD", "mail", say("the mail account's password"), optional, MAIL),
    Secret("SMTP_FROM", "mail", say("the sender's address, if not the one in office.yml"), optional, MAIL),
    Secret(
        "CONTACTS", "mail", say("the contacts, where they are few and in no repository"), needs_contacts_secret, MAIL
    ),
)


def observe_site_url(seen: SettingsSnapshot) -> Observation:
    """The site's address must be said where it is not the one that GitHub makes of the repository's name."""
    owner, name = seen.repository["full_name"].split("/")
    address = str((seen.find("pages") or {}).get("html_url") or "")
    usual = f"https://{owner}.github.io/{name}"
    if address.rstrip("/").lower() == usual.lower():
        address = ""
    return observe_variable(seen, VARIABLES_BY_NAME["SITE_URL"], address)


def observe_variable(seen: SettingsSnapshot, one: Variable, fitting: str = "") -> Observation:
    """Whether a variable is set, where it is needed; as the caller wants it, or to what fits."""
    known, asked = seen.variables().get(one.name), seen.facts.values.get(one.name)
    value = asked or (fitting if known is None else "")
    if value and value != known:
        gap = say("it is not “{value}”", value=value) if known else say("it is not set; “{value}” fits", value=value)
        return Observation((gap,), (_set(one.name, value, known),))
    if known is None and one.needed(seen):
        return Observation((say("it is not set: redaksi github --apply --set {name}=…", name=one.name),))
    return Observation() if known else NOT_NEEDED


def _set(name: str, value: str, known: str | None) -> ApiRequest:
    if known is None:
        return ApiRequest("POST", "actions/variables", {"name": name, "value": value})
    return ApiRequest("PATCH", f"actions/variables/{name}", {"value": value})


def secret_names(seen: SettingsSnapshot, environment: str) -> set[str]:
    """The names of an environment's secrets; none where it is not there."""
    if seen.find(environment_path(environment)) is None:
        return set()
    return {str(one["name"]) for one in seen.items(f"{environment_path(environment)}/secrets", "secrets")}


def observe_secret(seen: SettingsSnapshot, one: Secret) -> Observation:
    """Whether a secret is there, in its environment and nowhere else; what is not needed may stay unseen."""
    try:
        return _found(seen, one)
    except ForgeError as error:
        if error.status not in {FORBIDDEN, NOT_FOUND} or one.needed(seen):
            raise
        return NOT_NEEDED


def _found(seen: SettingsSnapshot, one: Secret) -> Observation:
    if one.name in secret_names(seen, one.environment):
        return Observation()
    if one.name in {str(found["name"]) for found in seen.items("actions/secrets", "secrets")}:
        return Observation(
            (
                say(
                    "it is a secret of the repository, which any branch can read: move it: {how}",
                    how=secret_command(seen, one),
                ),
            )
        )
    if one.needed(seen):
        return Observation((say("it is not set: {how}", how=secret_command(seen, one)),))
    return NOT_NEEDED


def secret_command(seen: SettingsSnapshot, one: Secret) -> Phrase:
    """The command that sets a secret, whole however long it is; its value never stands in it."""
    host = seen.repository["html_url"].split("/")[2]
    where = seen.repository["full_name"] if host == "github.com" else f"{host}/{seen.repository['full_name']}"
    command = f"gh secret set {one.name} --env {one.environment} --repo {where}"
    if one.source.endswith("|"):
        return Phrase(f"{one.source} {command}")
    return Phrase(f"{command} {one.source}".rstrip())


def _variable_row(one: Variable, look: Callable[[SettingsSnapshot], Observation]) -> SettingRow:
    return SettingRow(
        key=f"variable:{one.name}",
        what=say("variable {name}", name=one.name),
        why=one.why,
        by_hand=say("Settings > Secrets and variables > Actions > Variables > New repository variable"),
        needs="variables=write",
        look=look,
        used_by=one.used_by,
    )


def _secret_row(one: Secret) -> SettingRow:
    return SettingRow(
        key=f"secret:{one.environment}/{one.name}",
        what=say("secret {name} in the environment “{environment}”", name=one.name, environment=one.environment),
        why=one.why,
        by_hand=say("Settings > Environments > {environment} > Add environment secret", environment=one.environment),
        needs="environments=read,secrets=read,actions=read",
        look=partial(observe_secret, one=one),
        used_by=one.used_by,
        plan=GitHubPlan.PAID,
    )


SITE_URL = Variable(
    "SITE_URL", say("the site's address, where it is not the usual one of GitHub Pages"), optional, (*MAIL, *SITE)
)
VARIABLES_BY_NAME = {one.name: one for one in (SITE_URL, *VARIABLES)}
VARIABLE_ROWS = (
    _variable_row(SITE_URL, observe_site_url),
    *(_variable_row(one, partial(observe_variable, one=one)) for one in VARIABLES),
)
"""Before what depends on them: whether there is an App decides about a job's own token."""
SECRET_ROWS = tuple(_secret_row(one) for one in SECRETS)
