"""The sheets of the theme's own rules: what a page may need is in them, and what it cannot show is not."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from workflow.config.mkdocs_yml import THEME_FOLDER
from workflow.records.file_source import DEFAULTS_FOLDER
from workflow.site.mkdocs.template_styles import EMERGENCY_TEMPLATE, RARE_PARTS
from workflow.site.mkdocs.theme import STYLES
from workflow.site.output.page_styles import ThemeStyles, names_in_text


def rules(template: str, text: str = "", *, absent: tuple[str, ...] = (), without: frozenset[str] = frozenset()) -> str:
    theme = ThemeStyles([DEFAULTS_FOLDER / THEME_FOLDER], STYLES, absent=absent)
    return theme.sheets(template, names_in_text(text), without)[0].content.decode()


def test_the_emergency_banner_has_its_rules_on_every_page_while_there_is_one() -> None:
    assert ".r-emergency__notice--darurat" in rules("home.html")
    assert ".r-emergency" not in rules("home.html", absent=(EMERGENCY_TEMPLATE,))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('<div class="r-factbox"><h3>Fakta</h3></div>', ".r-factbox"),
        ('<figure class="r-quote"><blockquote></blockquote></figure>', ".r-quote"),
        ('<p><sup><a class="r-note">1</a></sup></p>', ".r-note"),
        ("<pre><code>x</code></pre>", "pre code"),
    ],
)
def test_what_a_text_brings_has_its_rules_and_what_no_text_brings_has_none(text: str, rule: str) -> None:
    assert rule in rules("article.html", text)
    assert rule not in rules("article.html", "<p>Biasa.</p>")


def test_figures_and_attachments_have_rules_where_a_story_has_them() -> None:
    for rule in (".r-gallery", ".r-video__link", ".r-attachments"):
        assert rule in rules("article.html")
        assert rule not in rules("article.html", without=RARE_PARTS)


def test_headings_have_rules_whatever_level_a_template_counts() -> None:
    assert ".md-typeset h3" in rules("liputan.html")


def test_kept_sheets_are_of_the_same_styles_templates_and_texts(tmp_path: Path) -> None:
    """What is kept from build to build goes by this digest."""
    shutil.copytree(DEFAULTS_FOLDER / THEME_FOLDER, tmp_path / "theme")

    def digest(**more: Any) -> str:
        return ThemeStyles([tmp_path / "theme"], STYLES, **more).digest

    seen = [digest(), digest(absent=(EMERGENCY_TEMPLATE,)), digest(brought=[["article"]])]
    for name in (STYLES[0], "redaksi/article.html", "assets/javascripts/site.js"):
        file = tmp_path / "theme" / name
        file.write_text(f"{file.read_text()}\n/* r-odd */")
        seen.append(digest())
    assert len(set(seen)) == len(seen)
    assert digest() == seen[-1]
