"""Pages looked at in as many browsers as there are processors, each with a tab of its own."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from tests.support.browser import CompressingHandler, serving
from tests.support.devtools import Tab, browser_tab

WIDTHS = (360, 768, 1440)
SCHEMES = ("light", "dark")
SETTLED = """new Promise((done) => {
  let before = -1;
  const look = setInterval(() => {
    const now = performance.getEntriesByType("resource").length;
    if (now === before) { clearInterval(look); done(1); }
    before = now;
  }, 250);
})"""
T = TypeVar("T")


def look(site: Path, addresses: Sequence[str], judge: Callable[[Tab, str, str], T]) -> list[T]:
    """What a function of a tab, the site's address and a page's says of each page, in their order."""
    count = min(os.cpu_count() or 1, len(addresses))
    found = dict[str, T]()

    def take(tab: Tab, turn: int) -> None:
        for address in addresses[turn::count]:
            found[address] = judge(tab, home, address)

    with ExitStack() as opened:
        # Before anything else opens or closes a file in another thread: a browser is given two by their numbers.
        tabs = [opened.enter_context(_tab()) for _ in range(count)]
        home = opened.enter_context(serving(site, CompressingHandler))
        threads = opened.enter_context(ThreadPoolExecutor(count))
        for done in [threads.submit(take, tab, turn) for turn, tab in enumerate(tabs)]:
            done.result()
    return [found[address] for address in addresses]


@contextmanager
def _tab() -> Iterator[Tab]:
    with (
        TemporaryDirectory(prefix="redaksi-outside-", ignore_cleanup_errors=True) as profile,
        browser_tab(Path(profile)) as tab,
    ):
        yield tab


def open_settled(tab: Tab, address: str) -> None:
    """Go to an address, and wait until its scripts have fetched what they fetch."""
    tab.open(address)
    tab.run(SETTLED)


def colours(tab: Tab, scheme: str) -> None:
    """Show the open page in light or dark, as its own button does."""
    tab.run(f"document.documentElement.dataset.scheme = '{scheme}'; 1")
