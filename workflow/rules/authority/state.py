"""How a record stands before a change: that decides whose its fields are."""

from enum import StrEnum

from workflow.i18n.message import mark
from workflow.records.article import Article, ArticleStatus
from workflow.rules.context import RequestView
from workflow.sop.edition import Need


class State(StrEnum):
    """The states of both kinds of record; the table's rows name them."""

    NEW = "new"
    """There is no such file yet."""
    REGISTERED = "registered-letter"
    """A letter that waits to be disposed of."""
    OPEN = "open-letter"
    """A letter that was disposed of and whose steps are not all done."""
    FINISHED = "finished-letter"
    """A letter whose steps are all done."""
    TAKEN_BACK = "letter-taken-back"
    """A letter that its sender took back."""
    DRAFT = "draft-story"
    """A story that nobody has approved."""
    APPROVED = "approved-story"
    """A story that is approved and not yet published."""
    EMBARGOED = "story-under-embargo"
    """A story that is published, but its time has not come."""
    PUBLISHED = "published-story"
    """A story that readers can see."""
    WITHDRAWN = "withdrawn-story"
    """A story that readers could see and that was withdrawn."""
    UNREADABLE = "unreadable"
    """A file that is there and cannot be read, from before the check was switched on."""


STATE_NAMES: dict[State, str] = {
    State.NEW: mark("new"),
    State.REGISTERED: mark("letter not yet disposed of"),
    State.OPEN: mark("open letter"),
    State.FINISHED: mark("finished letter"),
    State.TAKEN_BACK: mark("letter taken back by its sender"),
    State.DRAFT: mark("draft"),
    State.APPROVED: mark("approved story"),
    State.EMBARGOED: mark("story under embargo"),
    State.PUBLISHED: mark("published story"),
    State.WITHDRAWN: mark("withdrawn story"),
    State.UNREADABLE: mark("unreadable file"),
}


def request_state(view: RequestView) -> State:
    """How a letter stands."""
    if view.record.withdrawn:
        return State.TAKEN_BACK
    if view.walk.ended:
        return State.FINISHED
    return State.OPEN if view.record.disposition else State.REGISTERED


def article_state(article: Article, key: str, request: RequestView | None, now: int) -> State:
    """How a story stands at a time. `request`: its letter, where that can be read; `key`: the story's own."""
    if article.status is ArticleStatus.WITHDRAWN:
        return State.WITHDRAWN
    if article.status is ArticleStatus.PUBLISHED:
        opens = article.publish_at
        return State.EMBARGOED if opens is not None and opens > now else State.PUBLISHED
    is_approved = request and request.record.news == key and request.last_with(Need.CONTENT)
    return State.APPROVED if is_approved else State.DRAFT
