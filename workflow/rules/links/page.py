"""links/page: a link to the office's own site leads to a page that readers find."""

import re
from collections.abc import Iterable, Iterator

from workflow.config.link_reach import LinkStatus, LinkTargets, link_path, page_of
from workflow.config.office import Office
from workflow.i18n.message import Message, mark, say
from workflow.records import urls
from workflow.records.file_source import Files
from workflow.rules.context import ArticleFacts, ArticleView, LinkFacts
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import MOST_FINDINGS, Finding, Severity
from workflow.text.markdown import find_links

BARE_HOST = re.compile(r"(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:[/?#:].*)?", re.IGNORECASE)
"""What somebody means who leaves out https://."""
FILE_ENDING = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|jpe?g|png|webp|mp4|md)$", re.IGNORECASE)


def site_links(view: ArticleView, key: str) -> tuple[LinkFacts, ...]:
    """The links of an article's text that stay on the site, each once, with where they stand in the file."""
    folder, website = urls.article(key).rstrip("/"), view.office.identity.website
    first: dict[str, int] = {}
    for link in find_links(view.document.body):
        first.setdefault(link.target, link.line)
    led = ((target, link_path(folder, target, website), line) for target, line in first.items())
    found = [
        (target, path, line)
        for target, path, line in led
        if path is not None and (page_of(path) != folder or target.startswith("#"))
    ]
    if not found:
        return ()
    starts, text = view.document.body_lines(), view.document.text
    return tuple(
        LinkFacts(target, path, max(text.find(target, starts[line]), starts[line]))
        for target, path, line in found[:MOST_FINDINGS]
    )


def dead_links(articles: Iterable[ArticleFacts], files: Files, office: Office) -> Iterator[Finding]:
    """Links of articles that lead nowhere, or perhaps. They have no lines yet."""
    places = LinkTargets(files, office)
    for one in articles:
        for link in one.links:
            is_inside = link.target.startswith("#")
            reach = LinkStatus.CHANGING if is_inside else places.reach(link.path, one.publish_at)
            if hit := _hit(link, reach, is_draft=one.draft, is_public=one.public):
                yield RULE.finding(one.path, hit, settled=False)


def _hit(link: LinkFacts, reach: LinkStatus, *, is_draft: bool, is_public: bool) -> Hit | None:
    if reach is LinkStatus.THERE or (reach is LinkStatus.CHANGING and is_public):
        return None
    severity = Severity.WARNING if is_draft or reach is LinkStatus.CHANGING else Severity.ERROR
    return Hit(link.at, _message(link, reach), _help(link, reach), severity=severity)


def _message(link: LinkFacts, reach: LinkStatus) -> Message:
    if reach is LinkStatus.WAITING:
        return say("The link “{target}” leads to a story that opens later than this one.", target=link.target)
    if link.target.startswith("#"):
        return say("The link “{target}” leads to a place within the story, which has none.", target=link.target)
    if reach is LinkStatus.CHANGING:
        return say("The link “{target}” leads to a list that comes and goes.", target=link.target)
    return say("The link “{target}” leads to no page of the site.", target=link.target)


def _help(link: LinkFacts, reach: LinkStatus) -> Message:
    if reach is LinkStatus.WAITING:
        return say("Take the link out, or set the times of publication so that the other story opens first.")
    if link.target.startswith("#"):
        return say("Take the link out; the site prints its words without it.")
    if reach is LinkStatus.CHANGING:
        return say("Link to the story or the letter itself. While the list is not there, no link is shown.")
    if BARE_HOST.fullmatch(link.target) and not FILE_ENDING.search(link.target.partition("/")[0]):
        return say("An address of another site begins with https:// and its host; write it in full.")
    if FILE_ENDING.search(link.target):
        return say("The site holds no files beside the story's picture. Link to where the file is kept, with https://.")
    return say("Copy the page's address from the browser, or take the link out.")


RULE = Rule(
    slug="links/page",
    subject=Subject.OFFICE,
    purpose=mark("What readers click leads on; on the site a link that leads nowhere is printed without one."),
    decisions=("foreseen-publication",),
    bad="[syarat lengkap](www.dinkes.example/syarat)",
    good="[syarat lengkap](https://www.dinkes.example/syarat)",
)
