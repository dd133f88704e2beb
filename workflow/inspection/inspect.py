"""The whole inspection: a folder and what it should be -> what is wrong with it."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import msgpack

from workflow.inspection.archive import Wanted
from workflow.inspection.fault import Fault, Kind
from workflow.inspection.file import Links, Reader, Seen
from workflow.inspection.places import Places
from workflow.language.message import Message, mark, say
from workflow.records.lying import look
from workflow.rules.cache import encode
from workflow.rules.pool import processors, shares, spread

MANY = 500
"""Files from which on the work is spread over the processors."""

ADVICE = {
    Kind.PRIVATE: mark("Find the template that prints this field, and take it out; then publish again."),
    Kind.HOST: mark("Keep a copy under site_config/theme/assets/ and load that."),
    Kind.INLINE: mark("Move it into a file under site_config/theme/assets/."),
    Kind.POLICY: mark("Let the page use site_config/theme/main.html, which writes the policy first."),
    Kind.DEAD: mark("Mend the link, or make the page it leads to."),
    Kind.HTML: mark("Mend the template, or the article whose page it is."),
    Kind.SIZE: mark("Make the file smaller, or split the page."),
    Kind.MISSING: mark("Run `redaksi check`: an error in the article or its request keeps it from the site."),
    Kind.SURPLUS: mark("Find out what made the page; it must not be published."),
    Kind.FILE: mark("Take the file out of the site, or give it the right name."),
}


def inspect(site: Path, wanted: Wanted) -> list[Fault]:
    """Everything that is wrong with a finished site, by file. Raises OSError where it cannot be read."""
    return sorted(_Inspector(site, wanted).faults(), key=lambda fault: (fault.kind, fault.path, fault.message.text))


class _Inspector:
    def __init__(self, site: Path, wanted: Wanted) -> None:
        found = look(str(site))
        self.files, self.odd = sorted(found.files), sorted(map(os.fsdecode, found.others))
        self.wanted = wanted
        self.places = Places(found.files, wanted.website)
        self.reader = Reader(site, wanted, self.places)
        self.pages: dict[str, Links] = {}
        self.loose: set[str] = set()

    def faults(self) -> Iterator[Fault]:
        """Read every file once, then look at how they hang together."""
        for path in self.odd:
            yield _fault(Kind.FILE, path, say("This is not a regular file."))
        for seen in self.read():
            yield from (_fault(kind, seen.path, message) for kind, message in seen.wrong)
            if seen.page:
                self.pages[seen.path] = seen.page
            if seen.is_loose:
                self.loose.add(seen.path)
        yield from self.articles()
        for path, page in self.pages.items():
            for target, place in page.aims.items():
                found = self.pages.get(place.path)
                if found and place.fragment not in found.ids:
                    yield _fault(Kind.DEAD, path, say("{target} leads nowhere.", target=target))

    def read(self) -> Iterator[Seen]:
        """What every file turned out to be."""
        if len(self.files) < MANY:
            yield from map(self.reader.read, self.files)
            return
        decoder = msgpack.Decoder(list[Seen])
        for data in spread(self._read_share, shares(self.files), processors()):
            yield from decoder.decode(data)

    def _read_share(self, paths: Sequence[str]) -> bytes:
        return encode([self.reader.read(path) for path in paths])

    def articles(self) -> Iterator[Fault]:
        """Whatever is published and due is there, and no other article."""
        for page, source in self.wanted.due.items():
            if page not in self.pages:
                yield _fault(Kind.MISSING, page, say("The page of {path} is missing.", path=source))
        for page in self.pages:
            known = page in self.wanted.due or page in self.wanted.may_be or page in self.loose
            if page.startswith("berita/") and page.count("/") == 3 and not known:  # noqa: PLR2004  # berita/<year>/<slug>/
                yield _fault(Kind.SURPLUS, page, say("No published article belongs to this page."))


def _fault(kind: Kind, path: str, message: Message) -> Fault:
    return Fault(kind, path, message, Message(ADVICE[kind]))
