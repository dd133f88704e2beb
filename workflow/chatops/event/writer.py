"""Whoever wrote on GitHub: who that is by the office's people.yml, and whether they may act here."""

from msgspec import Struct

from workflow.config.account_holders import AccountHolder
from workflow.config.office import Office
from workflow.forge.event import Event
from workflow.i18n.message import Message, WordList, say
from workflow.rules.authority.code_owners import owner_of_path

PEOPLE_FILE = "site_config/people.yml"


class EventWriter(Struct, frozen=True):
    """The account that wrote, as the office knows it."""

    event: Event
    office: Office
    holder: AccountHolder

    @property
    def person(self) -> str:
        """A key of people.yml; "" for somebody who is not of the office."""
        return self.holder.person

    @property
    def is_of_office(self) -> bool:
        """Whether they held a role in the office when they wrote."""
        return bool(self.person and self.office.roles_of(self.person, int(self.event.at.timestamp())))

    @property
    def is_opener(self) -> bool:
        """Whether the issue below which they wrote, and so its letter, is their own."""
        return not self.event.on_pull and self.event.opener == self.event.account

    def obstacle(self) -> Message | None:
        """Why they may do nothing here, and who can change that; None for somebody of the office."""
        if self.holder.flaw and not self.person:
            return self.holder.flaw
        owners = owner_of_path(self.office, PEOPLE_FILE).roles
        roles = WordList(tuple(map(self.office.role_title, owners)))
        if not self.person:
            return say(
                "The account {login} is not in {path}; nothing was entered. Ask {roles} to have it written there.",
                login=self.event.login,
                path=PEOPLE_FILE,
                roles=roles,
            )
        if not self.is_of_office:
            return say(
                "{name} holds no role in the office at present; nothing was entered. "
                "Ask {roles} to have it written in {path}.",
                name=self.office.people[self.person].name,
                path=PEOPLE_FILE,
                roles=roles,
            )
        return None
