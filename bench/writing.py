"""Judging 500 drafts with spelling, beside bare look-ups of the same words, and without the rules."""

import shutil
from pathlib import Path

from bench import letter
from bench.archive import REPOSITORY, the_office
from bench.measure import PYTHON, REDAKSI, medians, process
from bench.prose import body
from bench.setting import Setting
from bench.table import Row
from workflow.records.file_source import DEFAULTS_FOLDER

DRAFTS = 500
BARE = """
import re, sys
from pathlib import Path
from spylls.hunspell import Dictionary
root = Path(sys.argv[1])
known = Dictionary.from_files(sys.argv[2])
for path in root.glob("content/news/*/*.md"):
    for word in re.findall(r"[a-z]+", path.read_text().split("---")[2]):
        known.lookup(word)
"""


def run(setting: Setting) -> list[Row]:
    """Whole processes."""
    spelled, plain = _office(setting.folder / "drafts"), _office(setting.folder / "plain")
    (plain / "site_config/writing.yml").write_text(
        "title_max: 90\ntitle_min: 20\nsummary_max: 160\ncapitals_max: 0.6\n", encoding="utf-8"
    )
    ours, without, bare = medians(
        setting.times,
        lambda: process(REDAKSI, "check", "--root", spelled, "--no-cache"),
        lambda: process(REDAKSI, "check", "--root", plain, "--no-cache"),
        lambda: process(PYTHON, "-c", BARE, spelled, DEFAULTS_FOLDER / "site_config/spelling/id_ID"),
    )
    return [
        Row("500 drafts with spelling, bare look-ups of their words", ours, 1, peer=bare),
        Row("the same drafts, without the rules on writing", ours, 6, peer=without),
    ]


def _office(root: Path) -> Path:
    """An office with drafts and the letters that they belong to."""
    import random

    shutil.copytree(REPOSITORY / "site_config", root / "site_config")
    office = the_office(root)
    for folder in ("requests", "news"):
        (root / f"content/{folder}/2026").mkdir(parents=True)
    for number in range(1, DRAFTS + 1):
        chance = random.Random(number)
        key, slug = f"2026-{number:04}", f"2026/naskah-{number:04}"
        past = letter.history(office.timeline, chance, 2026)
        received, registered = (letter.iso(at, office) for at in past.ends[:2])
        lines = (
            *(f"id: {key}", f"sop: {office.editions[-1].id}", "status: received", "letter:", f"  number: {number}/X"),
            *("  date: 2026-01-02", f"  received: {received}", "  from: dinkes", f"  subject: Surat nomor {number}"),
            *(
                "  nature: biasa",
                f"news: {slug}",
                "steps:",
                "  - step: 1",
                "    by: rina",
                f"    finished: {registered}",
            ),
        )
        request = "\n".join(("---", *lines, "---", "Data.", ""))
        (root / f"content/requests/2026/{number:04}.md").write_text(request, encoding="utf-8")
        article = (
            f"---\ntitle: Naskah Uji Coba Nomor {number} di Ketapang\nrequest: {key}\nstatus: draft\n"
            f"category: kesehatan\nsummary: Naskah uji coba.\nauthor: rina\n---\n{body(chance, 330)}"
        )
        (root / f"content/news/{slug}.md").write_text(article, encoding="utf-8")
    return root
