"""The right word that somebody probably meant."""

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word closest to a mistyped one; "" when none is close."""
    from difflib import get_close_matches  # only needed once something is wrong

    found = get_close_matches(word.strip().lower()[:80], list(known), 1, 0.6)
    return found[0] if found else ""
