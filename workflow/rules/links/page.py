"""links/page: a link to the office's own site leads to a page that readers find."""

import re
from collections.abc import Iterable, Iterator

from workflow.config.link_reach import LinkStatus, LinkTargets
from workflow.config.office import Office
from workflow.i18n.message import Message, mark, say
from workflow.records.file_source import Files
from workflow.rules.context import ArticleFacts, LinkFacts
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Finding, Severity

BARE_HOST = re.compile(r"(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:[/?#:].*)?", re.IGNORECASE)
"""What somebody means who leaves out https://."""
FILE_ENDING = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|jpe?g|png|webp|mp4|md)$", re.IGNORECASE)


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
