"""The page on which somebody sees what a change made of the pictures: before, after, and where they differ."""

from html import escape
from pathlib import Path

KINDS = {"before": "before", "after": "now", "difference": "difference"}
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>What changed</title><style>
body {{ font: 15px/1.4 sans-serif; margin: 2rem; background: #eee }}
section {{ display: flex; flex-wrap: wrap; gap: 2rem 3rem; align-items: start }}
div {{ display: flex; gap: .5rem; align-items: start }}
figure {{ margin: 0 }} img {{ display: block; width: 280px; border: 1px solid #999 }} h3 {{ margin: 0 0 .3rem }}
</style></head><body><h1>{count} pictures differ</h1>
<p>A picture of now leads to the whole one. Where this is what was meant: <code>make screens ACCEPT=yes</code>.</p>
{pages}</body></html>
"""


def write_sheet(folder: Path, changed: list[str]) -> Path:
    """Write it beside the pictures; its path."""
    pages = dict.fromkeys(name.split("/")[0] for name in changed)
    parts = [_page(folder, page, [name for name in changed if name.startswith(f"{page}/")]) for page in pages]
    sheet = folder / "index.html"
    sheet.write_text(PAGE.format(count=len(changed), pages="\n".join(parts)), encoding="utf-8")
    return sheet


def _page(folder: Path, page: str, names: list[str]) -> str:
    found = "\n".join(
        f"<article><h3>{escape(name.split('/')[1])}</h3><div>{_row(folder, name)}</div></article>" for name in names
    )
    return f"<h2>{escape(page)}</h2>\n<section>\n{found}\n</section>"


def _row(folder: Path, name: str) -> str:
    return "".join(
        f'<figure><a href="{escape(name)}.webp"><img src="changed/{escape(name)}.{kind}.webp" alt=""></a>'
        f"<figcaption>{said}</figcaption></figure>"
        for kind, said in KINDS.items()
        if (folder / "changed" / f"{name}.{kind}.webp").exists()
    )
