"""Pictures and cards on the site: of public stories only, never the uploaded file, made once, right in a browser."""

import io
import json
import os
import re
import shutil
import signal
from pathlib import Path

import pytest
from PIL import Image

from tests.support.browser import rendered_dom, serving
from tests.support.html import tags
from tests.support.image_samples import SECRET, claiming, exif, picture, saved
from tests.support.offices import ROOT
from tests.support.sample_site import SAMPLE_ARTICLE, SAMPLE_SLUG, BuiltSite, build_site, sample_office, seal
from workflow.config.load import load_office
from workflow.config.office import Office
from workflow.site.images import build as workshop
from workflow.site.images.attach import SiteImages, attach_images
from workflow.site.images.build import ImageBuilder
from workflow.site.images.placeholders import PlaceholderImages
from workflow.site.models.public_content import read_public_content

PLACE = f"berita/2026/{SAMPLE_SLUG}"
UPLOAD = f"content/news/2026/{SAMPLE_SLUG}.jpg"
NOW = 1_795_143_600
"""The sample's frozen clock."""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sample office with a cache of its own, so that nothing is there yet but what the test makes."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    return sample_office(tmp_path / "office")


def small(root: Path) -> Office:
    """Make all pictures small, which is quick."""
    for file in (root / "content/news").rglob("*.jpg"):
        file.write_bytes(saved(picture(90 + len(file.name), 60)))
    office, _ = load_office(root)
    assert office
    return office


def attached(root: Path, office: Office) -> tuple[SiteImages, dict[str, bytes]]:
    """The images of an office's stories, and the bytes of all their files."""
    images = attach_images(read_public_content(root, office, NOW), office, ImageBuilder(root, office))
    return images, {address: images.content(address) for address in images.files}


def test_only_public_stories_have_images_and_no_upload_is_published(sample: BuiltSite) -> None:
    uploads = {file.read_bytes() for file in (ROOT / "content/news").rglob("*.jpg")}
    files = {path: data for path, data in sample.files().items() if path.startswith("berita/")}
    assert [path for path, data in files.items() if data in uploads] == []
    shown = {path.rpartition("/")[0] for path in files if "/gambar-" in path}
    cards = {path.rpartition("/")[0] for path in files if "/kartu-" in path}
    articles = {
        str(page.parent.relative_to(sample.site))
        for page in sample.html()
        if 'property="article:published_time"' in page.read_text()
    }
    assert shown == cards == articles
    hidden = ("loket-terpadu-sandai", "bus-sekolah-uji-coba", "pelatihan-guru-paud", "tps3r-benua-kayong")
    assert [path for path in files if any(name in path and not path.endswith(".html") for name in hidden)] == []
    assert not list(sample.site.rglob("*.otf"))


def test_placeholders_stand_where_pictures_would(office_root: Path) -> None:
    """A trial's pages link to as many files, of the same sizes and kinds; only the digests in their names differ."""
    office, _ = load_office(office_root)
    assert office
    offered = []
    for kind in (ImageBuilder, PlaceholderImages):
        images = attach_images(read_public_content(office_root, office, NOW), office, kind(office_root, office))
        names = sorted(re.sub("-[0-9a-f]{8}[.]", ".", address) for address in images.files)
        pictures = [story.picture for story in images.news.stories if story.picture]
        offered.append((names, [(picture.width, picture.height) for picture in pictures]))
    assert offered[0] == offered[1]
    assert len(offered[0][0]) > 1


def test_a_page_offers_formats_and_widths_that_are_there(sample: BuiltSite) -> None:
    for page in sample.html():
        for tag in tags(page.read_text(), "source"):
            for choice in tag.attributes["srcset"].split(", "):
                address, width = choice.rsplit(" ", 1)
                with Image.open(page.parent / address) as image:
                    assert f"{image.width}w" == width
                    assert Image.MIME[str(image.format)] == tag.attributes["type"]
        for tag in tags(page.read_text(), "img"):
            with Image.open(page.parent / tag.attributes["src"]) as image:
                assert (str(image.width), str(image.height)) == (tag.attributes["width"], tag.attributes["height"])
    images = tags(sample.page(PLACE), "img")
    assert [tag.attributes.get("fetchpriority") for tag in images] == ["high", *[None] * (len(images) - 1)]
    assert [tag.attributes.get("loading") for tag in images] == [None, *["lazy"] * (len(images) - 1)]


PROBE = """<script>addEventListener("load", () => setTimeout(() => {
  const images = [...document.images].filter((image) => image.complete);
  document.title = JSON.stringify({
    loaded: images.map((image) => image.currentSrc.split("/").pop()),
    broken: images.filter((image) => !image.naturalWidth).length,
    shift: performance.getEntriesByType("layout-shift").reduce((sum, entry) => sum + entry.value, 0),
    height: document.images[0].getBoundingClientRect().height,
  });
}, 500));new PerformanceObserver(() => 0).observe({type: "layout-shift", buffered: true});</script>"""


def test_a_browser_takes_the_best_format_and_nothing_jumps(sample: BuiltSite, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(sample.site, copy)
    page = copy / PLACE / "index.html"
    text = re.sub(r'<meta http-equiv="content-security-policy"[^>]*>', "", page.read_text(), flags=2)
    page.write_text(text.replace("</head>", PROBE + "</head>", 1))
    with serving(copy) as home:
        [title] = [tag.text for tag in tags(rendered_dom(f"{home}{PLACE}/", tmp_path / "profile"), "title")][:1]
    found = json.loads(title)
    assert found["loaded"]
    assert all(name.endswith(".avif") for name in found["loaded"])
    assert found["broken"] == found["shift"] == 0
    assert found["height"] > 100


def test_a_second_build_makes_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office = small(root)
    _, first = attached(root, office)
    for name in ("make_renditions", "draw_card"):
        monkeypatch.setattr(workshop, name, None)
    assert attached(root, office)[1] == first
    assert len(first) > 30


@pytest.mark.parametrize("part", ["label", "bytes", "redaksi"])
def test_a_cache_that_is_spoiled_is_made_anew(root: Path, tmp_path: Path, part: str) -> None:
    office = small(root)
    _, first = attached(root, office)
    for file in [file for file in (tmp_path / "own").rglob("*") if file.is_file() and part in file.parts]:
        file.write_bytes(file.read_bytes()[:-1] + b"\x7f")
    assert attached(root, office)[1] == first


def test_without_a_cache_folder_the_site_has_its_pictures(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office = small(root)
    _, first = attached(root, office)
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc/nowhere")
    assert attached(root, office)[1] == first


def test_results_of_other_recipes_go_but_for_the_latest(root: Path, tmp_path: Path) -> None:
    office = small(root)
    kept = tmp_path / "own/redaksi/pictures"
    for age, name in enumerate(("latest", "older", "oldest")):
        (kept / name / "bytes").mkdir(parents=True)
        os.utime(kept / name, ns=(10**18 - age * 10**9,) * 2)
    attached(root, office)
    own = ImageBuilder(root, office).recipe
    assert {folder.name for folder in kept.iterdir()} == {own, "latest"}


def test_a_changed_picture_gets_other_addresses(root: Path) -> None:
    office = small(root)
    _, first = attached(root, office)
    (root / UPLOAD).write_bytes(saved(picture(200, 100)))
    _, second = attached(root, office)
    changed = set(first.keys() ^ second.keys())
    assert changed
    assert {address.rpartition("/")[0] for address in changed} == {PLACE}


def test_a_picture_that_cannot_be_decoded_costs_only_itself(root: Path) -> None:
    whole = saved(picture(900, 600), "JPEG", exif=exif(6, located=True), comment=SECRET)
    (root / UPLOAD).write_bytes(whole)
    other = root / "content/news/2026/forum-konsultasi-publik.jpg"
    other.write_bytes(saved(picture(900, 600), "JPEG")[:200] + whole[-2:])
    built = build_site(root)
    assert built.has(f"{PLACE}/index.html")
    assert SECRET not in b"".join(built.files().values())
    [size] = {
        Image.open(io.BytesIO(data)).size
        for path, data in built.files().items()
        if path.startswith(f"{PLACE}/gambar-600") and path.endswith(".jpg")
    }
    assert size == (600, 900)
    assert any("forum-konsultasi-publik" in warning for warning in built.warnings)


def test_bombs_are_refused_before_they_are_made(root: Path) -> None:
    (root / UPLOAD).with_suffix(".png").write_bytes(claiming(30_000, 30_000))
    text = (root / SAMPLE_ARTICLE).read_text().replace(f"src: {SAMPLE_SLUG}.jpg", f"src: {SAMPLE_SLUG}.png")
    (root / SAMPLE_ARTICLE).write_text(text)
    seal(root, SAMPLE_ARTICLE)
    built = build_site(root)
    assert any("publishing/picture" in warning for warning in built.warnings)
    assert not built.has(PLACE)


def test_a_picture_that_breaks_its_decoder_is_tried_once(
    root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What was found unfit is remembered by its bytes: neither the next build nor another path tries them again."""
    small(root)
    (root / UPLOAD).write_bytes(saved(picture(123, 77)))
    office, _ = load_office(root)
    assert office
    tried = tmp_path / "tried"
    render = vars(workshop)["make_renditions"]

    def crash(data: bytes) -> object:
        if data == (root / UPLOAD).read_bytes():
            with tried.open("a") as file:
                file.write("x")
            os.kill(os.getpid(), signal.SIGKILL)
        return render(data)

    monkeypatch.setattr(workshop, "make_renditions", crash)
    for _ in range(3):
        images, files = attached(root, office)
        assert [note for note in images.notes if UPLOAD in note]
        assert not [address for address in files if address.startswith(PLACE) and "/gambar-" in address]
    assert tried.read_text() == "x"
