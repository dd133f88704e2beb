"""Templates print what they are given. Whatever else they try is refused, whoever wrote them."""

from pathlib import Path
from typing import Any

import pytest
from jinja2 import TemplateError
from mkdocs.config import load_config
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from tests.support.offices import ROOT, sample_office
from workflow.records import urls
from workflow.site.output.template_sandbox import Sandbox

REFUSED = [
    "''.__class__.__mro__",
    "''|attr('__class__')",
    "''['__class__']",
    "[office]|map(attribute='__class__')|list",
    "[config]|map(attribute='config_file_path')|map(attribute='__class__')|list",
    "'{0.__class__}'.format(office)",
    "'{x}'.format_map({'x': office})",
    "office.__struct_fields__",
    "link.__func__",
    "link.__self__",
    "cycler.__init__.__globals__",
    "lipsum.__globals__",
    "namespace.__init__",
    "dict.fromkeys",
    "range(10000000)",
    "[].append(1)",
    "{}.update(a=1)",
    "config.load_file",
    "config.theme.dirs",
    "config.theme.get_env",
    "config.plugins.run_event",
    "config.plugins['redaksi'].root",
    "config['plugins']['redaksi'].on_startup",
    "config.plugins.values()|map(attribute='root')|list",
    "page.file",
    "page.read_source",
    "page['file'].abs_src_path",
    "places.dt",
    "places.relative.__globals__",
    "places.__builtins__",
    "secret.read_text()",
    "secret.parent",
    "{'a': secret}.a.read_text()",
    "[secret]|map(attribute='parent')|list",
    "[secret][0].parent",
    "calls()",
]
ALLOWED = {
    "office.short": "Diskominfo Ketapang",
    "link('kontak/')": "kontak/",
    "'a b'.split()|join('-')": "a-b",
    "('a'|e).upper()": "A",
    "places.ARCHIVE": "arsip/",
    "places.year(2026)": "arsip/2026/",
    "{'a': 1}.get('a')": "1",
    "{'items': 1}['items']": "1",
    "config.theme.favicon": "assets/images/redaksi.svg",
    "page.url": "kontak/",
    "'%s-%s'|format(1, 2)": "1-2",
    "range(3)|list": "[0, 1, 2]",
    "cycler('x', 'y').next()": "x",
}


class Press:
    """Something whose method is handed to templates."""

    def link(self, target: str) -> str:
        return target


@pytest.fixture(scope="module")
def environment() -> Sandbox:
    """What the site's templates have, and a few things that nobody should hand them."""
    config: Any = load_config(config_file=str(ROOT / "mkdocs.yml"))
    config.plugins._current_plugin = None
    config.plugins["redaksi"].root = ROOT
    found = Sandbox()
    found.globals |= {
        "office": sample_office().identity,
        "places": urls,
        "link": Press().link,
        "config": config,
        "page": Page("Kontak", File.generated(config, "kontak/index.md", content=""), config),
        "secret": Path("/etc/passwd"),
    }
    return found


@pytest.mark.parametrize("expression", REFUSED)
def test_refused(environment: Sandbox, expression: str) -> None:
    template = environment.from_string(f"{{{{ {expression} }}}}")
    with pytest.raises((TemplateError, OverflowError)):
        template.render(calls=lambda: "called")


@pytest.mark.parametrize("expression", ALLOWED)
def test_allowed(environment: Sandbox, expression: str) -> None:
    assert environment.from_string(f"{{{{ {expression} }}}}").render() == ALLOWED[expression]
