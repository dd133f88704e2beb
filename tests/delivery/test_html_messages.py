"""What is sent as HTML says what the text says, in a form that Outlook, Gmail and Yahoo show."""

import json
import re
from collections.abc import Iterator
from email import message_from_bytes
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.support.browser import rendered_dom, serving
from tests.support.mail_desk import part
from tests.support.offices import ROOT
from workflow.cli.messages._mail_run import load_with_article
from workflow.config.load import load_office
from workflow.delivery.contacts import Contact
from workflow.delivery.message import MessageKind, PlannedMessage, ReaderKind, Recipient, RenderedMessage
from workflow.delivery.mime import compose
from workflow.delivery.template_context import digest_context, letter_context, open_step_context
from workflow.delivery.templates import MessageTemplates, inline_styles
from workflow.engine.withheld import WithheldRecord
from workflow.i18n.language import in_language
from workflow.i18n.message import say
from workflow.queries.open_requests import load_requests, open_request
from workflow.records.paths import request_path
from workflow.text.field_types import parse_instant
from workflow.text.finding import Finding, ReadingRule

NOW = int(parse_instant("2026-11-20T10:05+07:00"))
KNOWN = json.loads(Path(__file__).with_name("caniemail.json").read_text())["features"]
DARK = "dark colours come where a program asks for them; elsewhere it stays light or is turned by the program"
GRACEFUL = {
    "css-at-media": DARK,
    "css-at-media-prefers-color-scheme": DARK,
    "html-meta-color-scheme": DARK,
    "css-max-width": "Outlook for Windows gets a table of 600 pixels beside it",
    "css-word-break": "a long address is wider than a telephone there, and still whole",
    "html-body": "nothing stands on it alone",
    "html-lang": "who does not know it reads the page as before",
    "html-doctype": "a page that does without",
}
"""What some program does not know, and why that does no harm."""
PROPERTIES = {
    "background-color": "css-background-color",
    "border-top": "css-border",
    "color": "",
    "font-family": "css-font",
    "font-size": "css-font-size",
    "font-weight": "css-font-weight",
    "line-height": "css-line-height",
    "margin": "css-margin",
    "max-width": "css-max-width",
    "padding": "css-padding",
    "text-align": "css-text-align",
    "text-decoration": "css-text-decoration",
    "word-break": "css-word-break",
}
"""The features of CSS; "" is from HTML 3.2 and known to all."""
ELEMENTS = {
    "body": "html-body",
    "p": "html-p",
    "span": "html-span",
    "strong": "html-strong",
    "style": "html-style",
    "table": "html-table",
    **dict.fromkeys(("a", "br", "head", "html", "meta", "tbody", "td", "title", "tr"), ""),
}
ATTRIBUTES = {
    "cellpadding": "html-cellpadding",
    "cellspacing": "html-cellspacing",
    "height": "html-height",
    "lang": "html-lang",
    "role": "html-role",
    "width": "html-width",
    **dict.fromkeys(("border", "charset", "class", "content", "href", "name", "style"), ""),
}
UNITS = {"px": "css-unit-px", "%": "css-unit-percent", "rem": "css-unit-rem"}
CONTRAST = 4.5
"""WCAG 2.2, 1.4.3."""


class Page(HTMLParser):
    """What a page uses, the words that a reader sees, and the styles of each element."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.features: set[str] = {"html-doctype"}
        self.links: list[str] = []
        self.said = ""
        self.styles: list[tuple[str, dict[str, str]]] = []
        self.sheet = ""
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.features |= {ELEMENTS[tag], *(ATTRIBUTES[name] for name in given)}
        if given.get("name") == "color-scheme":
            self.features.add("html-meta-color-scheme")
        style = dict(_declared(given.get("style", "")))
        self.styles.append((tag, style))
        self.features |= set(_used(style))
        if tag == "a":
            self.links.append(given["href"])
        self._break(tag)
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open[-1] in {"br", "meta"}:
            self._open.pop()
        assert self._open.pop() == tag
        self._break(tag)

    def handle_comment(self, data: str) -> None:
        assert data.startswith("[if mso]"), data
        self.features.add("html-comments")

    def handle_data(self, data: str) -> None:
        if "style" in self._open:
            self.sheet += data
        elif "title" not in self._open:
            self.said += data

    @property
    def read(self) -> list[str]:
        """The words in their order; an address counts as read where it is also to be seen."""
        words = self.said.split()
        assert all(any(word.startswith(link) for word in words) for link in self.links), "an address nobody can read"
        return words

    def _break(self, tag: str) -> None:
        if tag in {"p", "br", "td"}:
            self.said += "\n"


def _declared(style: str) -> Iterator[tuple[str, str]]:
    for one in filter(str.strip, style.split(";")):
        name, _, value = one.partition(":")
        yield name.strip(), value.strip()


def _used(style: dict[str, str]) -> Iterator[str]:
    for name, value in style.items():
        yield PROPERTIES[name]
        yield from (UNITS[unit] for unit in re.findall(r"\d(px|%|rem|[a-z]+)\b", re.sub(r"#[0-9a-f]+", "", value)))
        if "!important" in value:
            yield "css-important"


def _in_media(sheet: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The rules that stay in the head: all of them within one query."""
    found = re.fullmatch(r"\s*@media \(prefers-color-scheme: dark\) \{(.*)\}\s*", sheet, re.DOTALL)
    assert found, sheet
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", found[1]):
        yield selector.strip(), dict(_declared(body))


@pytest.fixture(scope="module")
def messages() -> dict[str, RenderedMessage]:
    """Every kind of message, and each of its forms."""
    office, _ = load_office(ROOT)
    assert office
    wording, found = MessageTemplates(ROOT), {}
    cases = [("2026-0121", kind) for kind in (MessageKind.RELEASE, MessageKind.PUBLISHED)]
    cases += [
        ("2026-0168", MessageKind.DECLINED),
        ("2026-0133", MessageKind.CORRECTION),
        ("2026-0121", MessageKind.WITHDRAWN),
    ]
    with in_language("id"):
        for number, kind in cases:
            case = load_with_article(office, request_path(number), NOW)
            assert case
            values = letter_context(
                case, PlannedMessage(kind, number, Recipient(ReaderKind.SENDER, number), str(NOW), NOW)
            )
            found[kind.value] = wording.words(kind, values)
            more = {"note": "Angka <14> & “km” diperbaiki.", "embargo": "Senin", "reason": "Bukan informasi publik."}
            found[f"{kind.value} with all"] = wording.words(kind, values | more)
            found[f"{kind.value} with less"] = wording.words(kind, values | {"register": "", "sample": False})
        opened = [one for _, view in load_requests(ROOT, office, NOW) if view and (one := open_request(view, NOW))]
        for one in opened:
            for link, ways in (("", ()), ("https://forge.example/pull/7", ("/terima", "/jeda: ..."))):
                values = open_step_context(office, one, 80, link, ways)
                found[f"reminder {one.id} {link}"] = wording.words(MessageKind.REMINDER, values)
        held = WithheldRecord(
            "content/news/2026/a.md",
            "2026-0121",
            Finding(ReadingRule.VALUE, "a", 0, say("Nothing was sent."), line=3, column=1),
        )
        for link in ("", "https://forge.example/pull/7"):
            day = digest_context(office, "Jumat", [(one, link) for one in opened], [held], say("Nothing was sent."))
            found[f"digest {link}"] = wording.words(MessageKind.DIGEST, day)
        found["digest, empty"] = wording.words(MessageKind.DIGEST, digest_context(office, "Jumat", []))
    return found


def test_both_forms_say_the_same(messages: dict[str, RenderedMessage]) -> None:
    for name, message in messages.items():
        text = message.text.replace("\n-- \n", "\n").split()
        assert Page(message.html).read == text, name


def test_every_program_shows_what_is_used(messages: dict[str, RenderedMessage]) -> None:
    used: set[str] = set()
    for message in messages.values():
        page = Page(message.html)
        used |= page.features
        for selector, style in _in_media(page.sheet):
            used |= {"css-at-media", "css-at-media-prefers-color-scheme", *_used(style)}
            used |= {"css-selector-class", "css-selector-type", "css-selector-descendant", "css-selector-grouping"}
            assert re.fullmatch(r"[\w., ]+", selector)
    used.discard("")
    assert used <= KNOWN.keys(), "a feature of which nothing is known"
    poor = {one for one in used if {"n", "u"} & set(KNOWN[one].values())}
    assert poor == GRACEFUL.keys()


@pytest.mark.parametrize("bad", ["font-size: 1rem", "display: flex"])
def test_the_table_knows_what_does_not_do(bad: str) -> None:
    """The walk finds what made the former mails unreadable; what no row names it refuses."""
    page = f'<!doctype html><html lang="id"><head></head><body><p style="{bad}">x</p></body></html>'
    if bad.startswith("font"):
        assert "n" in KNOWN["css-unit-rem"].values()
        assert "css-unit-rem" in Page(page).features
    else:
        with pytest.raises(KeyError):
            Page(page)


def test_every_element_has_its_own_styles(messages: dict[str, RenderedMessage]) -> None:
    """Nothing hangs on the body, or on a sheet in the head that a program drops."""
    for message in messages.values():
        page = Page(message.html)
        assert not dict(page.styles)["body"]
        for tag, style in page.styles:
            if tag in {"td", "p", "a"}:
                wanted = {"td": "font-family", "p": "margin", "a": "color"}[tag]
                assert wanted in style, (tag, style)
        assert message.html.count("<!--[if mso]>") == 2


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def test_it_can_be_read_in_light_and_in_dark(messages: dict[str, RenderedMessage]) -> None:
    page = Page(messages["reminder 2026-0165 "].html)
    inks = {style["color"] for _, style in page.styles if "color" in style}
    grounds = {style["background-color"] for _, style in page.styles if "background-color" in style}
    assert all(_contrast(ink, ground) >= CONTRAST for ink in inks for ground in grounds)
    rules = [*_in_media(page.sheet)]
    dark = {
        name: [style[name].split()[0] for _, style in rules if name in style] for name in ("color", "background-color")
    }
    assert len(dark["color"]) >= len(inks), "each ink has another one for the dark"
    assert all(_contrast(ink, ground) >= CONTRAST for ink in dark["color"] for ground in dark["background-color"])


def test_a_telephone_shows_it_whole(messages: dict[str, RenderedMessage], tmp_path: Path) -> None:
    """In a browser, on 320 pixels: nothing is wider, though an address is one long word."""
    wide = messages["published"].html.replace("jembatan-gantung-sungai-laur", "x" * 110)
    assert "x" * 110 in wide
    for name, page in {"published.html": wide, "digest.html": messages["digest "].html}.items():
        (tmp_path / name).write_text(page)
    frames = "".join(
        f'<iframe width="320" height="600" src="{name}"></iframe>' for name in ("published.html", "digest.html")
    )
    measure = "onload = () => document.title = [...document.querySelectorAll('iframe')].map("
    measure += "one => one.contentDocument.documentElement.scrollWidth).join(' ')"
    (tmp_path / "index.html").write_text(f"<!doctype html>{frames}<script>{measure}</script>")
    with serving(tmp_path) as address:
        shown = re.search(r"<title>([\d ]+)</title>", rendered_dom(address, tmp_path / "profile"))
    assert shown
    widths = [int(one) for one in shown[1].split()]
    assert len(widths) == 2
    assert all(200 < one <= 320 for one in widths), widths


def test_styles_that_cannot_be_read_load_nothing() -> None:
    """No sheet is fetched from anywhere while a message is made."""
    page = '<html><head><link rel="stylesheet" href="http://127.0.0.1:9/x.css"></head><body><p>x</p></body></html>'
    assert "<p>x</p>" in inline_styles(page)


def test_no_words_are_doubled(messages: dict[str, RenderedMessage]) -> None:
    """Letters ask for publication in their subject already."""
    for message in messages.values():
        for sentence in re.split(r"[.\n:]", f"{message.subject}\n{message.text}"):
            assert sentence.casefold().count("permintaan publikasi") <= 1


def test_the_signature_is_set_apart(messages: dict[str, RenderedMessage]) -> None:
    """Programs leave out of an answer what stands behind two dashes and a space (RFC 3676, 4.3)."""
    planned = PlannedMessage(MessageKind.DIGEST, "2026-11-20", Recipient(ReaderKind.PERSON, "kadis"), "pagi", NOW)
    for message in messages.values():
        mail = compose(planned, message, Contact("a@b.example"), "Kantor", "c@d.example", NOW)
        text = part(message_from_bytes(mail), "text/plain").replace("\r\n", "\n")
        assert text == message.text, "as it was written"
        before, separator, signature = text.partition("\n-- \n")
        assert separator
        assert "Dinas Komunikasi" not in before
        assert signature.startswith("Dinas Komunikasi")
