"""Addresses lead back to their records, join to URLs as browsers do, and are put together in one module only."""

import ast
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.offices import ROOT
from workflow.records import urls
from workflow.records.paths import article_path, request_path

SLUGS = st.from_regex(r"20[0-9]{2}/[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)
NUMBERS = st.from_regex(r"20[0-9]{2}-[0-9]{4}", fullmatch=True)
FOLDERS = {*urls.LISTS, urls.ARTICLES, urls.SEARCH, urls.GUIDELINES}
PAGES = st.lists(st.sampled_from(["berita", "2024", "a", "arsip", "b-c"])).map(
    lambda parts: "".join(f"{p}/" for p in parts)
)


@given(SLUGS)
def test_the_page_of_an_article_leads_back_to_it(key: str) -> None:
    for below in ("", "index.html", "picture.jpg"):
        assert urls.record_at(urls.article(key) + below) == article_path(key)


@given(NUMBERS)
def test_the_page_of_a_request_leads_back_to_it(number: str) -> None:
    assert urls.record_at(f"{urls.request(number)}index.html") == request_path(number)


@pytest.mark.parametrize(
    "address", ["", "berita/", "berita/2024/", "register/2024/", "arsip/2024/01/", "x/berita/2024/a/"]
)
def test_other_pages_belong_to_no_record(address: str) -> None:
    assert urls.record_at(address) == ""


@given(PAGES)
def test_a_url_is_what_a_browser_makes_of_the_site_s_address(address: str) -> None:
    for website in ("https://contoh.example", "https://contoh.example/", "https://contoh.example/di/bawah"):
        assert urls.absolute(website, address) == urljoin(f"{website.rstrip('/')}/", address)


@given(PAGES, PAGES)
def test_a_relative_link_leads_to_its_target(target: str, page: str) -> None:
    root = "https://contoh.example/di/bawah/"
    assert urljoin(root + page, urls.relative(target, page)) == root + target


@cache
def texts(module: Path) -> set[str]:
    """Every text in a module that is no docstring, and the pieces of those that are put together."""
    tree = ast.parse(module.read_text())
    notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in notes)
    return {node.value for node in constants if isinstance(node.value, str)}


@pytest.mark.parametrize("folder", sorted(FOLDERS))
def test_no_other_module_spells_a_folder_of_the_site(folder: str) -> None:
    """Who needs an address asks `records/urls.py`: so a folder is called something else by one change."""
    modules = [path for path in (ROOT / "workflow").rglob("*.py") if path.stem != "urls"]
    spelled = {
        f"{path.name}: {text}" for path in modules for text in texts(path) if text.lstrip("/").startswith(folder)
    }
    assert spelled == set()
