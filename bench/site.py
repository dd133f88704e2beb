"""The public site of a large office, beside Hugo, Pelican and plain Material with the same articles, in the same run.

Pictures, cards and search indexes are made before, and their files lie in the site already: no peer has any.
"""

import os
import shutil
from itertools import count
from pathlib import Path

from bench import peers
from bench.archive import REPOSITORY, the_office
from bench.measure import medians, peak, process
from bench.peers import MKDOCS
from bench.setting import Setting
from bench.table import Row

SIZE = 5_000
FEW = 1_000
"""Articles of the site that plain Material builds; its time is scaled up, for it is linear at best."""
APART = ("gambar-*", "kartu-*", "pagefind/*")
"""Pictures, cards and the files of search indexes."""
KEPT = (".pictures", ".site")
"""Of the cache: what was made of pictures, and what is known of the files that lie in the site."""


def run(setting: Setting) -> list[Row]:
    """Cold, twice as large, after one edit; and memory."""
    os.environ |= {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    ours, twice = site(setting, SIZE), site(setting, 2 * SIZE)
    first = build(ours)
    build(twice)
    hugo = peers.hugo(ours, setting.folder / "hugo")
    few = site(setting, FEW)
    material = peers.material(few, setting.folder / "material")
    pelican = peers.pelican(few, setting.folder / "pelican")
    cold, theirs, plain, python, double = medians(
        setting.times,
        lambda: _cold(ours),
        lambda: _hugo(hugo),
        lambda: _plain(material) * SIZE / FEW,
        lambda: _pelican(pelican) * SIZE / FEW,
        lambda: _cold(twice),
    )
    build(ours)
    numbers = count(1)
    edited, full = medians(setting.times, lambda: _edited(ours, next(numbers)), lambda: _hugo(hugo))
    return [
        Row("cold build of 5,000 articles, Hugo", cold, 2, peer=theirs),
        Row("the same, plain Material (1,000 articles, times 5)", cold, 8, peer=plain, times_faster=True),
        Row("the same, Pelican (1,000 articles, times 5)", cold, 1, peer=python),
        Row("10,000 articles beside 5,000", double, 2.2, peer=cold),
        Row("after one edit among 5,000, Hugo's full build", edited, 1 / 3, peer=full),
        Row("first build, with 5,000 cards and all search indexes", first, 300),
        Row("memory of a cold build, all processes", _memory(ours), 400, unit="MiB"),
    ]


def site(setting: Setting, size: int) -> Path:
    """An office with mkdocs.yml. Material's own search index is off: the site has another search."""
    root = setting.office(size)
    text = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(f"{text.partition('plugins:')[0]}plugins:\n  - redaksi\n", encoding="utf-8")
    the_office(root)
    return root


def build(root: Path) -> float:
    """Seconds of a build in whatever state things are."""
    return process(MKDOCS, "build", folder=root)


def _cold(root: Path) -> float:
    _forget(root)
    return build(root)


def _forget(root: Path) -> None:
    """Take the site and the cache away, but for pictures, cards and search indexes, whose first making is apart."""
    site = root / "site"
    kept = {file for pattern in APART for file in site.rglob(pattern.replace("/*", "/**/*"))}
    for file in site.rglob("*"):
        if file.is_file() and file not in kept:
            file.unlink()
    for file in (Path(os.environ["XDG_CACHE_HOME"]) / "redaksi").glob("*"):
        if file.is_file() and file.suffix not in KEPT:
            file.unlink()


def _edited(root: Path, number: int) -> float:
    edit(root, number)
    return build(root)


def edit(root: Path, number: int) -> None:
    """Change the tags of one article. They are not part of the approved text, so it stays public."""
    file = root / "content/news/2026/berita-0100.md"
    lines = file.read_text(encoding="utf-8").split("\n")
    changed = [f"tags: [layanan, warga, suntingan-{number}]" if one.startswith("tags:") else one for one in lines]
    file.write_text("\n".join(changed), encoding="utf-8")


def _hugo(root: Path) -> float:
    shutil.rmtree(root / "public", ignore_errors=True)
    return process(peers.HUGO, "--quiet", folder=root)


def _plain(root: Path) -> float:
    shutil.rmtree(root / "site", ignore_errors=True)
    return process(MKDOCS, "build", folder=root)


def _pelican(root: Path) -> float:
    shutil.rmtree(root / "output", ignore_errors=True)
    return process(
        peers.PELICAN_PROGRAM, "content", "-s", "pelicanconf.py", "-o", "output", "--fatal", "errors", folder=root
    )


def _memory(root: Path) -> float:
    _forget(root)
    return peak(MKDOCS, "build", "-f", root / "mkdocs.yml")
