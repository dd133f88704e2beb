"""The page of an imported story says the words of its HTML, all of them, in their order and no others.

The oracle is html5lib, which reads HTML as browsers do and shares no line with what converts it.
"""

import re
from typing import Any

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.offices import sample_office
from workflow.importing.paragraphs import with_paragraphs
from workflow.importing.shortcodes import without_shortcodes
from workflow.importing.story_links import StoryLinks
from workflow.importing.tidy_html import tidy
from workflow.importing.to_markdown import to_markdown
from workflow.rules.privacy._personal_data import public_contacts
from workflow.text.safe_html import render_body

PARTING = frozenset(
    ("p", "div", "li", "ul", "ol", "td", "th", "tr", "h1", "h2", "h3", "blockquote", "pre", "br", "dt", "dd", "summary")
)
UNREAD = frozenset(("script", "style"))


def rendered(markup: str) -> str:
    office = sample_office()
    links = StoryLinks(office, public_contacts(office), "https://lama.contoh.example", {}, 0, set())
    return render_body(to_markdown(tidy(with_paragraphs(without_shortcodes(markup)[0]), links).tree))


def words(markup: str) -> list[str]:
    parts: list[str] = []

    def read(element: Any) -> None:
        if not isinstance(element.tag, str) or element.tag in UNREAD:
            return
        edge = " " if element.tag in PARTING else ""
        parts.append(edge + (element.text or ""))
        for child in element:
            read(child)
            parts.append(child.tail or "")
        parts.append(edge)

    read(html5lib.parseFragment(markup, namespaceHTMLElements=False))
    return re.findall(r"[^\s]+", "".join(parts))


def texts() -> st.SearchStrategy[str]:
    """Words with everything in them that Markdown reads as a sign."""
    signs = st.sampled_from(
        [
            "*",
            "_",
            "#",
            "-",
            "+",
            "1.",
            "2)",
            "[a]",
            "(b)",
            "&lt;i>",
            "&amp;amp;",
            "`",
            "~",
            "|",
            "\\",
            "!",
            "===",
            "--",
        ]
    )
    word = st.text("abcxyzéü", min_size=1, max_size=5)
    return st.lists(st.one_of(word, word, signs, word.map(lambda one: f"*{one}_")), min_size=1, max_size=6).map(
        " ".join
    )


def inline() -> st.SearchStrategy[str]:
    tags = st.sampled_from(["b", "em", "span", "code", "u", "sup", "del"])
    wrapped = st.builds(lambda tag, text: f"<{tag}>{text}</{tag}>", tags, texts())
    return st.lists(st.one_of(texts(), wrapped), min_size=1, max_size=3).map(" ".join)


def block() -> st.SearchStrategy[str]:
    simple = st.builds(
        lambda tag, text: f"<{tag}>{text}</{tag}>", st.sampled_from(["p", "h2", "blockquote", "div"]), inline()
    )
    items = st.lists(inline(), min_size=1, max_size=3)
    lists = st.builds(
        lambda tag, rows: f"<{tag}>{''.join(f'<li>{row}' for row in rows)}</{tag}>",
        st.sampled_from(["ul", "ol"]),
        items,
    )
    table = items.map(lambda cells: f"<table><tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr></table>")
    return st.one_of(simple, simple, lists, table)


@given(st.lists(block(), min_size=1, max_size=4).map("\n".join))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_all_words_stay_in_order(markup: str) -> None:
    assert words(rendered("<!-- wp:html -->" + markup)) == words(markup)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Tidak <b>ditutup <i>benar</p><p>berikutnya",
        "<td>sel tanpa tabel</td> dan sisa",
        "<dl><dt>Istilah<dd>Artinya</dl>",
        "<table><caption>Tabel 1</caption><thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>",
        "<table><tr><td><table><tr><td>dalam</td></tr></table></td><td>luar</td></tr></table>",
        "<ol start=3><li>tiga<li>empat</ol>",
        "<pre>  baris <b>satu</b>\n    baris dua</pre>",
        "<h2>Judul<br>dua baris</h2><p>isi<br><br>paragraf</p>",
        "<details><summary>Ringkas</summary>Isi rinci</details>",
        "<p>a<sup>2</sup> &amp; &lt;b&gt; &copy; 5 &gt; 3</p>",
        "<center><font color=red>Merah</font></center><address>Jalan</address>",
        "<script>alert(1)</script><p onclick=x>aman</p>",
    ],
)
def test_shapes_of_real_posts(markup: str) -> None:
    assert words(rendered("<!-- wp:html -->" + markup)) == words(markup)


def test_classic_paragraphs_and_their_breaks() -> None:
    html = rendered("Satu\ndua\n\n<b>Tiga</b>\n\n<ul>\n<li>empat</li>\n</ul>\nlima")
    assert html == ("<p>Satu<br>\ndua</p>\n<p><strong>Tiga</strong></p>\n<ul>\n<li>empat</li>\n</ul>\n<p>lima</p>\n")
