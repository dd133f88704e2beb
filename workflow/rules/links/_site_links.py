"""The links of an article that stay on the office's own site."""

from workflow.config.link_reach import link_path, page_of
from workflow.records import urls
from workflow.rules.context import ArticleView, LinkFacts
from workflow.text.finding import MOST_FINDINGS
from workflow.text.markdown import find_links


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
