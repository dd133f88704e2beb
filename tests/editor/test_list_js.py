"""The list of the writing page, in a real browser: what waits comes first, never all at once, and a search finds any word."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.editor.graphql_server import exported
from tests.support.clone import git, sample_clone
from tests.support.editor_driver import Writer, writing

pytestmark = pytest.mark.xdist_group("listing")  # one browser, whose scripts are compiled
CARDS = "[...document.querySelectorAll('#r-list .r-card')]"
TITLES = f"{CARDS}.map((one) => one.querySelector('strong').innerText)"
SAID = "document.querySelector('#r-list-said').innerText"
ARCHIVE = 80
"""Articles of former years beside the sample's."""
OLD = "content/news/2023/berita-lama-001.md"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office with an archive: more than one page, and a word that only one old article has."""
    made = sample_clone(tmp_path_factory.mktemp("list") / "clone")
    model = (made / "content/news/2024/pekan-imunisasi.md").read_text("utf-8")
    (made / OLD).parent.mkdir(parents=True)
    for number in range(1, ARCHIVE + 1):
        text = model.replace("publish_at: 2024", "publish_at: 2023").replace("title: ", f"title: Arsip {number:03} ")
        (made / f"content/news/2023/berita-lama-{number:03}.md").write_text(text, "utf-8")
    with (made / OLD).open("a", encoding="utf-8") as file:
        file.write("\nSeekor salamander terlihat.\n")
    git(made, "add", ".")
    git(made, "commit", "--quiet", "--message=arsip")
    return made


@pytest.fixture(scope="module")
def writer(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Writer]:
    with writing(tmp_path_factory.mktemp("page"), root=root) as made:
        yield made


def go(writer: Writer, place: str) -> None:
    """To another page of the editor, as by a link."""
    if writer.tab.run("location.href") == "about:blank":
        writer.go(place)
    writer.tab.run(f"location.hash = '#/{place}'")


def listed(writer: Writer, place: str) -> list[str]:
    go(writer, place)
    writer.tab.wait(f"document.querySelector('#r-list [aria-current]')?.hash === '#/{place}' && {CARDS}.length")
    return list(writer.tab.run(TITLES))


def choose(writer: Writer, name: str, value: str) -> list[str]:
    writer.tab.run(f"""(() => {{ const one = document.querySelector('#r-list [name={name}]'); one.value = '{value}';
      one.dispatchEvent(new Event('change')); }})()""")
    return list(writer.tab.run(TITLES))


def heads(root: Path, state: str, folder: str) -> set[str]:
    """The titles that Git itself finds among files of a state."""
    files = git(root, "grep", "-l", f"^status: {state}$", "main", "--", folder).split()
    texts = [git(root, "show", one) for one in files]
    field = "title: " if folder == "content/news" else "  subject: "
    return {next(line for line in text.splitlines() if line.startswith(field)).removeprefix(field) for text in texts}


def test_what_waits_comes_first_and_a_page_is_no_longer_than_fifty(writer: Writer) -> None:
    titles = listed(writer, "collections/berita")
    waiting = heads(writer.root, "draft", "content/news") | heads(writer.root, "ready", "content/news")
    assert set(titles[: len(waiting)]) == waiting
    assert len(titles) == 50
    assert titles[len(waiting)] not in waiting
    assert not any(one.startswith("Arsip") for one in titles[:17])
    writer.click("Berikutnya")
    following = writer.tab.run(TITLES)
    assert len(following) == ARCHIVE + 17 - 50
    assert not set(following) & set(titles)


def test_letters_are_chosen_by_state_year_and_lateness(writer: Writer) -> None:
    titles = listed(writer, "collections/surat")
    open_ones = {"accepted", "corrected", "declined", "deferred", "disposed", "drafted", "notified", "published", "received",
                 "returned"}  # fmt: skip
    waiting = set().union(*(heads(writer.root, one, "content/requests") for one in open_ones))
    done = heads(writer.root, "reported", "content/requests") | heads(writer.root, "withdrawn", "content/requests")
    assert set(titles) == waiting | done
    assert set(titles[: len(waiting)]) == waiting
    assert set(choose(writer, "state", "waits")) == waiting
    assert set(choose(writer, "state", "returned")) == heads(writer.root, "returned", "content/requests")
    late = choose(writer, "state", "late")
    assert late
    assert set(late) < waiting
    choose(writer, "state", "")
    assert len(choose(writer, "year", "2024")) < len(titles)
    choose(writer, "year", "")
    dates = choose(writer, "sort", "newest")
    assert dates == choose(writer, "sort", "oldest")[::-1]
    choose(writer, "sort", "waiting")


def test_a_search_finds_a_word_in_an_old_body_and_says_when_there_is_none(writer: Writer) -> None:
    listed(writer, "collections/surat")
    writer.tab.run("""(() => { const one = document.querySelector('#r-list [name=words]'); one.value = 'terlihat SALAMANDER';
      one.form.requestSubmit(); })()""")
    writer.tab.wait(f"{SAID}.startsWith('1 berkas')")
    assert writer.tab.run(TITLES)[0].startswith("Arsip 001")
    writer.tab.run(f"{CARDS}[0].click()")
    assert writer.value("title").startswith("Arsip 001")
    go(writer, "search/salamander%20kucing%20%3Cb%3E")
    writer.tab.wait(f"document.querySelector('#r-list-said') && {SAID}.startsWith('0 berkas')")
    assert "Tidak ada yang cocok" in writer.tab.run("document.body.innerText")


def test_the_exported_page_lists_and_searches_with_few_questions(writer: Writer, root: Path, tmp_path: Path) -> None:
    draft = git(root, "grep", "-l", "status: draft", "main", "--", "content/news").split()[0].partition(":")[2]
    name = draft.removeprefix("content/news/").removesuffix(".md")
    git(root, "branch", f"cms/berita/{name}", "main")
    try:
        with exported(tmp_path, root) as (hub, address, tab):
            tab.open(f"{address}#/collections/berita")
            tab.wait(f"{CARDS}.length")
            titles = tab.run(TITLES)
            assert set(titles[:3]) == heads(root, "draft", "content/news") | heads(root, "ready", "content/news")
            assert "Menunggu ditinjau" in tab.run(f"{CARDS}.map((one) => one.innerText).join()")
            opening = len(hub.asked)
            assert opening <= 12
            assert not any(one.startswith("Arsip") for one in titles)
            tab.run("location.hash = '#/search/salamander'")
            tab.wait(f"{SAID}.startsWith('1 berkas')")
            assert len(hub.asked) - opening <= 10
            assert hub.unknown == []
            tab.run("location.hash = '#/collections/berita'")
            tab.wait(f"{SAID}.startsWith('97 berkas')")
            assert tab.run(f"{CARDS}.length") == 50
            listed(writer, "collections/surat")
            listed(writer, "collections/berita")
            both = [set(one.run(f"{CARDS}.map((one) => one.innerText)")) for one in (tab, writer.tab)]
            assert len(both[0] ^ both[1]) == 2, (
                "only what is on a branch may differ: its state is GitHub's, or this clone's"
            )
            hub.refusing = True
            tab.open("about:blank")
            tab.open(f"{address}#/collections/berita")
            tab.wait("document.body.innerText.includes('GitHub meminta menunggu') ? 1 : 0")
            hub.refusing = False
            tab.run(
                "[...document.querySelectorAll('#r-list button')].find((one) => one.innerText === 'Coba lagi').click()"
            )
            tab.wait(f"{CARDS}.length")
    finally:
        git(root, "branch", "-D", f"cms/berita/{name}")


HIDDEN = """[...document.querySelectorAll("[class*=-EditorContainer] > [class*=-ToolbarContainer] :is(button, [role=button])")]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().width).filter((one) => {
    const at = one.getBoundingClientRect();
    const there = document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2);
    return !there || !(one.contains(there) || there.contains(one)) || at.right > innerWidth;
  }).map((one) => one.innerText)"""


def test_every_button_of_the_toolbar_can_be_touched_while_a_message_stands(writer: Writer) -> None:
    writer.tab.size(360, 740)
    name = git(writer.root, "grep", "-l", "status: draft", "main", "--", "content/news").split()[0]
    go(writer, f"collections/berita/entries/{name.removeprefix('main:content/news/').removesuffix('.md')}")
    writer.fill("title", "Judul Baru yang Cukup Panjang untuk Telepon")
    assert "Naskah disimpan" in writer.save()
    writer.tab.wait("document.querySelector('[class*=-PublishButton]') ? 1 : 0")
    for width in (360, 768, 1280):
        writer.tab.size(width, 740)
        writer.tab.run("new Promise((done) => setTimeout(done, 300))")  # until nothing moves any more
        assert writer.tab.run(HIDDEN) == [], width
    writer.tab.wait("document.querySelector('.Toastify__toast') === null")
