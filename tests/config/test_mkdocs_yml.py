"""Whatever people who know MkDocs and Material write into mkdocs.yml works, or is answered with one sentence."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.config_options import SubConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from tests.support.offices import ROOT, base_office, lay_own
from workflow.config.load import load_office
from workflow.config.mkdocs_yml import MKDOCS_YML, RULE, SETTINGS, settings_flaws
from workflow.config.pages.static_pages import PAGES_FOLDER
from workflow.config.redirects import SitePaths
from workflow.i18n.catalog import translate
from workflow.i18n.language import in_language
from workflow.records.file_source import Folder, Overlay
from workflow.text.finding import Finding, ReadingRule

GOOD: dict[str, Any] = {
    "site_name": "Redaksi",
    "docs_dir": "site_config/pages",
    "theme": {"name": "material"},
    "nav": [{"Beranda": "index.md"}, {"Tautan": [{"PPID": "https://ppid.contoh.example/"}]}],
    "plugins": ["redaksi"],
}
PALETTES: dict[str, Any] = {
    "one": {"scheme": "slate", "primary": "teal", "accent": "lime"},
    "toggle": [{"scheme": "default", "toggle": {"icon": "material/brightness-7", "name": "Gelap"}}],
    "media": [{"media": "(prefers-color-scheme: light)", "scheme": "default"}, {"media": "(prefers-color-scheme)"}],
}
MATERIAL: dict[str, Any] = {
    "theme.logo": "assets/logo.png",
    "theme.favicon": "images/favicon.png",
    "theme.language": "en",
    "theme.direction": "ltr",
    "theme.font": {"text": "Roboto", "code": "Roboto Mono"},
    "theme.features": ["navigation.tabs"],
    "theme.static_templates": ["x.html"],
    "theme.custom_dir": "overrides",
    "theme.icon.repo": "fontawesome/brands/git",
    "theme.icon.edit": "material/pencil",
    "theme.icon.admonition": {"note": "octicons/tag-16"},
    "theme.icon.tag": {"html": "fontawesome/brands/html5"},
    "theme.icon.logo": "../../passwd",
    **{f"theme.palette {name}": value for name, value in PALETTES.items()},
    "extra.homepage": "https://contoh.example/",
    "extra.analytics": {"provider": "google", "property": "G-XXXX"},
    "extra.consent": {"title": "Kuki", "description": "..."},
    "extra.social": [{"icon": "fontawesome/brands/x-twitter", "link": "https://contoh.example/"}],
    "extra.alternate": [{"name": "English", "link": "/en/", "lang": "en"}],
    "extra.tags": {"HTML5": "html"},
    "extra.version": {"provider": "mike"},
    "extra.generator": False,
    "extra.status": {"new": "baru"},
    "extra.annotate": {"json": [".s2"]},
    "extra.own": "x",
    "INHERIT": "../lain.yml",
}
"""What Material 9 publishes (its JSON Schema is not in its package), each with a value of its documentation."""
PUBLISHED_PLUGINS = (
    *("blog", "group", "info", "meta", "offline", "optimize", "privacy", "projects", "search", "social", "tags"),
    *("typeset", "gen-files", "git-authors", "git-committers", "git-revision-date", "literate-nav", "macros", "minify"),
    *(
        "redirects",
        "section-index",
        "include-markdown",
        "rss",
        "git-revision-date-localized",
        "glightbox",
        "awesome-nav",
    ),
    *("meta-descriptions", "mkdocstrings", "table-reader", "awesome-pages", "mike"),
)
MKDOCS = [name for name, _ in MkDocsConfig._schema]
ODD = {"site_dir": "/", "use_directory_urls": False, "strict": "ya", "extra_css": ["https://lain.example/x.css"]}
ODD |= {"extra_javascript": [{"path": "https://lain.example/x.js", "async": True}], "nav": ["index.md"]}
ODD |= {"plugins": {"search": {}, "redaksi": {}}, "docs_dir": "docs", "theme": {"name": "readthedocs"}}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = base_office(tmp_path_factory.mktemp("mkdocs") / "office")
    lay_own(root, PAGES_FOLDER)
    return root


def flaws(root: Path, text: str) -> list[Finding]:
    files = Overlay(Folder(root), {MKDOCS_YML: text.encode("utf-8", "surrogatepass")})
    return [*settings_flaws(files, SitePaths(files, {}, {}), ("Kantor Contoh",))]


def put(name: str, value: Any) -> str:
    """The good settings with one more."""
    settings = yaml.safe_load(yaml.safe_dump(GOOD))
    *groups, last = name.split(" ", maxsplit=1)[0].split(".")
    place = settings
    for group in groups:
        place = place.setdefault(group, {})
    place[last] = value
    return str(yaml.safe_dump(settings, sort_keys=False))


def test_the_least_is_enough(office: Path) -> None:
    assert flaws(office, yaml.safe_dump(GOOD)) == []
    assert flaws(office, yaml.safe_dump({**GOOD, "theme": "material"})) == []


@pytest.mark.parametrize("name", [*MATERIAL, *MKDOCS])
def test_no_published_setting_is_without_an_answer(office: Path, name: str) -> None:
    """Each is in the table, and a value of the kind that other sites have is one finding in its line."""
    place = tuple(name.split(" ", maxsplit=1)[0].split("."))
    assert name == "extra.own" or any(known[: len(place)] == place for known in SETTINGS)
    text = put(name, MATERIAL.get(name, ODD.get(name, "x")))
    [finding] = flaws(office, text)
    assert finding.rule == RULE
    line = text.split("\n")[finding.line - 1]
    assert any(part in line for part in (*place, "lain.example", "index.md", "readthedocs"))
    assert "mempunyai tempat" not in translated(finding)


def translated(finding: Finding) -> str:
    with in_language("id"):
        return translate(finding.message)


def test_the_groups_of_mkdocs_are_walked_too() -> None:
    """Were MkDocs to publish settings below another name, the table would have to know."""
    groups = {name for name, option in MkDocsConfig._schema if isinstance(option, SubConfig)}
    assert groups == {"extra", "validation"}
    assert ("validation",) in SETTINGS
    assert issubclass(MkDocsConfig, Config)


@pytest.mark.parametrize("name", [*PUBLISHED_PLUGINS, "material/search"])
@pytest.mark.parametrize("options", [None, {"enabled": True}])
def test_every_other_plugin_is_answered_in_its_line(office: Path, name: str, options: Any) -> None:
    text = put("plugins", [{name: options} if options else name, "redaksi"])
    [finding] = flaws(office, text)
    assert name in text.split("\n")[finding.line - 1]
    assert f"`{name}`" in translated(finding)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("strict: !ENV [X, true]", 2),
        ("extra: !!python/object/apply:os.system ['touch jahat']", 2),
        ("markdown_extensions:\n  - x: {y: !!python/name:material.extensions.emoji.twemoji }", 3),
        ("nav: !relative x", 2),
        ("extra: &a {b: *a}", 2),
    ],
)
def test_tags_are_refused_in_their_line_before_anybody_follows_them(office: Path, line: str, number: int) -> None:
    [finding] = flaws(office, f"site_name: Redaksi\n{line}\n")
    assert (finding.rule, finding.line) == (ReadingRule.UNREADABLE, number)


def test_a_mistyped_setting_is_told_what_it_may_be(office: Path) -> None:
    [finding] = flaws(office, put("sitename", "x"))
    assert finding.message.values["close"] == "site_name"
    [finding] = flaws(office, put("zzz", "x"))
    assert finding.message.values == {"name": "zzz"}


VALUES = st.recursive(
    st.one_of(st.text(max_size=8), st.booleans(), st.integers(), st.none(), st.sampled_from(["index.md", "redaksi"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["path", "logo", "x"]), inner)
    ),
    max_leaves=6,
)


@given(st.sampled_from([*MATERIAL, *MKDOCS]), VALUES)
def test_any_value_is_answered_and_nothing_breaks(name: str, value: Any) -> None:
    for finding in flaws(ROOT, put(name, value)):
        assert finding.path == MKDOCS_YML
        assert translated(finding)


SEVERAL: dict[str, dict[str, Any]] = {
    "the desk's": dict.fromkeys(
        ("theme.logo", "theme.palette toggle", "theme.features", "extra.social", "theme.icon.tag")
    ),
    "plugins": {"plugins": ["tags", "privacy", "search", "redaksi"]},
    "another theme": {"theme": {"name": "readthedocs"}},
    "programs": {"markdown_extensions": ["admonition"], "copyright": "x", "repo_url": "https://git.example/a/b"},
    "no icon": {"theme.icon.logo": "material/no-such-icon"},
    "no program": {"plugins": ["redaksi", "no-such-plugin"]},
}


@pytest.mark.parametrize("case", SEVERAL)
def test_a_plain_build_says_the_same_and_never_more(
    office: Path, case: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """MkDocs ends in an orderly way (Abort), with the sentences of the check, or with one of its own about its form."""
    monkeypatch.setenv("REDAKSI_LANG", "id")  # the plugin sets it
    settings = yaml.safe_load(yaml.safe_dump(GOOD))
    for name, value in SEVERAL[case].items():
        settings = _merged(settings, yaml.safe_load(put(name, value or MATERIAL[name])))
    (office / MKDOCS_YML).write_text(yaml.safe_dump(settings, sort_keys=False))
    with pytest.raises((Abort, ConfigurationError, SystemExit)):
        plain_build(office)
    with in_language("id"):
        said = [translate(one.message) for one in load_office(office)[1] if one.path == MKDOCS_YML]
    if case in ("no icon", "no program"):
        assert "no-such" in caplog.text
    else:
        assert said
        assert [one for one in said if one not in caplog.text] == []


def plain_build(root: Path) -> None:
    """What `mkdocs build` does."""
    config: Any = load_config(config_file=str(root / MKDOCS_YML))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)


def _merged(one: dict[str, Any], two: dict[str, Any]) -> dict[str, Any]:
    return {
        key: _merged(one[key], two[key])
        if isinstance(one.get(key), dict) and key in two
        else two.get(key, one.get(key))
        for key in {**one, **two}
    }


def test_a_link_in_its_place_is_told_of(tmp_path: Path) -> None:
    """It would not be followed. An office without the file has no site, which is no error."""
    root = base_office(tmp_path / "office")
    assert load_office(root)[1] == []
    (root / MKDOCS_YML).symlink_to(ROOT / MKDOCS_YML)
    assert [(one.path, one.rule) for one in load_office(root)[1]] == [(MKDOCS_YML, ReadingRule.UNREADABLE)]
