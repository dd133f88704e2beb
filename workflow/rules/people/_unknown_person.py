"""What is said of somebody who is named and is not in the office's list."""

from collections.abc import Mapping

from workflow.i18n.message import say
from workflow.rules.rule import Hit
from workflow.text.finding import Place
from workflow.text.suggest import closest_word

ENTER_PERSON = say("Have the person entered in site_config/people.yml first.")


def unknown_person(place: Place, name: str, people: Mapping[str, object] | None = None) -> Hit:
    """A hit on a name that is not in the list; `people`: the list, of which the nearest name is offered."""
    close = closest_word(name, people) if people else None
    help_ = say("Did you mean `{name}`?", name=close) if close else ENTER_PERSON
    return Hit(place, say("There is nobody called `{name}` in site_config/people.yml.", name=name), help_)
