"""publishing/imported: a story of the former site is one, and stands as readers had it there."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from workflow.config.policy import FormerSite
from workflow.i18n.message import Message, mark, say
from workflow.records.article import ImportedArticle
from workflow.records.seal import NOTED_FIELDS, seals_at
from workflow.rules.context import ArticleView
from workflow.rules.rule import Hit, Rule, Subject

DECLARE = say(
    "Write `former_site:` with `address` and `until` into site_config/policy.yml and have that merged first; this is "
    "for the head of the office."
)
BY_THE_SOP = say("A new story goes the way of the SOP: `redaksi new`, `redaksi draft`.")


def check(view: ArticleView) -> Iterator[Hit]:
    """The office had a site before, the story appeared on it while it was in use, and is changed by acts alone."""
    article = view.record
    if not isinstance(article, ImportedArticle):
        return
    site = view.office.policy.former_site
    if site is None:
        yield Hit(
            ("origin",), say("The office has not declared a former site, so no story can come from one."), DECLARE
        )
    else:
        if objection := _date_objection(view, site):
            yield Hit(("publish_at",), objection, BY_THE_SOP)
        if _is_address(article.source) and _host(article.source) != _host(site.address):
            message = say("The former site is {address}; this story comes from another one.", address=site.address)
            yield Hit(("source",), message, BY_THE_SOP)
    if not article.status.was_public:
        help_ = say("Write `status: published`, or leave the file out; a draft of the former site is not imported.")
        yield Hit(("status",), say("A story of the former site was published there."), help_)
    if article.image and not article.image.alt:
        help_ = say("Describe the picture for readers who cannot see it: `alt:`.")
        yield Hit(("image", "alt"), say("The picture has no `{name}`.", name="alt"), help_)
    yield from _changed(view)


def _date_objection(view: ArticleView, site: FormerSite) -> Message | None:
    at = view.record.publish_at
    if at is None:
        return say("The article has no date of publication.")
    _, end = view.office.term(site.until, site.until)
    if at >= end:
        return say("The former site was in use until {day}; this story bears a later date.", day=site.until.isoformat())
    return None if view.now.reached(at) else say("This lies in the future.")


def _is_address(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))


def _host(address: str) -> str:
    """The host of an address, without `www.`; "" where it names none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _changed(view: ArticleView) -> Iterator[Hit]:
    """The latest act seals the story as it stands."""
    article, path = view.record, view.document.path
    if not article.acts or article.acts[-1].content is None:
        return
    seals = seals_at(view.office.files, path, article, view.document.body)
    if article.acts[-1].content != seals.full:
        help_ = say(
            "Restore it as it was. If it is to change, add an entry under `acts:` with content: {digest}",
            digest=seals.full,
        )
        yield Hit(("title",), say("The published story was changed after the latest act on it."), help_)


RULE = Rule(
    slug="publishing/imported",
    subject=Subject.ARTICLE,
    purpose=mark(
        "Stories of the former site come in without a letter and without an approval. So that nobody brings a new "
        "story in this way, the head says until when that site was in use, and later ones are refused."
    ),
    source=mark("SOP 418/2024, steps 5 and 6; site_config/policy.yml (`former_site`)"),
    decisions=("append-only",),
    bad=mark("origin: import\npublish_at: 2026-11-20T09:00+07:00   # the former site closed in 2024"),
    good="origin: import\nsource: https://lama.contoh.example/?p=123\npublish_at: 2019-03-04T09:00+07:00",
    reads=tuple(
        name for name in ImportedArticle.__struct_fields__ if name not in ("corrections", "withdrawn", *NOTED_FIELDS)
    ),
    check=check,
)
