"""Names of files that every computer can hold, and names of articles that the site has no page for already."""

import re
import unicodedata

from workflow.config.redirects import MACHINE_FILES, RESERVED_FILES, RESERVED_FOLDERS, SECTIONS
from workflow.records.paths import ARTICLE_PATH

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
SITE_NAMES = SECTIONS | RESERVED_FOLDERS | MACHINE_FILES | {name.partition(".")[0] for name in RESERVED_FILES}
"""Names at the top of the site, without their endings; a test compares them with what a build writes."""


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
    stem = name.partition(".")[0].rstrip(" ")
    return not (DOT_GIT.fullmatch(name) or SHORTENED.fullmatch(name) or DEVICE.fullmatch(stem))


def is_site_name(path: str) -> bool:
    """Whether an article is called like a page or a folder that the site has beside its articles."""
    found = ARTICLE_PATH.fullmatch(path)
    return bool(found and found[1].partition("/")[2] in SITE_NAMES)


def fold_name(name: str) -> str:
    """What two names have in common that some computers take for one."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
