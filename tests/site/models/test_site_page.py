"""Each kind of page and its template fit each other."""

from collections.abc import Iterator

import pytest
from jinja2 import nodes
from jinja2.meta import find_undeclared_variables

from tests.support.offices import ROOT
from workflow.config.load import load_office
from workflow.records.file_source import DEFAULTS_FOLDER
from workflow.site.models.error_pages import ErrorContext
from workflow.site.models.handbook import HandbookContext
from workflow.site.models.site_page import PageContext
from workflow.site.output.jinja import TEMPLATES_FOLDER, PageRenderer

KINDS = sorted(PageContext.__subclasses__(), key=lambda kind: kind.__name__)
by_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
SHARED = "address"
"""What every page's template sees besides the fields of its context."""


@pytest.fixture(scope="module")
def renderer() -> PageRenderer:
    office, findings = load_office(ROOT)
    assert office, findings
    return PageRenderer(ROOT, office)


def parsed(renderer: PageRenderer, template: str) -> nodes.Template:
    return renderer.environment.parse((DEFAULTS_FOLDER / TEMPLATES_FOLDER / template).read_text("utf-8"))


def wanted(renderer: PageRenderer, template: str) -> Iterator[str]:
    """The variables that a template and what it includes read, and do not make themselves."""
    tree = parsed(renderer, template)
    made = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    made |= {name for imported in tree.find_all(nodes.FromImport) for name in imported.names if isinstance(name, str)}
    yield from find_undeclared_variables(tree) - made
    for include in tree.find_all(nodes.Include):
        assert isinstance(include.template, nodes.Const)
        yield from set(wanted(renderer, include.template.value)) - made


@by_kind
def test_a_template_reads_only_what_its_context_holds(kind: type[PageContext], renderer: PageRenderer) -> None:
    names = set(wanted(renderer, kind.template)) - renderer.environment.globals.keys()
    assert names <= {*kind.__struct_fields__, SHARED}


@by_kind
def test_a_context_hides_nothing_that_all_pages_have(kind: type[PageContext], renderer: PageRenderer) -> None:
    assert {SHARED, *renderer.environment.globals}.isdisjoint(kind.__struct_fields__)


def test_each_kind_has_a_template_of_its_own() -> None:
    assert {ErrorContext, HandbookContext} < set(KINDS)
    templates = [kind.template for kind in KINDS]
    assert len(set(templates)) == len(templates)
    assert all((DEFAULTS_FOLDER / TEMPLATES_FOLDER / template).is_file() for template in templates)
