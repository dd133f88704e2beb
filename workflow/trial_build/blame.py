"""Blame: the line of an office's file from which a problem of its site comes, so that its author can mend it."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from urllib.parse import unquote

from workflow.config.mkdocs_yml import MKDOCS_YML
from workflow.records.file_source import Files
from workflow.site_audit.finding import SiteFindingKind
from workflow.text.decode import LARGEST_FILE_BYTES
from workflow.trial_build.outcome import PageOrigin, TrialProblem

THEME_FOLDER = "site_config/theme"
MIN_NEEDLE_LETTERS = 3
"""Letters of the shortest text that is looked for."""
KIND_NEEDLES = {
    SiteFindingKind.INLINE: ("<script", "<style"),
    SiteFindingKind.POLICY: ("Content-Security-Policy", "content_policy"),
    SiteFindingKind.HTML: ("<title", "<html", "alt="),
}
"""What is looked for where a message names nothing."""


class BlameFinder:
    """Looks for the causes of problems in the files that a change touches, and in those that a page is made from."""

    def __init__(self, before: Files, after: Files, changed: list[str]) -> None:
        """`changed`: the files that the site is made of and that the change touches, in the order of likelihood."""
        self.before, self.after = before, after
        self.changed = sorted(changed, key=_likelihood)
        self._lines = lru_cache(64)(self._read)

    def place(self, problem: TrialProblem, origin: PageOrigin | None, *, is_old: bool) -> tuple[str, int]:
        """The file and the line. `is_old`: the change has nothing to do with it."""
        if problem.path:
            return problem.path, problem.line or 1
        own = f"{THEME_FOLDER}/{problem.page}"
        suspects = [path for path in (origin.source if origin else "", own) if path and self.after.size(path)]
        candidates = dict.fromkeys((*suspects, *(() if is_old else self.changed)))
        if place := self._find(list(candidates), problem):
            return place
        template = origin.template if origin else ""
        if is_old:
            return next((path for path in (*suspects, template) if path), MKDOCS_YML), 1
        path = next((one for one in (own, template) if one in self.changed), self.changed[0])
        return path, self._first(path)

    def _find(self, paths: list[str], problem: TrialProblem) -> tuple[str, int] | None:
        """The line in which a text of the problem stands, one that the change wrote before any other."""
        for needle in _needles(problem):
            hits = [
                (number not in written, index, number)
                for index, (lines, written) in enumerate(map(self._lines, paths))
                for number, line in enumerate(lines, 1)
                if needle in line
            ]
            if hits:
                _, index, number = min(hits)
                return paths[index], number
        return None

    def _first(self, path: str) -> int:
        """The first line that the change wrote, or where it took one away."""
        return min(self._lines(path)[1], default=1)

    def _read(self, path: str) -> tuple[list[str], frozenset[int]]:
        """The lines of a file, and the numbers of those that the change wrote."""
        old, new = (_text(files, path).split("\n") for files in (self.before, self.after))
        steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if len(old) * len(new) < 1 << 24 else []
        written = {number + 1 for kind, *_, start, end in steps if kind != "equal" for number in range(start, end)}
        taken = {min(start + 1, len(new)) for kind, *_, start, _ in steps if kind == "delete"}
        return new, frozenset(written or taken)


def _text(files: Files, path: str) -> str:
    return (files.read(path, LARGEST_FILE_BYTES) or b"").decode("utf-8", "replace")


def _needles(problem: TrialProblem) -> Iterator[str]:
    """What the message names, as it may be written in a source, the longest first."""
    values = [value for value in problem.message.values.values() if isinstance(value, str)]
    for value in sorted(values, key=len, reverse=True):
        bare = unquote(value.lstrip("./"))
        forms = (value, unquote(value), bare, bare.rstrip("/"), f"#{value.partition('#')[2]}" if "#" in value else "")
        yield from (form for form in dict.fromkeys(forms) if len(form) >= MIN_NEEDLE_LETTERS)
    yield from KIND_NEEDLES.get(problem.kind, ()) if problem.kind else ()


def _likelihood(path: str) -> tuple[int, str]:
    """Templates are more often the reason than assets, and these more often than lists."""
    order = (path.endswith(".html"), path.startswith(THEME_FOLDER), path == "mkdocs.yml", path.endswith(".md"))
    return next((place for place, is_so in enumerate(order) if is_so), len(order)), path
