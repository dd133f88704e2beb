"""The first view on a cheap telephone: few bytes, one host, and nothing that jumps about."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.devtools import Tab, browser_tab

PAGES = ("", "berita/2026/ktp-jemput-bola-hulu-sungai/", "arsip/", "register/", "layanan/", "cari/")
LIMIT = 120_000
"""Bytes of an article's first view without its pictures."""
SEEN = """(() => {
  const loaded = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  return JSON.stringify(loaded.map((one) => [one.name, one.transferSize, one.initiatorType]));
})()"""
SHIFTS = """new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((one) => { sum += one.value; })).observe(
    { type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 300);
})"""


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with browser_tab(tmp_path_factory.mktemp("weight") / "profile") as tab:
        tab.size(360, 740)
        yield tab


@pytest.mark.parametrize("page", PAGES)
def test_a_first_view_is_light_still_and_from_one_host(address: str, tab: Tab, page: str) -> None:
    tab.call("Network.setCacheDisabled", cacheDisabled=True)
    tab.open(address + page)
    shifted = tab.run(SHIFTS)
    loaded: list[list[Any]] = json.loads(tab.run(SEEN))
    assert [name for name, *_ in loaded if not str(name).startswith(address)] == []
    weight = sum(size for name, size, _ in loaded if Path(str(name)).suffix not in (".avif", ".webp", ".jpg", ".png"))
    assert 5_000 < weight <= LIMIT, loaded
    assert shifted == 0
