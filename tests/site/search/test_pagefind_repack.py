"""Pagefind's index, cut small: whatever it held is found by Pagefind's own way of looking, and beginnings whole."""

import base64
import gzip
import itertools
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.site.search.documents import SearchDocument
from workflow.site.search.pagefind_client import SearchError, build_index
from workflow.site.search.pagefind_repack import (
    CHUNK_BYTES,
    CHUNKS_FIELD,
    MAGIC_BYTES,
    SHARED_PREFIX_LETTERS,
    _chunks,
    repack,
    unpack,
)

Files = dict[str, bytes]


def records(count: int) -> list[SearchDocument]:
    """Pages of made words, some of them in every page."""
    chance = random.Random(7)
    words = ["".join(chance.choice("bdgklmnprst") + chance.choice("aeiou") for _ in range(3)) for _ in range(3_000)]
    texts = (" ".join(["kabupaten", *chance.choices(words, k=150)]) for _ in range(count))
    return [
        SearchDocument(f"berita/2026/b-{number}/", text, {"title": text[:20]}, {"tahun": ("2026",)}, {})
        for number, text in enumerate(texts)
    ]


@pytest.fixture(scope="module")
def indexes() -> tuple[Files, Files]:
    """An index as Pagefind makes it, and as we leave it."""
    given_: list[Files] = []

    def noting(made: Files, *rest: str) -> Files:
        given_.append(made)
        return repack(made, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("workflow.site.search.pagefind_client.repack", noting)
        ours = build_index(records(250))
    return given_[0], ours


def meta(files: Files) -> list[Any]:
    """The list of an index."""
    [path] = (path for path in files if path.endswith("pf_meta"))
    found: list[Any] = unpack(files[path])
    return found


def words(files: Files) -> dict[str, Any]:
    """What an index knows of each word."""
    pieces = (unpack(files[f"index/{name}.pf_index"])[0] for _, _, name in meta(files)[CHUNKS_FIELD])
    return {word[0]: word for piece in pieces for word in piece}


def looked_up(files: Files, beginning: str) -> list[str]:
    """The words of the piece in which Pagefind looks for a beginning: the first whose ends are around it."""
    name = next((name for first, last, name in meta(files)[CHUNKS_FIELD] if first <= beginning <= last), None)
    return [word[0] for word in unpack(files[f"index/{name}.pf_index"])[0]] if name else []


def test_nothing_is_lost(indexes: tuple[Files, Files]) -> None:
    theirs, ours = indexes
    assert words(ours) == words(theirs)
    assert len(words(ours)) > 2_000
    same = {path for path in theirs if path.endswith("pf_fragment")}
    assert same
    assert all(ours[path] == theirs[path] for path in same)


@pytest.mark.thorough
def test_every_word_is_found_where_pagefind_looks(indexes: tuple[Files, Files]) -> None:
    _, ours = indexes
    assert [word for word in words(ours) if word not in looked_up(ours, word)] == []


@pytest.mark.thorough
def test_a_beginning_finds_all_words_that_begin_so(indexes: tuple[Files, Files]) -> None:
    _, ours = indexes
    known = sorted(words(ours))
    beginnings = {word[:end] for word in known for end in range(SHARED_PREFIX_LETTERS, len(word) + 1)}
    for beginning in sorted(beginnings)[::7]:
        wanted = [word for word in known if word.startswith(beginning)]
        assert [word for word in looked_up(ours, beginning) if word.startswith(beginning)] == wanted


def test_a_query_loads_little(indexes: tuple[Files, Files]) -> None:
    theirs, ours = indexes
    sizes = [len(data) for path, data in ours.items() if path.endswith("pf_index")]
    largest = max(len(data) for path, data in theirs.items() if path.endswith("pf_index"))
    assert max(sizes) < largest / 2
    assert sum(sizes) / len(sizes) < 6_000


@given(
    st.dictionaries(st.text("abcé\ue000", min_size=1, max_size=7), st.integers(1, 2 * CHUNK_BYTES), max_size=60),
    st.lists(st.text("abcdéz\ue000", min_size=1, max_size=8), max_size=20),
)
def test_whatever_is_typed_falls_into_one_piece(sizes: dict[str, int], typed: list[str]) -> None:
    ordered = sorted(sizes)
    found = list(_chunks((word, b"\0" * sizes[word]) for word in ordered))
    ends = [end for (first, last), _ in found for end in (first, last)]
    assert ends == sorted(ends)
    for text in (*ordered, *typed):
        assert sum(first <= text <= last for (first, last), _ in found) == (1 if found else 0)
    pieces = [[word for word in ordered if first <= word <= last] for (first, last), _ in found]
    assert [word for piece in pieces for word in piece] == ordered
    for one, other in itertools.pairwise(pieces):
        assert one[-1][:SHARED_PREFIX_LETTERS] != other[0][:SHARED_PREFIX_LETTERS]


@pytest.mark.parametrize("harm", ["another form", "cut off", "no list", "a file is missing"])
def test_an_index_of_another_form_is_refused(
    harm: str, indexes: tuple[Files, Files], monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs, _ = indexes
    files = dict(theirs)
    [path] = (path for path in files if path.endswith("pf_meta"))
    if harm == "another form":
        files[path] = gzip.compress(MAGIC_BYTES + b"\x83\x01\x02\x03")
    elif harm == "cut off":
        files[path] = gzip.compress(gzip.decompress(files[path])[:-3])
    elif harm == "no list":
        del files[path]
    else:
        files = {path: data for path, data in files.items() if not path.endswith("pf_filter")}
    told = [{"path": path, "content": base64.b64encode(data).decode()} for path, data in files.items()]
    monkeypatch.setattr("workflow.site.search.pagefind_client._run", lambda _: told)
    with pytest.raises(SearchError):
        build_index([])
