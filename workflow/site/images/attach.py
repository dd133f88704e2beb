"""The public stories' pictures and social cards (Open Graph), attached to their articles.

An uploaded file itself is never on the site. Only stories that are public now come here, so a draft's or an embargoed
story's picture is not even looked at.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from workflow.config.office import Office
from workflow.i18n.catalog import tr
from workflow.images.image_cache import CachedImage, CacheLabel
from workflow.images.social_card import CardText
from workflow.records import urls
from workflow.site.images.brand import BRAND_ADDRESS, office_card_colors
from workflow.site.images.build import CardJob, ImageBuilder, Upload
from workflow.site.models.gathered.topics import belongs, topic_addresses
from workflow.site.models.public_content import PublicContent
from workflow.site.models.story import Card, ImageSource, Picture, Story

DIGEST_DIGITS = 8
"""Of a digest in a file's name: the name changes with the bytes, so that browsers may keep the file for ever."""
FALLBACK_FORMAT = "jpg"
"""The ending of the one rendition that every browser and machine can show."""


class AttachedFile(Struct, frozen=True):
    """What lies at an address of the site, and what it was made from."""

    digest: str
    origin: Upload | CardJob


class SiteImages(Struct, frozen=True):
    """The pictures and cards of one build."""

    builder: ImageBuilder
    news: PublicContent
    """What is public, each story with the picture and the card that can be shown."""
    files: dict[str, AttachedFile]
    """By address."""
    notes: tuple[str, ...]
    """What cannot be shown."""
    card: Card | None = None
    """The site's own, for links to pages that are no stories."""

    def content(self, address: str) -> bytes:
        """The bytes of a file, made once more where the cache has lost them. Raises OSError where that fails."""
        file = self.files[address]
        content = self.builder.store.content(file.digest)
        if content is None:
            match file.origin:
                case Upload(digest=digest) as upload:
                    self.builder.make_pictures({digest: upload})
                case CardJob(key=key) as job:
                    self.builder.make_cards({key: job})
            content = self.builder.store.content(file.digest)
        if content is None:
            raise OSError(address)
        return content


def attach_images(news: PublicContent, office: Office, builder: ImageBuilder) -> SiteImages:
    """Make what is missing of all pictures and cards, and give them to the stories."""
    seen = builder.look(story.picture.source for story in news.stories if story.picture)
    pictures = builder.pictures(upload for upload, _ in seen.values())
    files: dict[str, AttachedFile] = {}
    notes: list[str] = []
    jobs: list[CardJob] = []
    shown: list[Story] = []
    for story in news.stories:
        upload = seen[story.picture.source][0] if story.picture else None
        label = pictures.get(upload.digest) if upload else None
        if upload and not (label and label.made):
            notes.append(tr("{path} is left out of the site: it cannot be decoded.", path=upload.path))
            label = None
        renditions = _renditions(story, label) if label else {}
        if upload:
            files |= {address: AttachedFile(image.digest, upload) for address, image in renditions.items()}
        shown.append(replace(story, picture=_finished(story.picture, renditions)))
        jobs.append(_card_job(story, office, upload, renditions))
    topics, site_job = _topic_jobs(office, shown), _site_card_job(office)
    cards = builder.cards([*jobs, *topics.values(), site_job])
    builder.remember({path: file for path, (_, file) in seen.items()}, pictures | cards)
    made: dict[str, Card] = {}
    for place, job in [*((story.address, job) for story, job in zip(shown, jobs, strict=True)), *topics.items()]:
        if job.key in cards:
            made[place] = _card(place, job, cards[job.key], files)
    stories = tuple(replace(story, card=made.get(story.address)) for story in shown)
    named = {address: made[address] for address in topics if address in made}
    site_card = _card(BRAND_ADDRESS, site_job, cards[site_job.key], files) if site_job.key in cards else None
    return SiteImages(builder, replace(news, stories=stories, topic_cards=named), files, tuple(notes), site_card)


def _card(folder: str, job: CardJob, label: CacheLabel, files: dict[str, AttachedFile]) -> Card:
    """A card that was made, its file put among those of the site."""
    [image] = label.made
    address = f"{folder}kartu-{image.digest[:DIGEST_DIGITS]}.{image.ending}"
    files[address] = AttachedFile(image.digest, job)
    return Card(address, image.width, image.height)


def _site_card_job(office: Office) -> CardJob:
    identity = office.identity
    words = CardText(identity.site_title, identity.regency, identity.tagline)
    return CardJob(words, office_card_colors(identity.colors))


def _topic_jobs(office: Office, stories: Sequence[Story]) -> dict[str, CardJob]:
    """The cards of the topics that have a story, by the topic's address."""
    colors, title = office_card_colors(office.identity.colors), office.identity.site_title
    return {
        urls.tag(key): CardJob(CardText(title, tr("Topic"), topic.title), colors)
        for key, topic in office.topics.items()
        if any(belongs(story.address, story.tags, topic_addresses(key, topic)) for story in stories)
    }


def _renditions(story: Story, label: CacheLabel) -> dict[str, CachedImage]:
    """The renditions of a story's picture, by their address."""
    return {
        f"{story.address}gambar-{image.width}-{image.digest[:DIGEST_DIGITS]}.{image.ending}": image
        for image in label.made
    }


def _card_job(story: Story, office: Office, upload: Upload | None, renditions: Mapping[str, CachedImage]) -> CardJob:
    words = CardText(office.identity.site_title, story.category.name, story.title)
    colors = office_card_colors(office.identity.colors)
    if upload is None or not renditions:
        return CardJob(words, colors)
    [picture] = [image.digest for image in renditions.values() if image.ending == FALLBACK_FORMAT]
    return CardJob(words, colors, picture, upload)


def _finished(picture: Picture | None, renditions: Mapping[str, CachedImage]) -> Picture | None:
    """A picture with what browsers may show of it; None where there is nothing."""
    if picture is None or not renditions:
        return None
    [(address, image)] = [pair for pair in renditions.items() if pair[1].ending == FALLBACK_FORMAT]
    return replace(
        picture,
        address=address,
        width=image.width,
        height=image.height,
        size=image.size,
        sources=tuple(_sources(renditions)),
    )


def _sources(renditions: Mapping[str, CachedImage]) -> Iterator[ImageSource]:
    """What a browser may choose instead, what it should prefer first."""
    endings = dict.fromkeys(image.ending for image in renditions.values() if image.ending != FALLBACK_FORMAT)
    for ending in endings:
        widths = tuple((address, image.width) for address, image in renditions.items() if image.ending == ending)
        yield ImageSource(f"image/{ending}", widths)
