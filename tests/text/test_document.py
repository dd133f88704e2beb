"""A header taken out of its file and put back between its fences leaves every other byte where it was."""

import frontmatter
from hypothesis import given
from hypothesis import strategies as st

from workflow.text.document import FrontMatterHandler, join_parts, read_document

HEADERS = st.lists(st.from_regex(r"[a-z]{1,8}: [a-z][a-z -]{0,12}[a-z]\n", fullmatch=True), min_size=1).map("".join)
BODIES = st.lists(st.sampled_from(["Isi.", "", "---", "- satu", " --- ", "----", "a: b"])).map("\n".join)


@given(HEADERS, BODIES)
def test_a_header_put_back_changes_nothing(header: str, body: str) -> None:
    text = join_parts(header, body)
    document, _ = read_document("content/news/2024/a.md", text.encode())
    assert document
    assert document.header_text == header
    assert document.with_header(document.header_text) == text
    changed = document.with_header("title: lain\n")
    assert changed == join_parts("title: lain\n", body)


@given(HEADERS, BODIES)
def test_other_programs_read_the_same_parts(header: str, body: str) -> None:
    text = join_parts(header, body)
    document, _ = read_document("content/news/2024/a.md", text.encode())
    read = frontmatter.loads(text, handler=FrontMatterHandler())
    assert document
    assert (document.header, document.body) == (read.metadata, read.content)
