"""Numbers as people group them: runs of digits with what stands between them, and what stands around a run.

Whether `08-12-2026 09.00` is a telephone number is told by how it is grouped, and by the word in front of it.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

_GAP = r"(?: {1,2}|[,/_~*]| ?[-.] ?|[])][ .-]{0,2}(?:\(0\))?|[ .-]{0,2}\()"
"""What stands between two groups of one number: never a line's end, a table's edge, or a comma with a blank."""
RUN = re.compile(rf"\d++(?:{_GAP}\d++)*+", re.ASCII)
"""Groups of digits. Nothing in it is tried twice, so that the time it takes grows with the text."""
_GROUP = re.compile(r"\d+", re.ASCII)
_NEAR = 40
"""Characters in front of a run in which a word says what the number is."""
_CALLS = r"wa|whats ?app|hp|handphone|te?lp|telp?on|telepon|tel|ponsel|selul[ae]r|sms"
CONTACT = re.compile(
    rf"(?:(?<![^\W\d_])(?:{_CALLS}|cp|call|chat|telegram|hub)|kontak|contact|narahubung|hubungi)"
    r"(?:[^\w\n]{1,3}\w{1,20}){0,2}[^\w\n]{0,4}$",
    re.IGNORECASE,
)
"""Words after which a number is one to call, with up to two words (a name) between them."""
NEARLY = re.compile(rf"(?<![^\W\d_])(?:{_CALLS})[ .:+-]{{0,3}}$", re.IGNORECASE)
"""The same right in front of it: there a number needs neither a zero nor the country's code."""
MONEY = re.compile(r"(?<![^\W\d_])(?:rp|idr|usd)[^\w\n]{0,3}$", re.IGNORECASE)
NAMED = re.compile(
    r"\b(?:rekening|rek|resi|virtual account|va|billing|nib|npwp|npsn|nisn|nuptk|nip|nrk|nop|pbb|isbn|issn|"
    r"sertifikat|regist\w*|reg|seri|kode|barang|barcode|invoice|faktur|kuitansi|kwitansi|polis|tiket|rangka|mesin|sni|bpom|md|"
    r"bpjs|peserta|pelanggan|mak|dipa|dpa|sp2d|spm|bank|bri|bni|bca|btn|bsi|bjb|bpd|mandiri|skor|tanggal|nilai)"
    r"(?:[^\w\n]{1,3}\w{1,12}){0,1}[^\w\n]{0,4}$",
    re.IGNORECASE,
)
"""Words that say what else a number is."""
IDENTITY = re.compile(
    r"\b(?:nik|ktp|e-ktp|kk|kartu keluarga|kependudukan|identitas)(?:[^\w\n]{1,3}\w{1,12}){0,1}[^\w\n]{0,4}$",
    re.IGNORECASE,
)
"""Words that say that it is an identity number."""


class PersonalMatch(Struct, frozen=True):
    """Something that looks personal."""

    place: int
    """A character offset."""
    held: tuple[str, ...]
    """What it may be, as written: a number could end at several places."""
    sure: bool = True
    """False: it may be something harmless."""


class DigitRun(Struct, frozen=True):
    """One run of groups."""

    text: str
    """All that it stands in."""
    start: int
    end: int
    groups: tuple[tuple[int, str], ...]
    """Each group's character offset and digits."""

    @property
    def before(self) -> str:
        """What stands in front of it on its line."""
        return self.text[max(0, self.start - _NEAR) : self.start].rpartition("\n")[2]

    def is_word(self, place: int) -> bool:
        """Whether a letter or a line below stands at a place, so that what is beside it is a part of it."""
        return 0 <= place < len(self.text) and (self.text[place].isalnum() or self.text[place] == "_")

    def gap(self, index: int) -> str:
        """What stands in front of a group that is not the first."""
        place, digits = self.groups[index - 1]
        return self.text[place + len(digits) : self.groups[index][0]]


def digit_runs(text: str, least: int) -> Iterator[DigitRun]:
    """The runs of a text with at least so many characters."""
    for found in RUN.finditer(text):
        if found.end() - found.start() >= least:
            groups = tuple((one.start() + found.start(), one.group()) for one in _GROUP.finditer(found.group()))
            yield DigitRun(text, found.start(), found.end(), groups)
