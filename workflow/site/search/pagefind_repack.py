"""Repacks Pagefind's index: in a fixed order, and cut into small chunks.

Its files are CBOR (RFC 8949) behind a magic number, compressed. The list (`pf_meta`) names all others. Two things are
changed: Pagefind lists filters and their values in a random order; and it cuts the words into chunks of some 24 kB, of
which a query loads one for each word and index, however rare the word is.
"""

import gzip
import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import cbor2

MAGIC_BYTES = b"pagefind_dcd"
"""At the beginning of each file."""
GZIP_LEVEL = 6
"""Of gzip: a tenth of a percent from the smallest, in a fifth of the time."""
CHUNK_BYTES = 12_000
"""Bytes of a chunk before it is compressed to some 4 kB; a word of more has a chunk of its own."""
SHARED_PREFIX_LETTERS = 3
"""Words that begin alike in so many letters stay in one chunk, so that a beginning of these or more finds them all."""
LAST_CHARACTER = "\U0010ffff"
"""Comes after every letter."""
SURROGATES_START, SURROGATES_END, BEFORE_SURROGATES = 0xD800, 0xE000, 0xD7FF
"""Numbers that are no letters (surrogates), and the letter before them."""
META_SUFFIX, CHUNKS_FIELD, FILTERS_FIELD = "pf_meta", 2, 3
"""The ending of the list, and where in it the chunks and the filters are named."""


def unpack(data: bytes) -> Any:
    """What a file holds. Raises ValueError or OSError for anything else."""
    try:
        return cbor2.loads(gzip.decompress(data).removeprefix(MAGIC_BYTES))
    except cbor2.CBORError as error:
        raise ValueError(*error.args) from error


def pack(encoded: bytes) -> bytes:
    """A file that holds some CBOR."""
    return gzip.compress(MAGIC_BYTES + encoded, GZIP_LEVEL, mtime=0)


def repack(original: dict[str, bytes], entry: str, language: str) -> dict[str, bytes]:
    """The files of an index, each named by its content. `entry`: the file that names the list.

    Raises ValueError or OSError where they are not as this program knows them.
    """
    [path] = (path for path in original if path.endswith(META_SUFFIX))
    meta = unpack(original[path])
    files = {path: data for path, data in original.items() if not path.endswith((META_SUFFIX, "pf_filter", "pf_index"))}
    words = _words(original, meta[CHUNKS_FIELD])
    chunks = {limits: _index_file("index", encoded, language) for limits, encoded in _chunks(words)}
    filters = {name: _index_file("filter", _filter(original, old), language) for name, old in meta[FILTERS_FIELD]}
    for renamed in (chunks, filters):
        files |= {f"{folder}/{name}.pf_{folder}": data for folder, name, data in renamed.values()}
    meta[CHUNKS_FIELD] = [[first, last, name] for (first, last), (_, name, _) in chunks.items()]
    meta[FILTERS_FIELD] = [[name, new] for name, (_, new, _) in sorted(filters.items())]
    encoded = cbor2.dumps(meta)
    old, new = path.split(".")[1], f"{language}_{_digest(encoded)}"
    files[entry] = original[entry].replace(old.encode(), new.encode())
    return files | {f"pagefind.{new}.{META_SUFFIX}": pack(encoded)}


def _index_file(folder: str, encoded: bytes, language: str) -> tuple[str, str, bytes]:
    return folder, f"{language}_{_digest(encoded)}", pack(encoded)


def _digest(encoded: bytes) -> str:
    return hashlib.sha256(encoded).hexdigest()[:10]


def _filter(original: dict[str, bytes], old: str) -> bytes:
    """A filter: its name, and its values with the numbers of their pages, in order."""
    name, values = unpack(original[f"filter/{old}.pf_filter"])
    return cbor2.dumps([name, sorted(values)])


def _words(original: dict[str, bytes], chunks: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, bytes]]:
    """Every word and what is known of it, one by one: as objects they would take twenty times the memory."""
    for _, _, old in sorted(chunks):
        [words] = unpack(original[f"index/{old}.pf_index"])
        yield from ((word[0], cbor2.dumps(word)) for word in words)


def _chunks(words: Iterable[tuple[str, bytes]]) -> Iterator[tuple[tuple[str, str], bytes]]:
    """Chunks of words that follow each other: from where to where, and what they hold.

    A chunk begins with as much of its first word as sets it apart from the word before it, and ends just before the
    next, so that whatever is typed falls into one: Pagefind looks at no other.
    """
    names: list[str] = []
    held: list[bytes] = []
    first, size = "", 0
    for word, data in words:
        size += len(data)
        if names and size > CHUNK_BYTES and word[:SHARED_PREFIX_LETTERS] != names[-1][:SHARED_PREFIX_LETTERS]:
            after = _distinguishing_prefix(names[-1], word)
            yield (first, _predecessor(after)), _encoded_list(held)
            first, size = after, len(data)
            names, held = [], []
        names.append(word)
        held.append(data)
    if names:
        yield (first, LAST_CHARACTER), _encoded_list(held)


def _distinguishing_prefix(before: str, word: str) -> str:
    """The shortest beginning of a word that comes after the word before it."""
    return next(word[:end] for end in range(1, len(word) + 1) if word[:end] > before)


def _predecessor(after: str) -> str:
    """The last text before a beginning: what begins with the letter before its last one."""
    letter = ord(after[-1]) - 1
    before = BEFORE_SURROGATES if SURROGATES_START <= letter < SURROGATES_END else letter
    return f"{after[:-1]}{chr(before)}{LAST_CHARACTER}"


def _encoded_list(encoded: list[bytes]) -> bytes:
    """A list of one list of what is encoded already."""
    outer, empty = cbor2.dumps([None])[:1], cbor2.dumps([None] * len(encoded))
    return outer + empty[: len(empty) - len(encoded)] + b"".join(encoded)
