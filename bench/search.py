"""The search of 5,000 articles: the first indexes, the index after one edit, and what a first query transfers."""

import gzip
import random
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from mkdocs.commands.build import build
from mkdocs.config import load_config
from msgspec import Struct
from msgspec.structs import replace

from bench.archive import REPOSITORY
from bench.setting import Setting
from bench.table import Row
from tests.support.browser import serving
from tests.support.devtools import browser_tab
from workflow.site.models.site_page import ArticleContext, SitePage
from workflow.site.models.story import NamedLink, Story
from workflow.site.search.index import build_missing_indexes, make_search_files

ARTICLES = 5_000
WORDS = 350
YEARS = (2022, 2023, 2024, 2025, 2026)
CATEGORIES, AGENCIES = 10, 40
VOCABULARY = 20_000
ZONE = "Asia/Pontianak"
LETTERS = ("b", "d", "g", "j", "k", "l", "m", "n", "p", "r", "s", "t", "w", "ng", "ny", "h", "c")
FRAMES = ("{}", "{}", "{}", "me{}", "di{}", "pe{}an", "ke{}an", "{}kan", "ber{}", "ter{}", "{}nya")
QUERIES = ("p", "kabupaten", "membangun jembatan")


def run(setting: Setting) -> list[Row]:
    """Figures of the index by itself, and the kilobytes of a first query from a server that compresses."""
    pages = made_pages()
    site, cache = _site(setting.folder), setting.folder / "search-cache"
    first, edited, corrected = [], [], []
    written = _Written(site, {})
    for number in range(setting.times):
        shutil.rmtree(cache, ignore_errors=True)
        written.clear()
        first.append(_timed(written, pages, cache))
        edited.append(_timed(written, [_edit(pages[-1], number), *pages[:-1]], cache))
        corrected.append(_timed(written, [_edit(pages[0], number), *pages[1:]], cache))
    rows = [
        Row("search, all indexes of 5,000 articles", median(first), 30),
        Row("search, after an edit of this year", median(edited), 1),
        Row("search, after a correction of 2022", median(corrected), 5),
    ]
    return rows + [Row(f"search, first query “{text}”", _transfer(site, text), 350, unit="kB") for text in QUERIES]


class _Written(Struct):
    """The search's files as they lie in the site: like a build, it writes only what is not there already."""

    site: Path
    files: dict[str, bytes]

    def clear(self) -> None:
        shutil.rmtree(self.site / "pagefind", ignore_errors=True)
        self.files = {}

    def write(self, files: dict[str, bytes]) -> None:
        for name in self.files.keys() - files.keys():
            (self.site / name).unlink()
        for name, content in files.items():
            if self.files.get(name) != content:
                (self.site / name).parent.mkdir(parents=True, exist_ok=True)
                (self.site / name).write_bytes(content)
        self.files = files


def _timed(written: _Written, pages: Sequence[SitePage], cache: Path) -> float:
    begun = time.perf_counter()
    written.write(make_search_files(pages, ZONE, cache, build_missing_indexes(pages, ZONE, cache)))
    return time.perf_counter() - begun


def _site(folder: Path) -> Path:
    """The sample office's site: its search page is the real one."""
    root = folder / "search-office"
    for name in ("content", "site_config"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copyfile(REPOSITORY / "mkdocs.yml", root / "mkdocs.yml")
    config = load_config(config_file=str(root / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return root / "site"


def _transfer(site: Path, text: str) -> float:
    """Kilobytes (1,000 bytes) that a browser with nothing in store receives for a query, the page itself left out."""
    with serving(site) as address, browser_tab(site.parent / f"profile-{len(text)}") as tab:
        tab.open(f"{address}cari/")
        before = tab.received()
        tab.run("document.querySelector('#cari-q').focus()")
        tab.press(*text)
        tab.wait("document.querySelector('[data-search-status]').textContent.includes('hasil untuk')")
        time.sleep(0.5)
        received = tab.received() - before
    scripts = [*(site / "assets/javascripts").glob("search*.js")]
    texts = [site / "pagefind/indexes.json", *(site / "pagefind").rglob("pagefind.js")]
    saved = sum(file.stat().st_size - len(gzip.compress(file.read_bytes())) for file in texts)
    return (received - saved + sum(len(gzip.compress(file.read_bytes())) for file in scripts)) / 1000


def made_pages() -> list[SitePage]:
    """Articles of words as often as in a language (Zipf), the oldest first."""
    chance = random.Random(5000)
    word = _words(chance)
    return [_page(chance, word, year, number) for year in YEARS for number in range(ARTICLES // len(YEARS))]


def _words(chance: random.Random) -> Callable[[int], list[str]]:
    def syllable() -> str:
        return chance.choice(LETTERS) + chance.choice("aiueo")

    made = (
        chance.choice(FRAMES).format("".join(syllable() for _ in range(chance.choice((2, 2, 3))))) for _ in iter(int, 1)
    )
    words = ["kabupaten", *dict.fromkeys(next(made) for _ in range(VOCABULARY))]
    words[150], words[400] = "membangun", "jembatan"
    weights = [1 / (rank + 20) for rank in range(len(words))]
    return lambda count: chance.choices(words, weights, k=count)


def _page(chance: random.Random, word: Callable[[int], list[str]], year: int, number: int) -> SitePage:
    category, agency = chance.randrange(CATEGORIES), chance.randrange(AGENCIES)
    story = Story(
        source="",
        address=f"berita/{year}/berita-{number:04}/",
        title=" ".join(word(8)).capitalize(),
        summary=" ".join(word(20)),
        body=f"<p>{' '.join(word(WORDS))}</p>",
        published=1_640_995_200 + (year - YEARS[0]) * 31_557_600 + number * 30_000,
        author="Redaksi",
        category=NamedLink(f"Kategori {category}", f"kategori/{category}/"),
        agency=NamedLink(f"Dinas {agency}", f"instansi/{agency}/"),
        tags=tuple(word(3)),
        picture=None,
    )
    return SitePage(story.address, ArticleContext(story), story.published)


def _edit(page: SitePage, number: int) -> SitePage:
    if page.story is None:
        raise TypeError(page)
    story = replace(page.story, body=f"{page.story.body}<p>Ralat ke-{number}.</p>")
    return SitePage(page.address, ArticleContext(story), page.changed)
