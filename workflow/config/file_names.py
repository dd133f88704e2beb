"""Portable file names, which every computer can hold."""

import re
import unicodedata

LONGEST_PATH = 200
"""Characters of a path; Windows takes 260 with the folder it is put into."""
LONGEST_NAME = 100
"""Characters of one name; with its year it fits `news` of a request, and encrypted disks take about 140."""
DOT_GIT = re.compile(r"\.git|git~\d+", re.IGNORECASE)
"""Git's own folder, also as old file systems shorten it."""
SHORTENED = re.compile(r"[^.]{1,8}~\d{1,6}(?:\..{0,3})?")
"""As Windows shortens any name: `SITE_C~1` opens `site_config`."""
DEVICE = re.compile(r"(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])", re.IGNORECASE)
"""What Windows takes for a device, whatever follows after a dot."""
RESERVED_CHARACTERS = frozenset('<>:"|?*\\')
"""Characters that Windows refuses in names."""


def is_portable(path: str) -> bool:
    """Whether a path can be checked out anywhere and means the same everywhere."""
    if (
        len(path) > LONGEST_PATH
        or not path.isprintable()
        or unicodedata.normalize("NFC", path) != path
        or RESERVED_CHARACTERS & set(path)
    ):
        return False
    return all(_is_portable(part) for part in path.split("/"))


def _is_portable(name: str) -> bool:
    if not name or name[-1] in " ." or len(name) > LONGEST_NAME:
        return False
    return not (DOT_GIT.fullmatch(name) or SHORTENED.fullmatch(name) or is_device(name))


def is_device(name: str) -> bool:
    """Whether Windows takes a name for a device."""
    return bool(DEVICE.fullmatch(name.partition(".")[0].rstrip(" ")))


def fold_name(name: str) -> str:
    """What two names have in common that some computers take for one."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
