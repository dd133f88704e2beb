"""The input of rules: a record with what follows from it, the facts of a pair, and the present moment."""

from enum import StrEnum
from functools import cached_property
from typing import Any

from msgspec import Struct

from workflow.calendar.working_time import Interval
from workflow.config.office import Office
from workflow.records.article import ActKind, Article
from workflow.records.paths import beside
from workflow.records.request import Entry, Request
from workflow.records.seal import Seals
from workflow.sop.edition import Edition, Need, Step
from workflow.sop.state_machine import ProcedureState, replay_steps
from workflow.text.document import Document
from workflow.text.finding import Place
from workflow.text.markdown import Block, figures_in, text_blocks

EVER, NEVER = -(1 << 62), 1 << 62
"""Instants before and after every other."""


class Moment:
    """The present, which notes the instants it was compared with.

    So the engine knows how long a verdict can be cached: from `since` until just before `until`.
    """

    __slots__ = ("_at", "since", "until")

    def __init__(self, at: int) -> None:
        self._at = at
        self.since, self.until = EVER, NEVER

    def reached(self, instant: int) -> bool:
        """Whether an instant has come."""
        if instant <= self._at:
            self.since = max(self.since, instant)
            return True
        self.until = min(self.until, instant)
        return False


class FileView:
    """A file as text, for rules that look at any file."""

    def __init__(self, document: Document, office: Office | None) -> None:
        self.document = document
        self.office = office


class RequestView:
    """A request and its way through the SOP."""

    def __init__(self, record: Request, document: Document, office: Office, now: Moment) -> None:
        self.record = record
        self.document = document
        self.office = office
        self.now = now

    @cached_property
    def edition(self) -> Edition:
        """The edition that the request names."""
        edition = self.office.edition(self.record.sop)
        if edition is None:
            raise LookupError(self.record.sop)  # rules that need it come after steps/edition
        return edition

    @cached_property
    def walk(self) -> ProcedureState:
        """The request's way through its edition."""
        record, steps = self.record, self.edition.by_number
        return replay_steps(
            self.edition,
            [
                (i, entry.step, record.result_of(i, decides=bool((step := steps.get(entry.step)) and step.decides)))
                for i, entry in self.standing
            ],
        )

    @cached_property
    def standing(self) -> list[tuple[int, Entry]]:
        """The entries that count, with their indexes: corrections stand in the place of what they correct."""
        steps = self.record.steps
        return [(index, steps[index]) for index in self.record.standing()]

    @cached_property
    def handovers(self) -> dict[int, int]:
        """When each standing entry's clock started: the end of the one before it, else the letter's arrival."""
        ends = [self.record.letter.received, *(entry.finished for _, entry in self.standing)]
        return {index: start for (index, _), start in zip(self.standing, ends, strict=False)}

    @property
    def handed_over(self) -> int:
        """When the clock of the step whose turn it is started."""
        return self.standing[-1][1].finished if self.standing else self.record.letter.received

    @cached_property
    def holds(self) -> list[Interval]:
        """The holds as intervals; an open one lasts for ever."""
        return [(hold.start, hold.until or NEVER) for hold in self.record.holds]

    @cached_property
    def worked(self) -> dict[int, int]:
        """Working seconds of each standing entry's clock, from the hand-over to its finish, by its index."""
        elapsed, holds = self.office.timeline.elapsed, self.holds
        return {index: elapsed(self.handovers[index], entry.finished, holds) for index, entry in self.standing}

    def due(self, step: Step) -> int | None:
        """When the step whose turn it is must be done; None while the clock stands still."""
        if any(hold.until is None for hold in self.record.holds):
            return None
        return self.office.timeline.due(self.handed_over, step.norm.max * 60, self.holds)

    def last_with(self, need: Need) -> tuple[int, Entry] | None:
        """The latest entry whose result needs (and so leaves behind) something."""
        for turn in reversed(self.walk.turns):
            if turn.result and need in turn.result.needs:
                return turn.index, self.record.steps[turn.index]
        return None


class ShownPicture(Struct, frozen=True):
    """A picture that readers of an article see, with the texts that go with it."""

    name: str
    """Of its file."""
    alt: str
    caption: str
    credit: str
    at: int | None = None
    """Where its line begins in the file; None of the article's own picture, which stands in the header."""

    def place(self, field: str) -> Place:
        """Where one of its texts stands."""
        return ("image", field) if self.at is None else self.at


class ArticleView:
    """An article, its text and the folder it lies in."""

    def __init__(self, record: Article, document: Document, office: Office, now: Moment) -> None:
        self.record = record
        self.document = document
        self.office = office
        self.now = now

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The running text in its blocks, taken apart once for all rules on writing."""
        return tuple(text_blocks(self.document.body))

    @cached_property
    def pictures(self) -> tuple[ShownPicture, ...]:
        """The pictures that readers see: the article's own, then those of its text."""
        image, figures = self.record.image, figures_in(self.document.body)
        own = [ShownPicture(image.src, image.alt or "", image.caption or "", image.credit or "")] if image else []
        lines = self.document.body_lines() if figures else []
        shown = (one for figure in figures for one in figure.pictures)
        return (*own, *(ShownPicture(one.name, one.alt, one.caption, one.credit, lines[one.line]) for one in shown))

    def beside(self, name: str) -> str:
        """The path of a file in the article's folder."""
        return beside(self.document.path, name)


class RequestFacts(Struct, frozen=True, tag="request"):
    """What an article needs to know of its request."""

    path: str
    id: str
    news: str | None
    approved: str | None
    """The seal that was approved last."""
    approved_at: int | None
    """The index of the entry that approved it."""
    released: tuple[int, ...]
    """When the step was done that puts the news before the public, each time that it was entered; empty: not yet."""
    approvers: tuple[str, ...]
    """Roles that may vouch for the text: those of the approving step, and the head."""
    drafters: tuple[str, ...]
    """Who wrote it last: people whom the procedure keeps apart from those who approve."""
    confidential: bool
    settled: bool
    handed_over: bool
    """Whoever writes the news has declared it finished, and it has not been given back to them."""
    letter: tuple[int, ...]
    """The digests of the sentences of the letter and its disposition, while the letter is open."""


class RemnantKind(StrEnum):
    """What a story can still hold of the time when it was written."""

    LINE = "line"
    """A line of the outline, as it was or changed."""
    BRACKETS = "brackets"
    """A whole paragraph in square brackets, as lines of outlines are."""
    REMARK = "remark"
    """A remark between `<!--` and `-->`, which the page shows to everybody."""


class OutlineRemnant(Struct, frozen=True):
    """Something that is to be replaced or deleted before the story is approved."""

    place: Place
    what: RemnantKind
    words: str
    """How it begins, without its numbers; for people to find it."""


class ActFacts(Struct, frozen=True):
    """An act on a published story, and what its author was then."""

    act: ActKind
    by: str
    at: int
    roles: tuple[str, ...]
    """The roles that were held at that time."""
    is_known: bool


class AnswerFacts(Struct, frozen=True):
    """The office's answer to a reader's report, and what its author was then."""

    place: int
    """Of the report in the list."""
    by: str
    roles: tuple[str, ...]
    """The roles that were held at that time."""


class LinkFacts(Struct, frozen=True, array_like=True):
    """A link of an article's text to the office's own site."""

    target: str
    """As it is written."""
    path: str
    """What it leads to, below the site's root."""
    at: int
    """Where its block begins, as a character offset in the file."""


class ArticleFacts(Struct, frozen=True, tag="article"):
    """What a request needs to know of its article."""

    path: str
    key: str
    request: str
    public: bool
    """Published or withdrawn: readers have or may have seen it."""
    shown: bool
    """Published and not withdrawn, or only waiting for its time."""
    draft: bool
    """Nobody has declared it ready."""
    publish_at: int | None
    seals: Seals
    sealed: str | None
    """The seal of the latest act or correction."""
    corrections: int
    """Corrections of the former form."""
    tags: tuple[str, ...]
    author: str
    taken_by: str
    """Who withdrew it in the former way; "" where nobody did."""
    acts: tuple[ActFacts, ...]
    answers: tuple[AnswerFacts, ...]
    """Those whose author is known."""
    left: tuple[OutlineRemnant, ...]
    """What is left of the outline; nothing of a story that is withdrawn."""
    written: bool
    """Whether it says anything beside the outline, its headings and the sender's data."""
    sentences: tuple[tuple[int, int], ...]
    """The digest of each sentence of a story that is not public, and where in the file it begins."""
    links: tuple[LinkFacts, ...]
    """Those that stay on the site."""

    def fits(self, seal: str, request: RequestFacts) -> bool:
        """Whether the article as it stands is what a seal says."""
        return self.seals.fit(seal, self.publish_at, request.released)


Facts = RequestFacts | ArticleFacts


class PairView:
    """A record's facts and those of the record it names."""

    def __init__(self, own: Any, other: Any, *, other_broken: bool) -> None:
        self.own = own
        self.other = other
        self.other_broken = other_broken
        """The other file is there but cannot be read: nothing can be said of the two."""
