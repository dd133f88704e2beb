"""A reader before the sample office's site: a browser's tab, and the address at which the site is served."""

from collections.abc import Iterator

import pytest

from tests.support.browser import CompressingHandler, serving
from tests.support.devtools import Tab, browser_tab
from tests.support.sample_site import BuiltSite


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    """A tab for all tests of a module, which sees what one of them left behind."""
    with browser_tab(tmp_path_factory.mktemp("tab") / "profile") as tab:
        yield tab


@pytest.fixture(scope="module")
def address(sample: BuiltSite) -> Iterator[str]:
    """Where the site is served, packed as servers pack it."""
    with serving(sample.site, CompressingHandler) as address:
        yield address
