"""One former story -> the file of an archive story that the check takes, its picture, and what was changed."""

import html
import re
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from workflow.config.office import Office
from workflow.engine.run_rules import judge
from workflow.i18n.message import say
from workflow.images.reencode import REENCODED_ENDING
from workflow.importing.categories import CategoryMap
from workflow.importing.changes import Change, ChangeKind, RefusedStoryError
from workflow.importing.former_story import FormerStory
from workflow.importing.names import byline_of, slug_of, tags_of
from workflow.importing.paragraphs import with_paragraphs
from workflow.importing.personal_data import Removal, is_personal
from workflow.importing.pictures import TakenPicture, take_picture
from workflow.importing.shortcodes import without_shortcodes
from workflow.importing.story_links import StoryLinks, Target, host_of
from workflow.importing.tidy_html import TidyStory, tidy
from workflow.importing.to_markdown import to_markdown
from workflow.records.article import ArticleStatus, Origin
from workflow.records.file_source import Overlay
from workflow.records.paths import article_path
from workflow.records.serialize import format_instant, whole_minute
from workflow.rules.privacy._personal_data import public_contacts
from workflow.text.decode import FORBIDDEN_CHARACTERS
from workflow.text.finding import Severity
from workflow.text.invisible_characters import on_one_line
from workflow.text.markdown import LONGEST_BODY, text_blocks
from workflow.text.yaml_edit import yaml_scalar

LONGEST_LINE = 300
"""Characters of a line of a header."""
LONGEST_SUMMARY = 200
LONGEST_FORMER_TITLE = 1_000
"""Characters; what is longer is a text in the place of a title."""
_TAG = re.compile(r"<[^>]{0,2000}>")
_CREDIT = re.compile(r"[*_(\s]*(?:foto|gambar|dok(?:umentasi|\.)?|sumber|ilustrasi)\b[^.\n]{0,20}:", re.IGNORECASE)
_LISTING = re.compile(r"^(`{3,}).*?^\1$", re.DOTALL | re.MULTILINE)
_SENTENCES = re.compile(r"(?<=[.!?])\s+")


class ComposedStory(Struct, frozen=True):
    """A story as it is going to lie in content/."""

    key: str
    source: str
    title: str
    text: str
    picture: bytes | None
    changes: tuple[Change, ...]
    links: tuple[str, ...]
    """Keys of the stories that it links to."""

    @property
    def picture_path(self) -> str:
        """Where its picture lies."""
        return f"{article_path(self.key).removesuffix('.md')}.{REENCODED_ENDING}"


class Composer(Struct, frozen=True, dict=True):
    """What all stories of a run have in common."""

    office: Office
    now: int
    site: str
    keys: Mapping[str, str]
    """The key of each story by its source."""
    targets: Mapping[str, Target]
    categories: CategoryMap
    spellings: Mapping[str, str]
    """Keywords in use, by their shared address."""
    uploads: Path | None

    def compose(self, story: FormerStory) -> ComposedStory:
        """The archive story. Raises RefusedStoryError where the office cannot have it."""
        key = self._key(story)
        contacts, used = public_contacts(self.office), set[str]()
        links = StoryLinks(self.office, contacts, self.site, self.targets, story.published or 0, used)
        markup, codes = without_shortcodes(story.html)
        found = _tidied(with_paragraphs(markup), links)
        changes = [*found.changes, *(Change(ChangeKind.SHORTCODE, name) for name in sorted({*codes, *story.commands}))]
        changes += [Change(ChangeKind.DAMAGED, str(story.damaged_at))] if story.damaged_at else []
        removal = Removal(contacts)
        body = removal.clean(_markdown(found))
        pictures = [*([story.picture] if story.picture else []), *found.pictures]
        taken, said = take_picture(self.uploads, pictures, self._hosts)
        changes += said
        header = self._header(story, body, taken, changes, key, removal)
        if removal.count:
            changes.append(Change(ChangeKind.PERSONAL, str(removal.count)))
        text = f"---\n{header}---\n{body}\n"
        composed = ComposedStory(
            key,
            story.source,
            removal.clean(_line(story.title)),
            text,
            taken.content if taken else None,
            tuple(changes),
            (*sorted(used),),
        )
        self._must_pass(composed)
        return composed

    @property
    def _hosts(self) -> frozenset[str]:
        """The names of the former site's host."""
        declared = self.office.policy.former_site
        return frozenset(map(host_of, (self.site, declared.address if declared else "")))

    def _key(self, story: FormerStory) -> str:
        if story.published is None:
            raise RefusedStoryError(
                say("Its date cannot be read."), say("Give it a date on the former site and export again.")
            )
        if is_personal(story.source, public_contacts(self.office)):  # it would not be known again
            raise RefusedStoryError(
                say("Its name on the former site holds a contact of a person."),
                say("Rename it there and export again."),
            )
        if story.source not in self.keys:
            raise RefusedStoryError(
                say("It appeared before the year 2000 or after 2099."), say("Keep it elsewhere, or correct its date.")
            )
        return self.keys[story.source]

    def _header(
        self,
        story: FormerStory,
        body: str,
        taken: TakenPicture | None,
        changes: list[Change],
        key: str,
        removal: Removal,
    ) -> str:
        title = removal.clean(_line(story.title))
        if not title:
            raise RefusedStoryError(
                say("It has no title."), say("Give it a title on the former site and export again.")
            )
        if len(title) > LONGEST_FORMER_TITLE:
            raise RefusedStoryError(
                say("Its title has {count} characters; that is no title.", count=len(title)),
                say("Shorten it on the former site and export again."),
            )
        if len(title) > LONGEST_LINE:
            changes.append(Change(ChangeKind.TITLE))
        category, is_default = self.categories.choose(story.categories)
        if is_default:
            changes.append(Change(ChangeKind.CATEGORY, ", ".join(term.name for term in story.categories)))
        named = [tag for tag in story.tags if not is_personal(tag, removal.known)]
        tags, left = tags_of(named, self.spellings)
        left += len(story.tags) - len(named)
        changes += [Change(ChangeKind.TAG, str(left))] if left else []
        byline = "" if is_personal(story.author, removal.known) else byline_of(_line(story.author))
        changes += [Change(ChangeKind.AUTHOR)] if story.author and not byline else []
        lines = {
            "title": _cut(title, LONGEST_LINE),
            "status": ArticleStatus.PUBLISHED.value,
            "publish_at": format_instant(whole_minute(story.published or 0), self.office.zone),
            "category": category,
        }
        header = "".join(f"{name}: {yaml_scalar(value)}\n" for name, value in lines.items())
        respelled = sum(slug_of(one).replace("-", " ") != " ".join(one.lower().split()) for one in story.tags)
        changes += [Change(ChangeKind.TAG_SPELLING, str(respelled))] if respelled else []
        header += f"tags: [{', '.join(map(yaml_scalar, tags))}]\n" if tags else ""
        header += f"summary: {yaml_scalar(removal.clean(_summary(story.excerpt, body, title)))}\n"
        header += _picture_lines(taken, key, title, removal) if taken else ""
        last = {
            "origin": Origin.IMPORT.value,
            "source": story.source,
            "byline": byline,
        }
        return header + "".join(f"{name}: {yaml_scalar(value)}\n" for name, value in last.items() if value)

    def _must_pass(self, story: ComposedStory) -> None:
        """The check's own verdict; its reason is the refusal's. Raises RefusedStoryError."""
        path, office = article_path(story.key), self.office
        if story.picture:
            office = replace(office, files=Overlay(office.files, {story.picture_path: story.picture}))
        errors = [
            one for one in judge(path, story.text.encode(), office, self.now).findings if one.severity is Severity.ERROR
        ]
        if errors:
            remedy = errors[0].help or say("Correct it on the former site and export again, or leave it out.")
            raise RefusedStoryError(errors[0].message, remedy)


def _too_deep() -> RefusedStoryError:
    return RefusedStoryError(
        say("This text is too long or too deeply nested for a page."),
        say("Divide it on the former site, or leave it out."),
    )


def _tidied(markup: str, links: StoryLinks) -> TidyStory:
    try:
        return tidy(markup, links)
    except RecursionError as error:
        raise _too_deep() from error
    except (ValueError, AssertionError) as error:  # lxml's own are ValueErrors too
        raise RefusedStoryError(
            say("Its text cannot be read as a page."), say("Open it on the former site, save it anew and export again.")
        ) from error


def _markdown(found: TidyStory) -> str:
    try:
        body = to_markdown(found.tree)
    except RecursionError as error:
        raise _too_deep() from error
    if not body.strip():
        raise RefusedStoryError(
            say("It has no text."), say("A story of pictures or of a film alone is not taken; keep it elsewhere.")
        )
    if len(body) > LONGEST_BODY:
        raise _too_deep()
    return body


def _line(text: str) -> str:
    """A text of the former site as one line, without marks."""
    return " ".join(FORBIDDEN_CHARACTERS.sub("", on_one_line(html.unescape(_TAG.sub("", text)))).split())


def _cut(text: str, most: int) -> str:
    """A text of at most so many characters, cut between words."""
    return text if len(text) <= most else f"{text[: most - 1].rpartition(' ')[0] or text[: most - 1]}…"


def _summary(excerpt: str, body: str, title: str) -> str:
    """What the former site gave as a summary, else the first sentences of the text."""
    if words := _line(without_shortcodes(excerpt)[0]):
        return _cut(words, LONGEST_LINE)
    prose = (part for part in _beginning(body).split("\n\n") if _is_prose(part))
    blocks = text_blocks("\n\n".join(islice(prose, 3)))
    words = " ".join(" ".join(block.text.split()) for block in blocks).strip()
    chosen = ""
    for sentence in _SENTENCES.split(words):
        if chosen and len(chosen) + len(sentence) >= LONGEST_SUMMARY:
            break
        chosen = f"{chosen} {sentence}".strip()
    return _cut(chosen or title, LONGEST_LINE)


def _is_prose(part: str) -> bool:
    """Whether a part of a text is a paragraph, and no heading, table, listing or credit of a photograph."""
    return not part.startswith(("#", "|", "```", "    ", "---", "<http")) and not _CREDIT.match(part)


def _beginning(body: str) -> str:
    """The first paragraphs: parsing the rest would take time for nothing."""
    body = _LISTING.sub("", body[:20_000]).lstrip("\n")
    end = body.find("\n\n", 4 * LONGEST_LINE)
    return body if end < 0 else body[:end]


def _picture_lines(taken: TakenPicture, key: str, title: str, removal: Removal) -> str:
    former = taken.former
    alt = _line(former.alt) or _line(former.caption) or f"Foto pada berita “{title}”"
    values = {
        "src": f"{key.partition('/')[2]}.{REENCODED_ENDING}",
        "alt": alt,
        "caption": _line(former.caption),
        "credit": _line(former.credit),
    }
    lines = (
        f"  {name}: {yaml_scalar(_cut(removal.clean(value), LONGEST_LINE))}\n"
        for name, value in values.items()
        if value
    )
    return "image:\n" + "".join(lines)
