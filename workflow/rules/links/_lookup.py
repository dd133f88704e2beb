"""Looking a key up in one of the office's lists."""

from collections.abc import Iterator, Mapping

from workflow.i18n.message import say
from workflow.rules.rule import Hit
from workflow.text.finding import Place
from workflow.text.suggest import closest_word

MISTYPED_LIKENESS = 0.8
"""How alike a key must be to be the one that was mistyped; else what people call them is compared first."""


def unknown_key(place: Place, key: str, known: Mapping[str, object], file: str) -> Iterator[Hit]:
    """A hit when `key` is not in the list that stands in site_config/<file>.yml."""
    if key in known:
        return
    close = closest_word(key, known, MISTYPED_LIKENESS) or _called(key, known) or closest_word(key, known)
    help_ = (
        say("Did you mean `{name}`?", name=close)
        if close
        else say("Have it entered in {file} first.", file=f"site_config/{file}.yml")
    )
    yield Hit(place, say("`{name}` is not in {file}.", name=key, file=f"site_config/{file}.yml"), help_)


def _called(word: str, known: Mapping[str, object]) -> str:
    """The key of what is called like a word: `dinas-kesehtan` is the Dinas Kesehatan, whatever its key."""
    names = {str(getattr(one, "name", key)).lower(): key for key, one in known.items()}
    return names.get(closest_word(word.replace("-", " "), names), "")
