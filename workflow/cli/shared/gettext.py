"""click speaks the office's language too: its own sentences stand in our catalogue."""

import gettext
import os

from workflow.i18n.catalog import LOCALE_FOLDER, current_language, translations


def install() -> None:
    """Point gettext's default domain, which click asks, at our catalogue."""
    os.environ["LANGUAGE"] = current_language()
    gettext.bindtextdomain("messages", LOCALE_FOLDER)
    gettext.textdomain("messages")
    translations(current_language())


def debugging() -> bool:
    """Whether a developer wants to see a traceback."""
    return os.environ.get("REDAKSI_DEBUG") == "1"
