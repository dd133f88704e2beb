"""The right word that somebody probably meant."""

from collections.abc import Iterable


def closest_word(word: str, known: Iterable[str], alike: float = 0.6) -> str:
    """The known word closest to a mistyped one; "" when none is. `alike`: how much of it must be right, from 0 to 1."""
    from difflib import get_close_matches  # only needed once something is wrong

    found = get_close_matches(word.strip().lower()[:80], list(known), 1, alike)
    return found[0] if found else ""
