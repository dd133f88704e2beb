"""Somebody who writes in the editor: the real page, the real server, a real clone."""

import base64
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image

from tests.support.clone import ENVIRONMENT, sample_clone
from tests.support.devtools import Tab, browser_tab
from tests.support.offices import ROOT

SUMMARY = "Bappeda membuka survei prioritas pembangunan sampai 31 Desember."
TEXT = "Bappeda Ketapang membuka survei prioritas pembangunan bagi warga mulai Selasa."

CAMERA = "IMG 2031 (1).JPG"

NOW = "2026-11-20T10:00+07:00"
BUTTON = """(words, tag = "button, [role=button], [role=menuitem]") => [...document.querySelectorAll(tag)]
  .filter((one) => one.checkVisibility() && one.innerText.trim().startsWith(words)).at(-1)"""


ANSWERS = """window.addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), true);
window.confirm = (words) => !words.includes("cadangan");"""
"""Questions that the browser would wait for an answer to: yes to all, but no old copy is taken up."""


SAID = "[...document.querySelectorAll('[class*=Toastify__toast-body], .Toastify__toast')].map((one) => one.innerText).join(' ')"
"""What the editor says in its messages."""


TRIES = 6


class Writer:
    """A person before the editor's page."""

    def __init__(self, root: Path, address: str, tab: Tab) -> None:
        self.root, self.address, self.tab = root, address, tab

    def go(self, place: str) -> None:
        """Open a page of the editor anew, as after a night's sleep."""
        self.tab.open("about:blank")
        self.tab.open(f"{self.address}#/{place}")
        self.tab.wait(f"({BUTTON})('Masuk') || document.querySelector('[class*=AppHeader]') ? 1 : 0")
        if self.tab.run(f"!!({BUTTON})('Masuk')"):
            self.click("Masuk")

    def click(self, words: str) -> None:
        """Press the button with these words, as soon as it is there."""
        self.tab.wait(f"(({BUTTON})({json.dumps(words)}) ? 1 : 0)")
        self.tab.run(f"({BUTTON})({json.dumps(words)}).click()")

    def field(self, name: str) -> str:
        """The selector of a field, once it is there."""
        selector = f'[id^="{name}-field-"]'
        self.tab.wait(f"document.querySelector({json.dumps(selector)}) ? 1 : 0")
        return selector

    def value(self, name: str) -> str:
        """What a line holds."""
        return str(self.tab.run(f"document.querySelector({json.dumps(self.field(name))}).value"))

    def choose_time(self, name: str, shown: str) -> None:
        """Choose a day, or a day and its hour, as the device's own picker hands it on; "" presses Kosongkan."""
        selector = json.dumps(self.field(name))
        if not shown:
            self.tab.run(f"document.querySelector({selector}).parentElement.querySelector('button').click()")
            return
        self.tab.run(f"(() => {{ const one = document.querySelector({selector}); one.focus(); "
                     "Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(one, "
                     f"{json.dumps(shown)}); one.dispatchEvent(new Event('input', {{ bubbles: true }})); }})()")  # fmt: skip

    def fill(self, name: str, text: str) -> None:
        """Write into a line, in the place of what it holds."""
        self.tab.run(f"(() => {{ const one = document.querySelector({json.dumps(self.field(name))}); "
                     "one.focus(); one.select(); })()")  # fmt: skip
        self.tab.call("Input.insertText", text=text)

    def choose(self, name: str, words: str) -> None:
        """Choose from a list."""
        self.tab.run(f"document.querySelector({json.dumps(self.field(name))}).focus()")
        self.tab.call("Input.insertText", text=words)
        self.tab.wait(
            f"[...document.querySelectorAll('[role=option]')].some((one) => one.innerText === {json.dumps(words)})"
        )
        self.tab.press("Enter")

    def write(self, text: str) -> None:
        """Write at the end of the article's text."""
        self.tab.wait("document.querySelector('[data-slate-editor]') ? 1 : 0")
        self.tab.run(
            "(() => { const one = document.querySelector('[data-slate-editor]'); one.focus(); "
            "getSelection().selectAllChildren(one); getSelection().collapseToEnd(); })()"
        )
        self.tab.call("Input.insertText", text=text)

    def rewrite(self, text: str) -> None:
        """Write the article's text anew; as a person would, again where the editor had not yet taken all as selected."""
        shown = "document.querySelector('[data-slate-editor]').innerText.trim()"
        self.tab.wait("document.querySelector('[data-slate-editor]') ? 1 : 0")
        for _ in range(TRIES):
            self.tab.run("document.querySelector('[data-slate-editor]').focus()")
            key = {"key": "a", "code": "KeyA", "modifiers": 2}
            self.tab.call("Input.dispatchKeyEvent", type="keyDown", commands=["selectAll"], **key)
            self.tab.call("Input.dispatchKeyEvent", type="keyUp", **key)
            self.tab.run("new Promise((done) => setTimeout(done, 500))")
            self.tab.call("Input.insertText", text=text)
            self.tab.run("new Promise((done) => setTimeout(done, 500))")
            if self.tab.run(shown) == text:
                return
        raise AssertionError(self.tab.run(shown))

    def publish(self) -> str:
        """Set the article ready and merge it; the words with which the editor says how it went."""
        if not self.tab.run(f"!!({BUTTON})('Status: Siap')"):
            self.click("Status:")
            self.click("Siap")
            self.tab.wait("document.body.innerText.includes('Status: Siap') ? 1 : 0")
        self.click("Gabungkan")
        self.click("Gabungkan sekarang")
        return str(self.tab.wait(f"{SAID}.includes('digabungkan') && {SAID}"))

    def upload(self, file: Path, field: str = "src") -> None:
        """Choose a file from the computer, as a phone does: at the field, without a dialogue of the page's own."""
        selector = self.field(field)
        found = self.tab.call("Runtime.evaluate", expression=f"document.querySelector({json.dumps(selector)})")
        self.tab.call("DOM.setFileInputFiles", files=[str(file)], objectId=found["result"]["objectId"])
        self.tab.wait("/Menyiapkan (foto|berkas)/.test(document.body.innerText) ? 0 : 1")

    def shown_picture(self) -> list[int]:
        """The pixels of the picture that is shown at the field, once it is there in the place of Decap's empty one."""
        image = "document.querySelector('.r-upload img')"
        self.tab.wait(f"{image}?.naturalWidth && {image}.naturalWidth !== 300")
        return list(self.tab.run(f"[{image}.naturalWidth, {image}.naturalHeight]"))

    def refusals(self) -> dict[str, str]:
        """What is said at the fields, by their names."""
        script = """Object.fromEntries([...document.querySelectorAll('p.r-refusal')].map((one) =>
          [one.parentElement.closest("[class*='-ControlContainer']").querySelector("[id*='-field-']").id.split("-field-")[0],
           one.innerText]))"""
        return dict(self.tab.run(script))

    def save(self) -> str:
        """Save, and the words with which the editor says how it went."""
        self.hush()
        self.click("Simpan")
        return str(self.tab.wait(SAID))

    def hush(self) -> None:
        """Close the messages that are shown."""
        self.tab.run("document.querySelectorAll('[class*=Toastify__toast]').forEach((one) => one.click())")
        self.tab.wait("document.querySelector('[class*=Toastify__toast]') ? 0 : 1")

    def told(self) -> str:
        """What the page says in its own box; "" for nothing."""
        return str(self.tab.run("document.getElementById('r-told')?.innerText ?? ''"))

    def photograph(self) -> bytes:
        """What is on the screen, as PNG."""
        self.tab.run("new Promise((done) => setTimeout(done, 700))")  # until nothing moves any more
        return base64.b64decode(self.tab.call("Page.captureScreenshot", format="png")["data"])

    def git(self, *arguments: str, given: str | None = None) -> str:
        """What Git says in the clone."""
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, check=True, capture_output=True, text=True, input=given
        )
        return done.stdout


@contextmanager
def writing(folder: Path, person: str = "rina", root: Path | None = None) -> Iterator[Writer]:
    """The editor of a clone (of the sample office, where none is given), in a browser of its own."""
    root = root or sample_clone(folder / "clone")
    code = "from workflow.cli.main import main\nmain()"
    command = [sys.executable, "-c", code, "admin", f"--as={person}", "--port=0", f"--now={NOW}"]
    environment: dict[str, Any] = {**ENVIRONMENT, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    environment["PATH"] = os.environ["PATH"]
    running = subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert running.stdout
        address = next(word for word in running.stdout.readline().split() if word.startswith("http://"))
        with browser_tab(folder / "profile") as tab:
            tab.size(1280)
            tab.call("Page.addScriptToEvaluateOnNewDocument", source=ANSWERS)
            yield Writer(root, address, tab)
    finally:
        running.kill()
        running.wait()


def photograph(size: tuple[int, int] = (1200, 800), form: str = "JPEG", colour: Any = 0, **settings: Any) -> bytes:
    """A picture of noise in a colour, as heavy as a photograph."""
    file = io.BytesIO()
    noise = Image.effect_noise(size, 40).convert("RGB")
    Image.blend(noise, Image.new("RGB", size, colour), 0.5).save(file, form, **settings)
    return file.getvalue()


def begin(writer: Writer, title: str, picture: Path) -> str:
    """Write a new story with a photograph and save it; the branch."""
    writer.go("collections/berita/new")
    writer.fill("title", title)
    writer.fill("request", "2026-0170")
    writer.choose("category", "Pemerintahan")
    writer.fill("tags", "Survei, pembangunan")
    writer.fill("summary", SUMMARY)
    writer.choose("author", "Rina Contoh")
    writer.upload(picture)
    writer.fill("alt", "Warga mengisi survei di balai desa.")
    writer.fill("caption", "Warga mengisi survei.")
    writer.fill("credit", "Foto: Contoh")
    writer.write(TEXT)
    assert "Naskah disimpan" in writer.save()
    writer.tab.wait("location.hash.includes('/entries/') && document.body.innerText.includes('Status: Konsep')")
    writer.shown_picture()
    return f"cms/berita/2026/{title.lower().replace(' ', '-')}"


def brought(writer: Writer, branch: str) -> list[str]:
    """The files that a branch brings, in order."""
    return sorted(writer.git("diff", "--name-only", f"main...{branch}").split())


def replaced(writer: Writer, picture: Path) -> str:
    """Choose another picture and save."""
    writer.upload(picture)
    return writer.save()
