"""Cross-file validation of the configuration. Each contradiction is a finding of the family `office/`."""

from collections.abc import Iterator
from itertools import pairwise
from zoneinfo import ZoneInfo

from workflow.calendar.config import WEEKDAYS, Week
from workflow.config.account_holders import identities, person_of_account
from workflow.config.allowed_signers import is_public_key
from workflow.config.brand_pictures import picture_flaws
from workflow.config.commit_addresses import is_private_provider, may_stand_in_git
from workflow.config.contacts import contact_flaws
from workflow.config.mkdocs_yml import settings_flaws
from workflow.config.office import Office, Person
from workflow.config.pages.static_pages import read_static_pages
from workflow.config.pages.topics import topic_flaws
from workflow.config.policy import MAINTAINABLE, Policy, is_maintainable
from workflow.config.redirects import SitePaths, redirect_flaws
from workflow.i18n.message import Message, mark, say
from workflow.text.field_types import SECONDS_PER_DAY
from workflow.text.finding import Finding, Place


def office_flaws(office: Office) -> Iterator[Finding]:
    """Every contradiction between or within the files of site_config/."""
    yield from _identity(office)
    yield from contact_flaws(office)
    yield from _calendar(office)
    yield from notice_flaws(office)
    yield from _people(office)
    yield from _editions(office)
    yield from _policy(office)
    yield from _commands(office)
    places = SitePaths(office.files, {**office.categories}, {**office.agencies})
    yield from redirect_flaws(office.moved, places)
    yield from mkdocs_flaws(office)
    yield from read_static_pages(office)[1]
    yield from topic_flaws(office.topics, office.files)


def mkdocs_flaws(office: Office) -> Iterator[Finding]:
    """What is wrong with mkdocs.yml: to be known before MkDocs reads it, since it runs what it finds there."""
    places = SitePaths(office.files, {**office.categories}, {**office.agencies})
    identity = office.identity
    names = (identity.site_title, identity.short)
    yield from settings_flaws(office.files, places, names, has_favicon=identity.favicon is not None)


def zone_is_known(name: str) -> bool:
    """Whether the time zone exists."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True


PUBLIC_KEY = say("Copy the line of the file that ends in `.pub`, for example `ssh-ed25519 AAAA...`.")


def _identity(office: Office) -> Iterator[Finding]:
    key = office.identity.site_key
    if key is not None and not is_public_key(key):
        message = say("This is no public SSH key.")
        yield Finding("office/identity", "site_config/office.yml", ("site_key",), message, PUBLIC_KEY)
    yield from picture_flaws(office.files, office.identity.pictures)


LONGEST_EMERGENCY_DAYS = 31
"""Days that an emergency notice may be shown; what stands longer was forgotten, or is an announcement."""
END_AFTER_BEGINNING = say("Write in `until` the first moment at which it is no longer shown.")


def notice_flaws(office: Office) -> Iterator[Finding]:
    """Notices that are never shown, and emergencies that would never end."""
    for name, notices in (("announcements", office.announcements), ("emergency", office.emergency)):
        for key, one in notices.items():
            place = (key, "until")
            if one.until <= one.start:
                message = say("“{name}” ends before it begins.", name=key)
                yield Finding("office/notices", f"site_config/{name}.yml", place, message, END_AFTER_BEGINNING)
            elif name == "emergency" and one.until - one.start > LONGEST_EMERGENCY_DAYS * SECONDS_PER_DAY:
                message = say("“{name}” is shown for more than {count} days.", name=key, count=LONGEST_EMERGENCY_DAYS)
                help_ = say("Write an earlier `until`; it can be moved on later. What lasts longer is an announcement.")
                yield Finding("office/notices", f"site_config/{name}.yml", place, message, help_)


def _calendar(office: Office) -> Iterator[Finding]:
    path, file = "site_config/calendar.yml", office.calendar.file
    yield from _week(path, ("hours",), file.hours)
    for index, period in enumerate(file.periods):
        yield from _week(path, ("periods", index, "hours"), period.hours)
        if period.until < period.start:
            message = say("The period “{name}” ends before it begins.", name=period.name)
            yield Finding("office/calendar", path, ("periods", index, "until"), message)
    order = sorted(range(len(file.periods)), key=lambda index: file.periods[index].start)
    for one, two in pairwise(order):
        if file.periods[two].start <= file.periods[one].until:
            names = {"one": file.periods[one].name, "two": file.periods[two].name}
            message = say("The periods “{one}” and “{two}” overlap.", **names)
            yield Finding("office/calendar", path, ("periods", two, "from"), message)


def _week(path: str, place: tuple[str | int, ...], week: Week) -> Iterator[Finding]:
    for weekday in WEEKDAYS:
        spans = sorted(getattr(week, weekday))
        if any(one[1] > two[0] for one, two in pairwise(spans)):
            message = say("The working hours of this day overlap.")
            yield Finding("office/calendar", path, (*place, weekday), message)


def _people(office: Office) -> Iterator[Finding]:
    known = {*_performers(office), *office.policy.maintainers}
    owners: dict[str, str] = {}
    for key, person in office.people.items():
        yield from _roles(key, person, known)
        shared = {owners.setdefault(identity, key): identity for identity in identities(person)}
        for owner, identity in shared.items():
            if owner != key:
                yield _person_flaw((key,), say(SHARED[identity.partition(":")[0]], one=owner, two=key), ONE_EACH)
        for index, key_ in enumerate(person.keys):
            if not is_public_key(key_.key):
                yield _person_flaw((key, "keys", index, "key"), say("This is no public SSH key."), PUBLIC_KEY)
        for index, mail in enumerate(person.emails):
            if not may_stand_in_git(mail, office.policy.evidence.mail_domains):
                message = say("A personal e-mail address must not stand in Git.")
                yield _person_flaw((key, "emails", index), message, OFFICE_ADDRESS)


OFFICE_ADDRESS = say(
    "Write the noreply address that the forge gives (GitHub: Settings > Emails). On a Git server of your own, write an "
    "address at the office's own domain, which `mail_domains` in policy.yml names."
)
SHARED = {
    "mail": mark("`{one}` and `{two}` have the same address."),
    "login": mark("`{one}` and `{two}` have the same account on GitHub."),
    "account": mark("`{one}` and `{two}` have addresses of the same account on GitHub."),
    "key": mark("`{one}` and `{two}` have the same SSH key."),
}
ONE_EACH = say("Who did something could not be told apart: give each person their own account, address and key.")


def _roles(key: str, person: Person, known: set[str]) -> Iterator[Finding]:
    for index, role in enumerate(person.roles):
        place = (key, "roles", index)
        if role.role not in known:
            message = say("No edition of the SOP knows the role `{role}`.", role=role.role)
            yield _person_flaw((*place, "role"), message)
        if role.until is not None and role.until < role.start:
            yield _person_flaw((*place, "until"), say("The role ends before it begins."))
        if role.acting and not role.decree:
            yield _person_flaw(place, say("An acting role (plh, plt) needs the number of its `decree`."))


def _performers(office: Office) -> frozenset[str]:
    """The functions that any edition of the SOP knows."""
    return frozenset(role for edition in office.editions for role in edition.performers)


def _policy(office: Office) -> Iterator[Finding]:
    path = "site_config/policy.yml"
    known = {*_performers(office), *office.policy.maintainers}
    for place, message, help_ in _maintainers(office.policy, _performers(office)):
        yield Finding("office/policy", path, place, message, help_)
    named: list[tuple[Place, str]] = [
        (("evidence", "reviewers", index), role) for index, role in enumerate(office.policy.evidence.reviewers)
    ]
    for index, owner in enumerate(office.policy.owners):
        named += [(("owners", index, "roles", place), role) for place, role in enumerate(owner.roles)]
        if owner.path.startswith("/") or "*" in owner.path:
            message = say("A path here begins at the root without a slash and has no wildcards.")
            yield Finding("office/policy", path, ("owners", index, "path"), message)
    for place, role in named:
        if role not in known:
            message = say("No edition of the SOP knows the role `{role}`.", role=role)
            yield Finding("office/policy", path, place, message)
    numbers = {str(number) for edition in office.editions for number in edition.by_number}
    for number in office.policy.evidence.steps:
        if number not in numbers:
            message = say("No edition of the SOP has a step {number}.", number=number)
            yield Finding("office/policy", path, ("evidence", "steps", number), message)
    yield from _identity_rules(office, path)


def _maintainers(policy: Policy, performers: frozenset[str]) -> Iterator[tuple[Place, Message, Message | None]]:
    """Maintainers' roles that are functions of the SOP as well, and files that no maintainer may own."""
    for role in policy.maintainers:
        if role in performers:
            message = say("`{role}` is a function of the SOP and cannot be a maintainer's role as well.", role=role)
            yield ("maintainers", role), message, say("Give the maintainers' role another name.")
    for index, role in enumerate(policy.evidence.reviewers):
        if role in policy.maintainers:
            message = say("`{role}` looks after settings; its approval counts for no step.", role=role)
            yield ("evidence", "reviewers", index), message, say("Take it out of `reviewers`.")
    for index, owner in enumerate(policy.owners):
        for place, role in enumerate(owner.roles):
            if role in policy.maintainers and not is_maintainable(owner.path):
                message = say("A maintainer (`{role}`) cannot answer for {path}.", role=role, path=owner.path)
                yield ("owners", index, "roles", place), message, OWNABLE


OWNABLE = say(
    "It decides who may do what, or what runs and is sent. Of site_config/ maintainers may own, each named by itself: "
    "{paths}.",
    paths=", ".join(path.removeprefix("site_config/") for path in MAINTAINABLE),
)


def _identity_rules(office: Office, path: str) -> Iterator[Finding]:
    """Domains that are no office's own, and programs that are people."""
    for index, domain in enumerate(office.policy.evidence.mail_domains):
        if is_private_provider(domain):
            message = say("Everybody can have an address at {domain}; it is no office's own domain.", domain=domain)
            yield Finding("office/policy", path, ("evidence", "mail_domains", index), message, OWN_DOMAIN)
    for index, login in enumerate(office.policy.evidence.bots):
        if key := person_of_account(office, login):
            message = say(
                "The account {login} is that of `{key}`, who is a person and no program.", login=login, key=key
            )
            yield Finding("office/policy", path, ("evidence", "bots", index), message)


OWN_DOMAIN = say(
    "Name the domain of the office's own mail, as in name@kabupaten.go.id; without one, give people the noreply "
    "addresses of the Git server."
)


def _person_flaw(place: Place, message: Message, help_: Message | None = None) -> Finding:
    return Finding("office/people", "site_config/people.yml", place, message, help_)


def _editions(office: Office) -> Iterator[Finding]:
    for one, two in pairwise(office.editions):
        if one.effective == two.effective:
            message = say("The editions {one} and {two} take effect on the same day.", one=one.id, two=two.id)
            yield Finding("office/sop", f"site_config/sop/{two.id}.yml", ("effective",), message)


def _commands(office: Office) -> Iterator[Finding]:
    """Words that mean two things, and steps or results that no edition has."""
    owners: dict[str, str] = {}
    known = {number for edition in office.editions for number in edition.by_number}
    for key, command in office.commands.commands.items():
        place: tuple[str | int, ...] = ("commands", key)
        for word in (key, *command.also):
            if (owner := owners.setdefault(word, key)) != key:
                yield _command_flaw(place, say("`{word}` stands for `{one}` already.", word=word, one=owner))
        for index, number in enumerate(command.steps):
            if number not in known:
                message = say("No edition of the SOP has a step {number}.", number=number)
                yield _command_flaw((*place, "steps", index), message)
        steps = [edition.by_number.get(number) for edition in office.editions for number in command.steps]
        results = {name for step in steps if step for name in step.results}
        for word, result in command.results.items():
            if result not in results:
                message = say("No step of this command has the result `{result}`.", result=result)
                yield _command_flaw((*place, "results", word), message)


def _command_flaw(place: Place, message: Message) -> Finding:
    return Finding("office/commands", "site_config/commands.yml", place, message)
