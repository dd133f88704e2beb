"""A published story in a real browser: corrected by two people, withdrawn by one, and the words of the exported page."""

import json
from pathlib import Path

from tests.support.clone import sample_clone
from tests.support.command_line import redaksi
from tests.support.editor_driver import Writer, writing
from tests.support.editor_questions import save
from tests.support.offices import ROOT, sample_office
from workflow.chatops.parsing.command import ParsedCommand, read_command

SLUG = "2026/forum-konsultasi-publik"
STORY, BRANCH = f"content/news/{SLUG}.md", f"cms/berita/{SLUG}"
ABOVE = "document.querySelector('.r-story') && document.querySelector('.r-story').innerText"


def above(writer: Writer, words: str) -> str:
    """What stands above the form, once it holds some words."""
    return str(writer.tab.wait(f"({ABOVE} || '').includes({json.dumps(words)}) && {ABOVE}"))


def reason(writer: Writer, act: str, text: str) -> None:
    writer.tab.run(f"document.querySelector('#r-{act}-note').focus()")
    writer.tab.call("Input.insertText", text=text)


def test_a_published_story_is_corrected_and_withdrawn(tmp_path: Path) -> None:
    root = sample_clone(tmp_path / "clone")
    save(root, "rina")
    with writing(tmp_path / "sari", "sari", root) as writer:
        writer.go(f"collections/berita/entries/{SLUG}")
        assert "65 wakil" in writer.value("summary")
        above(writer, "Catat ralat")
        writer.click("Catat ralat")
        above(writer, "Tulis alasannya")
        reason(writer, "correction", "Semula tertulis 64 wakil. Yang benar, 65.")
        writer.click("Catat ralat")
        above(writer, "Ralat sudah dicatat")
        assert writer.git("log", "--format=%an", "-2", BRANCH).split("\n")[:2] == ["Sari Contoh", "Rina Contoh"]
        assert "digabungkan" in writer.publish()
        assert "Semula tertulis 64 wakil" in writer.git("show", f"main:{STORY}")
        writer.go(f"collections/berita/entries/{SLUG}")
        above(writer, "Tarik berita")
        reason(writer, "withdrawal", "Forum diulang pekan depan.")
        writer.click("Tarik berita")
        above(writer, "Sudah ditarik")
        assert "status: withdrawn" in writer.git("show", f"main:{STORY}")
        as_exported(writer)
    assert redaksi("check", f"--root={root}", "--now=2026-11-20T10:00+07:00").code == 0


AS_EXPORTED = """Object.defineProperty(window, "redaksiStory", {
  set(made) { this.made = made; }, get() { return (words) => this.made(words, { name: "github", repo: "kantor/berita" }); } });"""
"""The part of the page that is about stories takes itself for that of an exported page."""


def as_exported(writer: Writer) -> None:
    """On a phone, without a server that could enter anything: the way is a comment, and it is said word for word."""
    said, links = {}, []
    writer.tab.size(360, 740)
    writer.tab.call("Page.addScriptToEvaluateOnNewDocument", source=AS_EXPORTED)
    for slug in ("siaga-banjir-sungai-pawan", "bus-sekolah-uji-coba"):
        writer.go(f"collections/berita/entries/2026/{slug}")
        said[slug] = str(writer.tab.wait(ABOVE))
        links += writer.tab.run("[...document.querySelectorAll('.r-story a')].map((one) => one.href)")
        assert writer.tab.run("document.querySelector('.r-story').getBoundingClientRect().right") <= 360
    assert "/ralat: " in said["siaga-banjir-sungai-pawan"]
    assert "/cabut 2026-0149: " in said["siaga-banjir-sungai-pawan"]
    assert "/tayangkan lagi 2026-0141: " in said["bus-sekolah-uji-coba"]
    assert set(links) == {f"https://github.com/kantor/berita/{place}" for place in PLACES}


PLACES = ("pulls", "issues?q=2026-0149", "issues?q=2026-0141")


def test_the_exported_settings_hold_the_words(tmp_path: Path) -> None:
    done = redaksi("admin", f"--root={ROOT}", f"--export={tmp_path}", "--repository=kantor/berita")
    assert done.code == 0
    ways = json.loads((tmp_path / "config.json").read_text())["story"]["ways"]
    comments = {one["comment"] for found in ways.values() for one in found}
    assert {comment.split()[0].rstrip(":") for comment in comments} == {
        *("/ralat", "/cabut", "/tayangkan", "/embargo", "/perbarui", "/hak-jawab", "/berlaku"),
    }
    for comment in comments:
        found = read_command(comment.replace("{id}", "2026-0171"), sample_office().commands)
        assert isinstance(found, ParsedCommand)
        assert found.number == ("" if found.word == "ralat" else "2026-0171")
