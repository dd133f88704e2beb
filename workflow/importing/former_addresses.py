"""Where Jekyll and Hugo put a story on the former site, by their own configuration; "" where that leaves a doubt."""

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from workflow.text.yaml_load import YamlRefusedError, load_yaml

LARGEST_CONFIG_BYTES = 1 << 18
_JEKYLL = ("_config.yml", "_config.yaml")
_HUGO = tuple(f"{name}.{ending}" for name in ("hugo", "config") for ending in ("toml", "yaml", "yml"))
_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "none": "/:categories/:title.html",
}
_PART = re.compile(r":(\w+)")
_PLAIN = re.compile(r"[\w-]+(?: [\w-]+)*", re.ASCII)
"""A name that both programs leave as it is but for its capital letters."""


class SiteConfig(Struct, frozen=True):
    """The configuration of the program that made a site, and the folder in which it lies."""

    root: Path
    is_hugo: bool
    values: Mapping[str, Any]

    def address(self, file: Path, header: Mapping[str, Any], day: dt.date, categories: tuple[str, ...]) -> str:
        """The path of a story's page on the former site. `day`: of the office's zone."""
        parts = file.relative_to(self.root).parts
        made = self._hugo(parts, header, day) if self.is_hugo else self._jekyll(parts, header, day, categories)
        base = urlsplit(str(self.values.get("baseURL", "") or self.values.get("baseurl", ""))).path.rstrip("/")
        return f"{base}{made}" if made else ""

    def _jekyll(
        self, parts: tuple[str, ...], header: Mapping[str, Any], day: dt.date, categories: tuple[str, ...]
    ) -> str:
        dated = re.match(r"\d{4}-\d{1,2}-\d{1,2}-(.+)\.\w+$", parts[-1])
        if not dated or "_posts" not in parts or "defaults" in self.values or "collections" in self.values:
            return ""
        pattern = str(header.get("permalink") or self.values.get("permalink") or "date")
        above = [part.lower() for part in parts[: parts.index("_posts")]]
        names = [*above, *(name.lower() for name in categories)]
        return _filled(
            _STYLES.get(pattern, pattern),
            {
                "categories": "/".join(names) if all(map(_PLAIN.fullmatch, names)) else None,
                "title": str(header.get("slug") or dated[1]),
                "slug": str(header.get("slug") or dated[1]).lower(),
                "output_ext": ".html",
            },
            day,
        )

    def _hugo(self, parts: tuple[str, ...], header: Mapping[str, Any], day: dt.date) -> str:
        known = {name.lower(): value for name, value in self.values.items()}
        if parts[0] != "content" or any(known.get(name) for name in ("uglyurls", "disablepathtolower", "languages")):
            return ""
        *folders, name = parts[1:]
        stem = name.rpartition(".")[0]
        if stem == "index" and folders:
            stem = folders.pop()
        permalinks = known.get("permalinks") or {}
        pages = permalinks.get("page", permalinks) if isinstance(permalinks, Mapping) else {}
        pattern = pages.get(folders[0]) if folders and isinstance(pages, Mapping) else None
        slug = header.get("slug")
        values = {
            "sections": "/".join(folders).lower(),
            "section": folders[0].lower() if folders else "",
            "slug": str(slug).lower() if slug else None,
            "filename": stem.lower(),
            "contentbasename": stem.lower(),
            "slugorfilename": str(slug or stem).lower(),
        }
        return _filled(str(pattern or "/:sections/:slugorfilename/"), values, day)


def _filled(pattern: str, values: Mapping[str, str | None], day: dt.date) -> str:
    """A pattern with its parts put in; "" where one is not known."""
    dates = {
        "year": f"{day:%Y}",
        "month": f"{day:%m}",
        "day": f"{day:%d}",
        "i_month": str(day.month),
        "i_day": str(day.day),
        "short_year": f"{day:%y}",
        "y_day": f"{day:%j}",
        "yearday": str(day.timetuple().tm_yday),
    }
    known = {**dates, **values}
    found = [known.get(part) for part in _PART.findall(pattern)]
    if not pattern.startswith("/") or any(one is None or (one and not _is_plain(one)) for one in found):
        return ""
    made = _PART.sub(lambda part: known[part[1]] or "", pattern)
    return re.sub(r"/{2,}", "/", made).replace(" ", "-" if ":sections" in pattern else "%20")


def _is_plain(value: str) -> bool:
    return value == ".html" or all(map(_PLAIN.fullmatch, value.split("/")))


def find_config(folder: Path) -> SiteConfig | None:
    """The configuration of the site that a folder of stories belongs to: in it, or up to three folders above."""
    for root in (folder, *folder.parents[:3]):
        for name in (*_JEKYLL, *_HUGO):
            path = root / name
            if path.is_file() and not path.is_symlink() and path.stat().st_size <= LARGEST_CONFIG_BYTES:
                return _read(path)
    return None


def _read(path: Path) -> SiteConfig | None:
    try:
        text = path.read_text("utf-8")
        values = tomllib.loads(text) if path.suffix == ".toml" else load_yaml(text)[0]
    except (OSError, ValueError, RecursionError, YamlRefusedError):
        return None
    return SiteConfig(path.parent, path.name not in _JEKYLL, values) if isinstance(values, Mapping) else None
