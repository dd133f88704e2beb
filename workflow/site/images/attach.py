"""The public stories' pictures and cards, hung beside their articles.

An uploaded file itself is never on the site. Only stories that are public now come here, so a draft's or an embargoed
story's picture is not even looked at.
"""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from workflow.config.office import Office
from workflow.i18n.catalog import tr
from workflow.images.image_cache import CachedImage, CacheLabel
from workflow.images.social_card import Words
from workflow.site.images.build import CardJob, ImageBuilder
from workflow.site.models.public_content import PublicContent
from workflow.site.models.story import Card, ImageSource, Picture, Story

DIGEST_DIGITS = 8
"""Digits of a digest in a file's name: the name changes with the bytes, so that browsers may keep the file for ever."""
FALLBACK_FORMAT = "jpg"
"""The ending of the one rendition that every browser and machine can show."""


class AttachedFile(Struct, frozen=True):
    """What lies at an address of the site, and what it was made from."""

    digest: str
    key: str


class SiteImages:
    """The pictures and cards of one build."""

    def __init__(self, office: Office, workshop: ImageBuilder) -> None:
        self.office, self.workshop = office, workshop
        self.notes: list[str] = []
        """What cannot be shown."""
        self.files: dict[str, AttachedFile] = {}
        """By address."""

    def hang(self, news: PublicContent) -> PublicContent:
        """The same news with finished pictures and cards; what cannot be shown is noted and left out."""
        seen = self.workshop.look(story.picture.source for story in news.stories if story.picture)
        pictures = self.workshop.pictures()
        uploads = [seen[story.picture.source].digest if story.picture else "" for story in news.stories]
        shown = [self._with_picture(*pair, pictures) for pair in zip(news.stories, uploads, strict=True)]
        jobs = [self._job(*pair, pictures) for pair in zip(shown, uploads, strict=True)]
        cards = self.workshop.cards(jobs)
        self.workshop.remember(seen, pictures | cards)
        stories = (self._with_card(story, job.key, cards) for story, job in zip(shown, jobs, strict=True))
        return replace(news, stories=tuple(stories))

    def content(self, address: str) -> bytes:
        """The bytes of a file, made once more where the cache has lost them. Raises OSError where that fails."""
        hung, shop = self.files[address], self.workshop
        content = shop.store.content(hung.digest)
        if content is None:
            make = shop.make_cards if hung.key in shop.jobs else shop.make_pictures
            make([hung.key])
            content = shop.store.content(hung.digest)
        if content is None:
            raise OSError(address)
        return content

    def _with_picture(self, story: Story, upload: str, pictures: dict[str, CacheLabel]) -> Story:
        picture = story.picture
        if picture is None:
            return story
        label = pictures.get(upload)
        if label is None or not label.made:
            self.notes.append(tr("{path} is left out of the site: it cannot be decoded.", path=picture.source))
            return replace(story, picture=None)
        named = {
            f"{story.address}gambar-{one.width}-{one.digest[:DIGEST_DIGITS]}.{one.ending}": one for one in label.made
        }
        self.files |= {address: AttachedFile(one.digest, upload) for address, one in named.items()}
        return replace(story, picture=_finished(picture, named))

    def _job(self, story: Story, upload: str, pictures: dict[str, CacheLabel]) -> CardJob:
        words = Words(self.office.identity.short, story.category.name, story.title)
        if story.picture is None:
            return CardJob(words)
        [picture] = [one.digest for one in pictures[upload].made if one.ending == FALLBACK_FORMAT]
        return CardJob(words, picture, upload)

    def _with_card(self, story: Story, key: str, cards: dict[str, CacheLabel]) -> Story:
        if key not in cards:
            return story
        [one] = cards[key].made
        address = f"{story.address}kartu-{one.digest[:DIGEST_DIGITS]}.{one.ending}"
        self.files[address] = AttachedFile(one.digest, key)
        return replace(story, card=Card(address, one.width, one.height))


def _finished(picture: Picture, named: dict[str, CachedImage]) -> Picture:
    [(address, one)] = [pair for pair in named.items() if pair[1].ending == FALLBACK_FORMAT]
    return replace(
        picture, address=address, width=one.width, height=one.height, size=one.size, sources=tuple(_sources(named))
    )


def _sources(named: dict[str, CachedImage]) -> Iterator[ImageSource]:
    """What a browser may choose instead, what it should prefer first."""
    endings = dict.fromkeys(one.ending for one in named.values() if one.ending != FALLBACK_FORMAT)
    for ending in endings:
        widths = tuple((address, one.width) for address, one in named.items() if one.ending == ending)
        yield ImageSource(f"image/{ending}", widths)
