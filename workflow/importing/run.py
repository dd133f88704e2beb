"""A whole import: survey, then story by story over the processors; what is refused stops none of the others."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from msgspec import Struct, msgpack
from msgspec.structs import replace

from workflow.config.office import Office
from workflow.config.redirects import REDIRECTS_FILE
from workflow.i18n.message import Message, say
from workflow.importing.archive import Archive, read_archive
from workflow.importing.categories import CategoryMap
from workflow.importing.changes import Refusal, RefusedStoryError
from workflow.importing.compose import ComposedStory, Composer
from workflow.importing.former_story import Export, FormerStory, Survey, UnreadableExportError
from workflow.importing.moved_addresses import MovedAddresses, merge_moved
from workflow.importing.names import plan_keys, slug_of
from workflow.importing.outcome import AddedStory, ImportOutcome, fit_to_tell
from workflow.importing.story_links import Target, host_of, old_path, site_link, without_link
from workflow.infra.disk_cache import decode_number, encode, replace_file
from workflow.infra.parallel import map_in_processes, worker_count
from workflow.records import urls
from workflow.records.file_source import Folder, Overlay
from workflow.records.paths import article_path
from workflow.rules.privacy._personal_data import public_contacts
from workflow.text.document import LARGEST_REDIRECTS

BATCH, SHARE = 400, 20
"""Stories in memory at a time, and those that a worker takes at a time."""


SAME_NAME = say("Another story of the export has the same number or name, and was taken.")


class ImportOptions(Struct, frozen=True, kw_only=True):
    """What whoever imports decides."""

    uploads: Path | None = None
    """The folder of the former site's pictures; None: stories come without theirs."""
    categories: Mapping[str, str] = {}
    default_category: str = ""
    dry_run: bool = False


class Outcome(Struct, frozen=True, array_like=True):
    """What came of one story in a worker."""

    story: ComposedStory | None = None
    refusal: Refusal | None = None


def run_import(
    root: Path,
    office: Office,
    export: Export,
    options: ImportOptions,
    now: int,
    progress: Callable[[int, int], None] | None = None,
) -> ImportOutcome:
    """Bring the stories of an export into a folder. Nothing that lies there is changed but the list of moved addresses.

    `progress`: is told before each story how many are done, and of how many in the export.
    Raises UnreadableExportError where nothing can be read.
    """
    survey, archive = export.survey(), read_archive(root)
    _must_be_of_the_former_site(office, survey)
    firsts = {place.source: place for place in reversed(survey.places)}
    survey = replace(survey, places=tuple(one for one in survey.places if firsts[one.source] is one))
    keys = plan_keys(survey.places, archive.sources, archive.keys, office)
    composer = _composer(office, survey, archive, keys, options, now)
    added, refused, terms = list[AddedStory](), list[Refusal](), Counter[str]()
    linked: dict[str, tuple[str, ...]] = {}
    for outcome in _composed(composer, _fresh(export, archive, terms, refused)):
        if progress:
            progress(len(added) + len(refused), len(survey.places))
        if outcome.refusal:
            refused.append(outcome.refusal)
        story = outcome.story
        if story and (reason := _obstacle(root, story)):
            refused.append(Refusal(story.source, story.title, reason, say("Look at that place, then import again.")))
        elif story:
            if not options.dry_run:
                _write(root, story)
            linked |= {story.key: story.links} if story.links else {}
            added.append(AddedStory(story.key, story.title, story.changes))
    there = {*(one.key for one in added), *archive.sources.values()}
    if not options.dry_run:
        _unlink(root, office, linked, there)
    whole = ImportOutcome(
        added=tuple(added),
        refused=tuple(refused),
        already=sum(place.source in archive.sources for place in survey.places),
        survey=survey,
        moved=_move(root, office, survey, keys, there, options),
        categories=tuple(
            (name, composer.categories.key_of(term), number)
            for term in survey.categories
            for name, number in [(term.name, terms[term.name])]
            if number
        ),
        default_category=options.default_category,
        without_pictures=options.uploads is None,
    )
    return fit_to_tell(whole, public_contacts(office))


def _fresh(export: Export, archive: Archive, terms: Counter[str], refused: list[Refusal]) -> Iterator[FormerStory]:
    """The stories that no earlier run brought. Counts categories, and refuses what bears another story's number."""
    first, yielded = dict[str, int](), set[str]()
    for story in export.stories():
        terms.update(term.name for term in story.categories)
        own = hash((story.title, story.slug, story.html))
        if first.setdefault(story.source, own) != own:
            refused.append(Refusal(story.source, story.title, SAME_NAME, say("Give it a number of its own there.")))
        elif story.source not in archive.sources and story.source not in yielded:
            yielded.add(story.source)
            yield story


def _must_be_of_the_former_site(office: Office, survey: Survey) -> None:
    """Raises UnreadableExportError for an export of another site than the one that the head declared."""
    declared = office.policy.former_site
    if declared and survey.site and host_of(survey.site) != host_of(declared.address):
        raise UnreadableExportError(
            say(
                "The export is one of {site}; site_config/policy.yml declares {address} as the former site. Give that "
                "site's export, or have the head correct `former_site`.",
                site=survey.site,
                address=declared.address,
            )
        )


def _obstacle(root: Path, story: ComposedStory) -> Message | None:
    """Why a story cannot be written where it belongs: nothing that lies there is changed, nothing outside written."""
    files = {article_path(story.key): b""} | ({story.picture_path: story.picture} if story.picture else {})
    for path, data in files.items():
        place = root / path
        if place.parent.resolve() != (root.resolve() / path).parent:
            return say("{path} is a link that leads elsewhere.", path=path.rpartition("/")[0])
        if place.is_symlink() or (place.exists() and (not place.is_file() or place.read_bytes() != data)):
            return say("{path} is there already.", path=path)
    return None


def _composer(
    office: Office, survey: Survey, archive: Archive, keys: Mapping[str, str], options: ImportOptions, now: int
) -> Composer:
    targets = dict[str, Target]()
    for place in survey.places:
        if place.source in keys and place.published is not None:
            target = Target(keys[place.source], place.published)
            targets |= {path: target for path in (old_path(place.address), old_path(place.source)) if path}
    categories = CategoryMap(office, options.categories, options.default_category)
    return Composer(office, now, survey.site, keys, targets, categories, archive.spellings, options.uploads)


def _composed(composer: Composer, stories: Iterator[FormerStory]) -> Iterator[Outcome]:
    """What comes of each story, in order."""
    decoder = msgpack.Decoder(list[Outcome], dec_hook=decode_number)
    workers = worker_count()

    def work(share: Sequence[FormerStory]) -> bytes:
        return encode([_outcome(composer, story) for story in share])

    while batch := [*islice(stories, BATCH)]:
        shares = [batch[start : start + SHARE] for start in range(0, len(batch), SHARE)]
        for data in map_in_processes(work, shares, workers):
            yield from decoder.decode(data)


def _outcome(composer: Composer, story: FormerStory) -> Outcome:
    if story.failure:
        return _failed(story, story.failure)
    try:
        return Outcome(story=composer.compose(story))
    except RefusedStoryError as error:
        return Outcome(refusal=Refusal(story.source, story.title, error.reason, error.todo))
    except Exception as error:  # one story that nobody foresaw stops none of the others
        return _failed(story, type(error).__name__)


def _failed(story: FormerStory, error: str) -> Outcome:
    reason = say("The program failed on it ({error}).", error=error)
    return Outcome(refusal=Refusal(story.source, story.title, reason, say("Please report this.")))


def _write(root: Path, story: ComposedStory) -> None:
    """Write a story and its picture, the picture first: a story without it would be a fault."""
    if story.picture:
        replace_file(root / story.picture_path, story.picture)
    replace_file(root / article_path(story.key), story.text.encode())


def _unlink(root: Path, office: Office, linked: Mapping[str, tuple[str, ...]], there: set[str]) -> None:
    """Links to stories that were refused become words."""
    for key, targets in linked.items():
        gone = [target for target in targets if target not in there]
        if gone:
            path = root / article_path(key)
            text = path.read_text("utf-8")
            for target in gone:
                text = without_link(text, site_link(office, target))
            replace_file(path, text.encode())


def _move(
    root: Path, office: Office, survey: Survey, keys: Mapping[str, str], there: set[str], options: ImportOptions
) -> MovedAddresses:
    """Write the lines for old addresses of stories, pages and categories."""
    files = Folder(root)
    wanted = [
        (place.address, f"/{urls.article(keys[place.source])}")
        for place in survey.places
        if keys.get(place.source) in there and place.address
    ]
    names = {name.removesuffix(".md") for name in files.names("site_config/pages")}
    wanted += [(page.address, f"/{slug_of(page.slug)}/") for page in survey.pages if slug_of(page.slug) in names]
    mapping = CategoryMap(office, options.categories, "")
    wanted += [
        (f"{survey.site}/category/{term.slug}/", f"/{urls.category(key)}")
        for term in survey.categories
        if term.slug and survey.site and (key := mapping.key_of(term))
    ]
    planned = Overlay(files, {article_path(key): b"" for key in there})
    data = files.read(REDIRECTS_FILE, LARGEST_REDIRECTS)
    moved = merge_moved(data.decode("utf-8", "replace") if data is not None else None, wanted, office, planned)
    if moved.text is not None and not options.dry_run:
        (root / REDIRECTS_FILE).parent.mkdir(exist_ok=True)
        replace_file(root / REDIRECTS_FILE, moved.text.encode())
    return moved
