"""Audits a finished site: a folder and what it should be -> what is wrong with it.

What depends only on a file's bytes is found out once and cached (facts_cache.py); what depends on the other files and
on the records is found out each time, at the price of a look-up for each place that anything links to.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct, msgpack

from workflow.i18n.message import Message, mark, say
from workflow.infra.dir_scan import scan_folder
from workflow.infra.disk_cache import encode
from workflow.infra.file_state import FileStat
from workflow.infra.parallel import chunks, map_in_processes, worker_count
from workflow.records import urls
from workflow.site_audit.expectations import Expectations
from workflow.site_audit.facts_cache import CachedFacts, FactsCache, KnownFiles
from workflow.site_audit.file_checks import CheckedFile, FileReader, dead_link, suffix_of
from workflow.site_audit.file_facts import ValueFilter, places_in
from workflow.site_audit.finding import SiteFinding, SiteFindingKind
from workflow.site_audit.links import LinkTarget, file_at

PARALLEL_FROM = 500
"""Files from which on the work is spread over the processors."""

ADVICE = {
    SiteFindingKind.PRIVATE: mark("Find the template that prints this field, and take it out; then publish again."),
    SiteFindingKind.HOST: mark("Keep a copy under site_config/theme/assets/ and load that."),
    SiteFindingKind.INLINE: mark("Move it into a file under site_config/theme/assets/."),
    SiteFindingKind.POLICY: mark("Let the page use site_config/theme/main.html, which writes the policy first."),
    SiteFindingKind.DEAD: mark("Mend the link, or make the page it leads to."),
    SiteFindingKind.HTML: mark("Mend the template, or the article whose page it is."),
    SiteFindingKind.SIZE: mark("Make the file smaller, or split the page."),
    SiteFindingKind.MISSING: mark(
        "Run `redaksi check`: an error in the article or its request keeps it from the site."
    ),
    SiteFindingKind.SURPLUS: mark("Find out what made the page; it must not be published."),
    SiteFindingKind.FILE: mark("Take the file out of the site, or give it the right name."),
}


class AuditResult(Struct, frozen=True):
    """The result of an audit."""

    faults: list[SiteFinding]
    digests: dict[str, str]
    """The SHA-256 of every regular file in hexadecimal digits, by its path."""


def audit_site(site: Path, wanted: Expectations) -> AuditResult:
    """Everything that is wrong with a finished site, by file. Raises OSError where it cannot be read."""
    return SiteAuditor(site, wanted).inspect()


class SiteAuditor:
    """Audits one site once. The cache is read when this is made, which may be while the site is still being written."""

    def __init__(self, site: Path, wanted: Expectations) -> None:
        self.site, self.wanted = site, wanted
        self.values = frozenset(wanted.secrets.values())
        self.cache = FactsCache(site, wanted.website)
        self.places = dict(self.cache.known.places)
        """Every place that a file leads to, by its number."""
        self.reader = FileReader(site, wanted, self.places)
        self.stamps: dict[str, FileStat] = {}
        self.files: dict[str, CachedFacts] = {}
        """Every regular file of the site, once `inspect` has read or recalled it."""
        self.faulty: set[str] = set()
        """Files that are not cached."""

    def inspect(self) -> AuditResult:
        """Everything that is wrong, by file. Raises OSError where the site cannot be read."""
        faults = sorted(self.faults(), key=lambda fault: (fault.kind, fault.path, fault.message.text))
        sound = (
            {path: file for path, file in self.files.items() if path not in self.faulty} if self.faulty else self.files
        )
        self.cache.keep(KnownFiles(sound, self.places, self.values))
        return AuditResult(faults, {path: file.state.digest.hex() for path, file in self.files.items()})

    def faults(self) -> Iterator[SiteFinding]:
        """Read every file that is not cached, then look at what depends on several of them."""
        listing = scan_folder(str(self.site))
        self.stamps = listing.files
        for path in sorted(map(os.fsdecode, listing.others)):
            yield _finding(SiteFindingKind.FILE, path, say("This is not a regular file."))
        yield from self.file_faults()
        yield from self.large_files()
        yield from self.articles()
        yield from self.dead_links()

    def file_faults(self) -> Iterator[SiteFinding]:
        """What is wrong with files in themselves, and the facts of all."""
        self.files = self.cache.recall(self.stamps)
        new_values = ValueFilter(self.values - self.cache.known.values)
        if new_values:
            self.files = {path: file for path, file in self.files.items() if not new_values.passes(file.facts.words)}
        for checked in self.read(sorted(self.stamps.keys() - self.files.keys())):
            self.files[checked.path] = CachedFacts(checked.state, checked.facts)
            self.places |= checked.places
            if checked.wrong or not checked.is_sure:
                self.faulty.add(checked.path)
                yield from (_finding(kind, checked.path, message) for kind, message in checked.wrong)

    def read(self, paths: list[str]) -> Iterator[CheckedFile]:
        """Files read and checked."""
        if len(paths) < PARALLEL_FROM:
            yield from map(self.reader.read, paths)
            return
        decoder = msgpack.Decoder(list[CheckedFile])
        for data in map_in_processes(self._read_share, chunks(paths), worker_count()):
            yield from decoder.decode(data)

    def _read_share(self, paths: Sequence[str]) -> bytes:
        return encode([self.reader.read(path) for path in paths])

    def large_files(self) -> Iterator[SiteFinding]:
        """Files that are larger than the office allows."""
        least = min(self.wanted.largest.values())
        for path, stamp in self.stamps.items():
            if stamp.size > least and stamp.size > (most := self.wanted.largest.get(suffix_of(path), stamp.size)):
                message = say("{size} bytes; at most {most} are allowed.", size=stamp.size, most=most)
                yield _finding(SiteFindingKind.SIZE, path, message)

    def articles(self) -> Iterator[SiteFinding]:
        """Whatever is published and due is there, and no other article."""
        pages = {path for path, file in self.files.items() if file.facts.is_page}
        for page, source in self.wanted.due.items():
            if page not in pages:
                yield _finding(SiteFindingKind.MISSING, page, say("The page of {path} is missing.", path=source))
        for page in pages - self.wanted.due.keys() - self.wanted.may_be:
            is_article = page.startswith(urls.ARTICLES) and page.count("/") == 3  # noqa: PLR2004  # and year, slug, file
            if is_article and not self.files[page].facts.is_loose:
                yield _finding(SiteFindingKind.SURPLUS, page, say("No published article belongs to this page."))

    def dead_links(self) -> Iterator[SiteFinding]:
        """Links that lead to no file, or to no name in one. Which they are is read where there are any."""
        numbers = {number for number, place in self.places.items() if not self.has(place)}
        places = {self.places.pop(number) for number in numbers}
        linking = [path for path, file in self.files.items() if file.facts.places] if numbers else []
        for path in linking:
            if not numbers.isdisjoint(places_in(self.files[path].facts)):
                self.faulty.add(path)  # not all of its places are known any more
                for target in self.reader.leading_to(path, places):
                    kind, message = dead_link(target)
                    yield _finding(kind, path, message)

    def has(self, place: LinkTarget) -> bool:
        """Whether there is something at a place."""
        path = file_at(place, self.files)
        if path is None:
            return False
        facts = self.files[path].facts
        return not place.fragment or not facts.is_page or place.fragment in facts.ids


def _finding(kind: SiteFindingKind, path: str, message: Message) -> SiteFinding:
    return SiteFinding(kind, path, message, Message(ADVICE[kind]))
