"""Pagefind's files are CBOR (RFC 8949) behind a mark of their own; as much of it as putting lists in order takes."""

MARK = b"pagefind_dcd"
"""At the head of each file."""
LIST, TEXT, WHOLE, MINUS = 4, 3, 0, 1
_SHORT, _WIDEST = 24, 27


def in_order(data: bytes) -> bytes:
    """A filter's file with its values sorted; whatever else it holds stays. Raises ValueError for another form.

    It holds a list of two: the filter's name, and a list of its values, each with the numbers of its pages.
    """
    start = len(MARK) if data.startswith(MARK) else 0
    values = _end(data, _head(data, start)[2])
    _, count, at = _head(data, values)
    first, found = at, []
    for _ in range(count):
        end = _end(data, at)
        found.append(data[at:end])
        at = end
    return data[:first] + b"".join(sorted(found)) + data[at:]


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    """The kind of the item at a place, its number or length, and where its content begins."""
    kind, short = divmod(data[at], 32)
    if short < _SHORT:
        return kind, short, at + 1
    if short > _WIDEST:
        raise ValueError(short)
    size = 1 << (short - _SHORT)
    return kind, int.from_bytes(data[at + 1 : at + 1 + size], "big"), at + 1 + size


def _end(data: bytes, at: int) -> int:
    """Where the item at a place ends."""
    kind, number, at = _head(data, at)
    if kind in {WHOLE, MINUS}:
        return at
    if kind == TEXT:
        return at + number
    if kind != LIST:
        raise ValueError(kind)
    for _ in range(number):
        at = _end(data, at)
    return at
