"""Indonesian stemming: roots whose first letter melts into a prefix (menulis comes from tulis, mengirim from kirim).

The stemmer of the site's search (Snowball's) leaves such words apart: to it, menulis is ulis. Which letter melted
cannot be told without a dictionary (mengirim: kirim, but mengatur: atur); so there is a list of the common roots
concerned, and any word that is one of them with prefixes and suffixes on is brought back to it. The browser reads
the same tables (`browser_tables`), so a query and a text are treated alike.
"""

from functools import lru_cache

_ROOT_WORDS = """
kaji kali kandung karya kasih kelola kembang kembali kenal kenang kerah kerja keruk ketahui kirim klaim konfirmasi
konservasi konsumsi koordinasi kontrol kritik kuasa kuat kukuh kumpul kunjung kuras kurang kurban kutip makan makmur
makna mandat masak masuk mati menang minat minta milik minum muat mudah mukim mula mulai musnah musyawarah naik nama
nanti nasihat nikah nikmat nilai pakai paham pamer panas pandu pangkas panen pantau papar pasang pasar pasok pasti
patuh pecah pegang pelihara peluk penuh periksa peroleh pesan petik picu pikir pilih pimpin pinjam pisah pindah
potong pugar pulih pulang pungut pusat putar putus puji pupuk sebar sebut sederhana sedia sehat sejahtera selenggara
selesai semai sensus sepakat serah serap serbu sertifikat sesuai sekolah tahan tambah tampil tampung tanam
tandatangan tangan tanggap tanggulang tanggung tangkap tangkar tanya tarik tata tawar tebang tegak tegas tegur tekan
teladan telaah teliti temu tenang tentu tepat terap terbit terima tertib tetap timbang timbun tindak tinggal tingkat
tinjau titip tolak tolong total tugas tuju tukar tular tulis tumbuh tunai tunda tunjang tunjuk tuntas tuntut turun
tutup tutur
"""
ROOTS = frozenset(_ROOT_WORDS.split())
SUFFIXES = ("", "nya", "lah", "kah", "kan", "an", "i", "kannya", "annya", "inya")
_UNCHANGED_PREFIXES = (
    *("di", "ke", "se", "ter", "ber", "be", "me", "mem", "men", "pe", "pem", "pen", "per"),
    *("memper", "diper", "pember", "keber", "berke", "keter", "seper", "menge", "penge"),
)
_NASAL_PREFIXES = (("mem", "p"), ("pem", "p"), ("men", "t"), ("pen", "t"), ("meng", "k"), ("peng", "k"))
_SIBILANT = (("meny", "s"), ("peny", "s"))
PREFIXES = (("", ""), *((prefix, "") for prefix in _UNCHANGED_PREFIXES), *_NASAL_PREFIXES, *_SIBILANT)
"""What may stand before a root, and the letters of the root that went with it."""


@lru_cache(maxsize=65_536)
def root_word(word: str) -> str:
    """The root of a word in small letters, if it is one of the list; else the word itself."""
    for suffix in SUFFIXES:
        if not word.endswith(suffix):
            continue
        stem = word.removesuffix(suffix)
        for prefix, lost in PREFIXES:
            if stem.startswith(prefix) and lost + stem.removeprefix(prefix) in ROOTS:
                return lost + stem.removeprefix(prefix)
    return word


def browser_tables() -> dict[str, object]:
    """The same for the browser."""
    return {"roots": " ".join(sorted(ROOTS)), "suffixes": SUFFIXES, "prefixes": PREFIXES}
