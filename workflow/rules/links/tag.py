"""links/tag: a keyword is spelled in one way, since two spellings of it would share an address of the site."""

from collections import Counter
from collections.abc import Iterable, Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import ArticleFacts
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Finding, Severity


def shared_address(tag: str) -> str:
    """What spellings have in common that lead to one address."""
    return tag.replace(" ", "-")


def spellings(tag: str) -> set[str]:
    """The other spellings that people use: all words set apart by spaces, or all by hyphens."""
    return {shared_address(tag), tag.replace("-", " ")} - {tag}


def differing_spellings(articles: Iterable[ArticleFacts]) -> Iterator[Finding]:
    """Keywords of articles that most others spell otherwise. They have no lines yet."""
    found = [(one.path, index, tag) for one in articles for index, tag in enumerate(one.tags)]
    used = Counter(tag for _, _, tag in found)
    usual: dict[str, str] = {}
    for tag in sorted(used, key=lambda tag: (-used[tag], tag)):
        usual.setdefault(shared_address(tag), tag)
    for path, index, tag in found:
        if usual[shared_address(tag)] != tag:
            yield spelling_finding(path, index, tag, usual[shared_address(tag)])


def spelling_finding(path: str, index: int, tag: str, other: str) -> Finding:
    """That a keyword is spelled otherwise elsewhere."""
    message = say("The keyword “{tag}” is written “{other}” elsewhere; both have the same page.", tag=tag, other=other)
    hit = Hit(("tags", index), message, say("Write it in the same way everywhere."))
    return RULE.finding(path, hit, settled=False)


RULE = Rule(
    slug="links/tag",
    subject=Subject.OFFICE,
    purpose=mark("A keyword has one page, and that page one name."),
    decisions=("lasting-addresses",),
    bad="tags: [pasar-murah]",
    good="tags: [pasar murah]",
    severity=Severity.WARNING,
)
