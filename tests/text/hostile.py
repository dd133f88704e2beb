"""Hostile files, by name: each must be refused or found fault with, whatever it does to other programs."""

import zlib

from tests.support.offices import BASE, OPEN

REQUEST = (BASE / OPEN).read_text()


def header(text: str) -> bytes:
    """A file whose header is `text`."""
    return f"---\n{text}\n---\nIsi surat.\n".encode()


def request(old: str, new: str) -> bytes:
    """The base's open request, wrong in one place."""
    assert REQUEST.count(old) == 1, old
    return REQUEST.replace(old, new).encode("utf-8", "surrogatepass")


def subject(text: str) -> bytes:
    """The base's open request with another subject line."""
    return request("Permintaan publikasi pelatihan guru", text)


BOMB = "\n".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True))

ENCODINGS: dict[str, bytes] = {
    "latin-1": REQUEST.replace("guru", "gur\xfc").encode("latin-1"),
    "windows-1252": REQUEST.replace("guru", "“guru”").encode("cp1252"),
    "shift-jis": REQUEST.replace("guru", "先生").encode("shift-jis"),
    "utf-16": REQUEST.encode("utf-16"),
    "utf-16-be": REQUEST.encode("utf-16-be"),
    "utf-32": REQUEST.encode("utf-32"),
    "utf-7": REQUEST.replace("---\n", "+AC0---\n").encode(),
    "byte-order-mark": b"\xef\xbb\xbf" + REQUEST.encode(),
    "two-byte-order-marks": b"\xef\xbb\xbf" * 2 + REQUEST.encode(),
    "overlong": REQUEST.encode().replace(b"guru", b"gur\xc0\xaf"),
    "surrogate": REQUEST.encode().replace(b"guru", b"gur\xed\xa0\x80"),
    "lone-continuation": REQUEST.encode().replace(b"guru", b"gur\x80"),
    "cut-in-a-letter": REQUEST.encode() + b"\xf0\x9f\x98",
    "beyond-unicode": REQUEST.encode().replace(b"guru", b"gur\xf4\x90\x80\x80"),
    "nothing-but-0xff": b"\xff" * 1000,
    "png": b"\x89PNG\r\n\x1a\n" + zlib.compress(b"x" * 1000),
    "gzip": zlib.compress(b"---\n" * 1000),
    "zeros": bytes(4096),
}

CHARACTERS: dict[str, bytes] = {
    f"character-{ord(char):04x}": subject(f"a{char}b")
    for char in "\x00\x01\x07\x08\x0b\x0c\x1b\x1f\x7f\x80\x85\x9b\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202b"
    "\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\ufff9\ufffe\uffff\U000e0001\U000e0041"
}

ESCAPES: dict[str, bytes] = {
    f"escape-{name}": subject(f'"a{escape}b"')
    for name, escape in {
        "nul": r"\0",
        "esc": r"\e",
        "bell": r"\a",
        "next-line": r"\N",
        "line-separator": r"\L",
        "paragraph-separator": r"\P",
        "c1": r"\x9b",
        "bidi": r"\u202e",
        "byte-order-mark": r"\uFEFF",
        "tag": r"\U000E0041",
        "carriage-return": r"\r",
        "line-feed": r"\n",
    }.items()
}

LINES: dict[str, bytes] = {
    "carriage-returns-only": REQUEST.replace("\n", "\r").encode(),
    "one-carriage-return": request("status: drafted\n", "status: drafted\r"),
    "two-carriage-returns": REQUEST.replace("\n", "\r\r\n").encode(),
    "status-behind-next-line": request("status: drafted", "status: drafted\x85status: reported"),
    "status-behind-line-separator": request("id: 2026-0002", "id: 2026-0002\u2028status: reported"),
    "tab-indent": request("  nature: segera", "\tnature: segera"),
    "tab-before-entry": request("  - step: 3", "\t- step: 3"),
}

FENCES: dict[str, bytes] = {
    "empty": b"",
    "one-line-break": b"\n",
    "spaces": b"   \n  \n",
    "one-fence": b"---\n",
    "fence-without-line-break": b"---",
    "two-fences": b"---\n---\n",
    "two-fences-without-line-break": b"---\n---",
    "only-fences": b"---\n" * 1000,
    "four-hyphens": b"-" + REQUEST.encode(),
    "two-hyphens": REQUEST.encode()[1:],
    "space-before": b" " + REQUEST.encode(),
    "blank-line-before": b"\n" + REQUEST.encode(),
    "space-behind-first": REQUEST.replace("---\n", "--- \n", 1).encode(),
    "word-behind-first": REQUEST.replace("---\n", "---yaml\n", 1).encode(),
    "toml": b"+++\nid = 1\n+++\n",
    "json": b'{"id": "2026-0002"}\n',
    "dots-for-a-fence": REQUEST.replace("holds: []\n---\n", "holds: []\n...\n").encode(),
    "never-closed": REQUEST.rpartition("---\n")[0].encode(),
    "closed-at-once": REQUEST.replace("---\n", "---\n---\n", 1).encode(),
    "indented-second": REQUEST.replace("holds: []\n---\n", "holds: []\n ---\n").encode(),
    "html": b"<!doctype html><script>alert(1)</script>\n",
}

DEPTHS: dict[str, bytes] = {
    "brackets": header("[" * 40_000),
    "brackets-in-a-field": header("a: " + "[" * 40_000),
    "closed-brackets": header("a: " + "[" * 20_000 + "]" * 20_000),
    "braces": header("{" * 40_000),
    "braces-and-brackets": header("[{" * 20_000),
    "nested-maps-in-flow": header("a: " + "{a: " * 10_000 + "}" * 10_000),
    "hyphens": header("- " * 20_000),
    "question-marks": header("? " * 20_000),
    "indented": header("\n".join(" " * level + "a:" for level in range(300))),
    "nine-levels": header("a: [[[[[[[[1]]]]]]]]"),
    "thousand-levels-beside-a-field": request("holds: []", "holds: " + "[" * 1000 + "]" * 1000),
    "colons": header("a" + ": a" * 10_000),
    "exclamation-marks": header("a: " + "!" * 40_000),
    "ampersands": header("a: " + "&" * 40_000),
    "quotes": header("a: " + '"' * 40_001),
}

REFERENCES: dict[str, bytes] = {
    "alias-bomb": header(f"a: &a [x, x]\n{BOMB}"),
    "alias": request("status: drafted", "status: *s"),
    "anchor": request("status: drafted", "status: &s drafted"),
    "anchor-on-a-map": request("letter:\n", "letter: &l\n"),
    "anchor-on-a-list": request("steps:\n", "steps: &l\n"),
    "anchor-on-a-name": request("status: drafted", "&s status: drafted"),
    "alias-to-itself": header("a: &a [*a]"),
    "alias-as-a-name": header("*a : b"),
    "merge": request("status: drafted", "status: drafted\n<<: *l"),
    "merge-in-place": request("status: drafted", "<<: {status: drafted}"),
    "python-object": request("status: drafted", "status: !!python/object/apply:os.system ['true']"),
    "binary-tag": request("status: drafted", "status: !!binary ZHJhZnRlZA=="),
    "own-tag": request("status: drafted", "status: !secret drafted"),
    "bare-tag": request("status: drafted", "status: ! drafted"),
    "tag-on-a-map": request("letter:\n", "letter: !!map\n"),
    "tag-on-a-name": request("status: drafted", "!!str status: drafted"),
    "set-tag": header("!!set {a, b}"),
    "yaml-directive": header("%YAML 1.1\n--- \nid: 2026-0002"),
    "tag-directive": header("%TAG ! tag:example.com,2026:\n--- \nid: 2026-0002"),
}

ROOTS: dict[str, bytes] = {
    "list": header("- id: 2026-0002"),
    "flow-list": header("[id, status]"),
    "word": header("2026-0002"),
    "quoted-word": header("'2026-0002'"),
    "null": header("null"),
    "number": header("12"),
    "block-text": header("|\n  id: 2026-0002"),
    "remark": header("# id: 2026-0002"),
    "two-documents": header("id: 2026-0002\n--- \nstatus: drafted").replace(b"--- \n", b"--- #\n"),
    "document-end": header("id: 2026-0002\n...\nstatus: drafted"),
    "list-as-a-name": header("[a, b]: c"),
    "map-as-a-name": header("{a: b}: c"),
    "long-form-name": header("? [a, b]\n: c"),
    "long-form-map": header("? a: b\n: c"),
    "nothing-as-a-name": header(": c"),
}

NAMES: dict[str, bytes] = {
    "twice": request("status: drafted", "status: drafted\nstatus: drafted"),
    "twice-quoted": request("status: drafted", "status: drafted\n'status': drafted"),
    "twice-escaped": request("status: drafted", 'status: drafted\n"\\x73tatus": drafted'),
    "twice-long-form": request("status: drafted", "status: drafted\n? status\n: drafted"),
    "twice-in-a-group": request("  nature: segera", "  nature: segera\n  nature: biasa"),
    "twice-in-an-entry": request("    by: budi", "    by: budi\n    by: rina"),
    "twice-in-flow": request("holds: []", "holds: [{from: 1, from: 2}]"),
    "unknown": request("status: drafted", "status: drafted\nstate: drafted"),
    "unknown-empty": request("status: drafted", "status: drafted\n'': drafted"),
    "unknown-with-braces": request("status: drafted", "status: drafted\n'{0.__class__}': drafted"),
    "dunder": request("status: drafted", "status: drafted\n__class__: drafted"),
    "capital": request("status: drafted", "Status: drafted"),
    "other-alphabet": request("status: drafted", "st\u0430tus: drafted"),
}

VALUES: dict[str, bytes] = {
    "octal": request("- step: 3", "- step: 003"),
    "hexadecimal": request("- step: 3", "- step: 0x3"),
    "underscore": request("- step: 3", "- step: 3_0"),
    "arabic-digits": request("- step: 3", "- step: ٣"),
    "no": request("- step: 3", "- step: no"),
    "sexagesimal": request("- step: 3", "- step: 1:30"),
    "null-value": request("- step: 3", "- step: null"),
    "tilde": request("status: drafted", "status: ~"),
    "nan": request("- step: 3", "- step: .nan"),
    "huge-number": request("- step: 3", "- step: " + "9" * 5000),
    "negative": request("- step: 3", "- step: -3"),
    "list-for-a-word": request("status: drafted", "status: [drafted]"),
    "map-for-a-word": request("status: drafted", "status: {drafted: 1}"),
    "word-for-a-map": request("holds: []", "withdrawn: ya"),
    "word-for-a-list": request("holds: []", "holds: tidak"),
    "map-for-a-list": request("holds: []", "holds: {from: 1}"),
    "list-in-a-list": request("holds: []", "holds: [[]]"),
    "no-offset": request("T08:40+07:00", "T08:40"),
    "no-such-day": request("2026-11-20T08:40", "2026-02-30T08:40"),
    "no-such-hour": request("T08:40+07:00", "T25:40+07:00"),
    "no-such-offset": request("T08:40+07:00", "T08:40+25:00"),
    "year-9999": request("2026-11-20T08:40", "9999-12-31T08:40"),
    "year-0": request("2026-11-20T08:40", "0000-01-01T08:40"),
    "space-for-t": request("2026-11-20T08:40", "2026-11-20 08:40"),
    "date-with-time": request("date: 2026-11-19", "date: 2026-11-19T00:00:00"),
    "id-with-line-break": request("id: 2026-0002", 'id: "2026-0002\\n"'),
    "id-with-path": request("id: 2026-0002", "id: ../../../etc/passwd"),
    "news-with-path": request("news: 2026/pelatihan-guru", "news: 2026/../../secret"),
    "edition-with-path": request("sop: 418-2024", "sop: ../office"),
    "format-string": request("status: drafted", "status: '{name.__globals__}'"),
    "subject-of-many-lines": subject("|\n    satu\n    dua"),
}

SYNTAX: dict[str, bytes] = {
    "open-quote": subject('"Permintaan'),
    "open-single-quote": subject("'Permintaan"),
    "text-behind-quote": subject('"Permintaan" publikasi'),
    "open-bracket": request("holds: []", "holds: ["),
    "open-brace": request("holds: []", "holds: {"),
    "closing-bracket": request("holds: []", "holds: ]"),
    "at-sign": subject("@dinkes"),
    "backtick": subject("`kode`"),
    "percent": subject("%persen"),
    "colon": subject("Permintaan: publikasi"),
    "list-behind-name": subject("- Permintaan"),
    "bad-escape": subject(r'"a\qb"'),
    "bad-block": subject("|99"),
    "bad-indent": request("  subject:", "   subject:"),
    "no-space": request("status: drafted", "status:drafted"),
    "no-colon": request("status: drafted", "status drafted"),
}

SIZES: dict[str, bytes] = {
    "too-large": REQUEST.encode() + b"x" * 300_000,
    "many-megabytes": b"a" * 5_000_000,
    "huge-header": header("a: " + "x" * 70_000),
    "long-name": header("x" * 5000 + ": a"),
    "many-unknown-names": header("\n".join(f"a{number}: b" for number in range(5000))),
    "many-duplicates": header("a: b\n" * 9000),
    "many-entries": request("holds: []", "holds:\n" + "  - {}\n" * 6000),
    "many-flow-entries": request("holds: []", f"holds: [{'{}, ' * 12_000}]"),
    "many-bad-steps": request("holds: []", "holds: [" + "{from: x, until: y, reason: z}, " * 1500 + "]"),
    "long-word": request("status: drafted", "status: " + "a-" * 20_000 + "a"),
    "long-digits-in-body": REQUEST.encode() + b"1" * 200_000 + b" 0812" + b"3" * 9 + b"\n",
    "many-at-signs": REQUEST.encode() + b"a@b.c " * 30_000,
    "almost-mail": REQUEST.encode() + b"a." * 100_000 + b"@ ani@surel.example\n",
    "almost-phones": REQUEST.encode() + b"08 " * 60_000 + b"081234567890\n",
    "many-identity-numbers": REQUEST.encode() + b"6104011201900002 " * 10_000,
}

GROUPS = (ENCODINGS, CHARACTERS, ESCAPES, LINES, FENCES, DEPTHS, REFERENCES, ROOTS, NAMES, VALUES, SYNTAX, SIZES)
HOSTILE: dict[str, bytes] = {name: data for group in GROUPS for name, data in group.items()}
