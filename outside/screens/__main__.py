"""`make screens`: photograph every kind of page and show what differs from the kept ones. Leaves with 1 where any does.

usage: python -m outside.screens [--accept] [ADDRESS ...]

--accept   keep the new pictures: they are the references of the next run
ADDRESS    only these pages (`register/` for instance); without, all kinds that the site has
"""

import shutil
import sys
from pathlib import Path

from PIL import Image

from outside.kinds import views
from outside.products import make_site
from outside.screens.compare import difference
from outside.screens.sheet import write_sheet
from outside.screens.take import QUALITY, folder_of, small, take
from outside.tools import HOME

KEPT = Path(__file__).parent / "references"
NEW = HOME / "screens"


def main(*arguments: str) -> None:
    """Build, photograph, compare; write the sheet or the references."""
    accept = "--accept" in arguments
    asked = tuple(one for one in arguments if not one.startswith("--"))
    shutil.rmtree(NEW, ignore_errors=True)
    site = make_site(NEW / "built")
    addresses = asked or views(site)
    found = take(site, addresses)
    for name, picture in found.items():
        _save(NEW / f"{name}.webp", picture, 80)
    if accept:
        _keep(found, everything=not asked)
        print(f"{len(found)} pictures of {len(addresses)} pages are kept in {KEPT}")
        return
    changed = _changed(found, {folder_of(one) for one in addresses} if asked else None)
    sheet = write_sheet(NEW, changed)
    print(f"{len(found)} pictures of {len(addresses)} pages, {len(changed)} differ from the kept ones: {sheet}")
    sys.exit(bool(changed))


def _save(file: Path, picture: Image.Image, quality: int) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    picture.save(file, quality=quality, method=4)


def _keep(found: dict[str, Image.Image], *, everything: bool) -> None:
    """Write the references; of pages that there are no more, none stay."""
    if everything:
        shutil.rmtree(KEPT, ignore_errors=True)
    for name, picture in found.items():
        _save(KEPT / f"{name}.webp", picture.resize(small(picture).size, Image.Resampling.BOX), QUALITY)


def _changed(found: dict[str, Image.Image], only: set[str] | None) -> list[str]:
    """The names of pictures that are new, gone or different; before, after and difference lie beside them."""
    kept = {file.relative_to(KEPT).with_suffix("").as_posix() for file in KEPT.glob("*/*.webp")}
    kept = {name for name in kept if only is None or name.split("/")[0] in only}
    return [name for name in sorted({*kept, *found}) if _is_changed(name, found.get(name), name in kept)]


def _is_changed(name: str, picture: Image.Image | None, kept: bool) -> bool:  # noqa: FBT001
    before = Image.open(KEPT / f"{name}.webp").convert("RGB") if kept else None
    after = small(picture) if picture else None
    moved = difference(before, after) if before and after else None
    if before and after and not moved:
        return False
    for kind, one in {"before": before, "after": after, "difference": moved}.items():
        if one:
            _save(NEW / "changed" / f"{name}.{kind}.webp", one, 80)
    return True


if __name__ == "__main__":
    main(*sys.argv[1:])
