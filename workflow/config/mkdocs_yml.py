"""Validation of mkdocs.yml. To MkDocs it is half a program: it names code to run, folders to read, hosts to load from.

So one table says for each setting that MkDocs and Material publish what it may be, or where it is set instead, and
what it does not name is refused. The office's own name, address, colours and texts are not here but in site_config/.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from workflow.config import mkdocs_checks as checks
from workflow.config.mkdocs_answers import ANSWERS, GROUP_ANSWERS
from workflow.config.mkdocs_checks import Check, Flaw, SiteFacts, setting_name
from workflow.config.redirects import SitePaths
from workflow.i18n.catalog import translate
from workflow.i18n.message import Message, say
from workflow.records.file_source import Files
from workflow.text.document import Positions, located, read_yaml
from workflow.text.finding import Finding, ReadingRule, Severity
from workflow.text.suggest import closest_word

MKDOCS_YML = "mkdocs.yml"
RULE = "office/mkdocs"
THEME_FOLDER = checks.THEME_FOLDER
PLACEHOLDER_NAME = "Redaksi"
"""What may stand for the site's name in mkdocs.yml: MkDocs wants one, and the office's file has it."""


def settings_flaws(
    files: Files, places: SitePaths, names: tuple[str, ...], *, has_favicon: bool = False
) -> Iterator[Finding]:
    """What is wrong with an office's mkdocs.yml; nothing where there is none, and so no site.

    `places`: its pages. `names`: what its site is called. `has_favicon`: its office.yml names one.
    """
    data = files.read(MKDOCS_YML)
    if data is None:
        if MKDOCS_YML in files.names(""):
            message = say("The file {path} is missing or cannot be opened.", path=MKDOCS_YML)
            yield Finding(ReadingRule.UNREADABLE, MKDOCS_YML, 0, message, PLAIN_FILE, line=1, column=1)
        return
    document, findings = read_yaml(MKDOCS_YML, data)
    if document is None:
        yield from findings
        return
    positions = Positions(document)
    facts = SiteFacts(places, (*names, PLACEHOLDER_NAME))
    findings += [Finding(RULE, MKDOCS_YML, place, message) for place, message in _flaws(document.header, facts)]
    theme = document.header.get("theme")
    if has_favicon and isinstance(theme, dict) and "favicon" in theme:
        findings.append(Finding(RULE, MKDOCS_YML, ("theme", "favicon"), TWO_FAVICONS, None, Severity.WARNING))
    yield from (located(finding, positions) for finding in findings)


PLAIN_FILE = say("Put a plain file there: a link, or a folder of that name, makes no site.")
TWO_FAVICONS = say("Readers see the `favicon` of site_config/office.yml, never this one; delete one of the two.")


def told(findings: Iterable[Finding]) -> list[str]:
    """The errors among findings about mkdocs.yml, as MkDocs' own user reads them."""
    errors = (one for one in findings if one.path == MKDOCS_YML and one.severity is Severity.ERROR)
    return [f"{MKDOCS_YML}:{one.line}: {translate(one.message)}" for one in errors]


def _flaws(settings: dict[str, Any], facts: SiteFacts) -> Iterator[Flaw]:
    missing = set(REQUIRED_SETTINGS)
    for place, value in _settings(settings, ()):
        missing.discard(place)
        check = SETTINGS.get(place)
        if check:
            yield from check(value, place, facts)
        elif _is_group(place):
            yield place, say("`{name}` holds settings of its own, each on a line below it.", name=setting_name(place))
        else:
            yield place, _unknown(place)
    for place in REQUIRED_SETTINGS:
        if place in missing:
            yield place[:1] if place[0] in settings else (), say("`{name}` is missing here.", name=setting_name(place))


def _settings(value: dict[str, Any], above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every setting that is no group of others, as far down as the table goes."""
    for key, one in value.items():
        place = (*above, key)
        if _is_group(place) and isinstance(one, dict):
            yield from _settings(one, place)
        elif place == ("theme",) and isinstance(one, str):
            yield ("theme", "name"), one  # as MkDocs reads it
        else:
            yield place, one


def _is_group(place: tuple[str, ...]) -> bool:
    return any(known[: len(place)] == place and known != place for known in SETTINGS)


def _unknown(place: tuple[str, ...]) -> Message:
    """What is said of a setting that nobody publishes: a mistyped one, or one of somebody else's theme."""
    if len(place) > 1 and place[0] in GROUP_ANSWERS:
        return Message(GROUP_ANSWERS[place[0]], {"name": setting_name(place)})
    close = closest_word(place[0], [known[0] for known in SETTINGS])
    if close and close != place[0]:
        return say("`{name}` has no place in mkdocs.yml; is `{close}` meant?", name=setting_name(place), close=close)
    return say("`{name}` has no place in mkdocs.yml; delete it.", name=setting_name(place))


SETTINGS: dict[tuple[str, ...], Check] = {
    ("site_name",): checks.site_name,
    ("docs_dir",): checks.only("site_config", "site_config/pages"),
    ("site_dir",): checks.only("site"),
    ("use_directory_urls",): checks.only("true"),
    ("strict",): checks.only("true", "false"),
    ("theme", "name"): checks.only("material"),
    ("theme", "custom_dir"): checks.only(THEME_FOLDER),
    ("theme", "language"): checks.only("id"),
    ("theme", "font"): checks.only("false"),
    ("theme", "favicon"): checks.favicon,
    ("theme", "icon", "logo"): checks.icon,
    ("extra_css",): checks.theme_files("css"),
    ("extra_javascript",): checks.theme_files("js"),
    ("nav",): checks.navigation,
    ("plugins",): checks.plugins,
    **{place: checks.refused(answer) for place, answer in ANSWERS.items()},
}
"""Every setting that MkDocs 1.6 and Material 9 publish, and what it may say."""
REQUIRED_SETTINGS: tuple[tuple[str, ...], ...] = (
    ("site_name",),
    ("docs_dir",),
    ("nav",),
    ("plugins",),
    ("theme", "name"),
)
"""Settings without which MkDocs would take others of its own."""
