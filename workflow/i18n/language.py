"""Which language is spoken: Indonesian, or the one that REDAKSI_LANG names."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

DEFAULT_LANGUAGE = "id"
LANGUAGE_VARIABLE = "REDAKSI_LANG"
"""The environment's variable that says which language to speak."""


def current_language() -> str:
    """The language to speak: REDAKSI_LANG when it is set, else Indonesian.

    The system's locale is not asked: office computers are often set up in English while the
    people before them read Indonesian.
    """
    chosen = os.environ.get(LANGUAGE_VARIABLE, DEFAULT_LANGUAGE)
    return "en" if chosen.lower().startswith("en") else DEFAULT_LANGUAGE


@contextmanager
def in_language(name: str) -> Iterator[None]:
    """Speak another language for a while: documents and e-mails are Indonesian, whatever the terminal speaks."""
    before = os.environ.get(LANGUAGE_VARIABLE)
    os.environ[LANGUAGE_VARIABLE] = name
    try:
        yield
    finally:
        if before is None:
            del os.environ[LANGUAGE_VARIABLE]
        else:
            os.environ[LANGUAGE_VARIABLE] = before
