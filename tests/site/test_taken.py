"""No article takes the name of something that the site has beside its articles."""

import re

from tests.site.building import Built
from tests.support import ROOT, sample_office
from workflow.rules.names import SITE, is_taken
from workflow.site import addresses


def test_what_the_site_writes_at_its_top_is_taken(sample: Built) -> None:
    """The list stands with the rules; what it must hold is what a build writes and what addresses begin with."""
    written = {path.name.partition(".")[0] for path in sample.site.iterdir()}
    made = {value.partition("/")[0] for name, value in vars(addresses).items() if name.isupper()}
    handwritten = {path.stem for path in (ROOT / "site_config/pages").glob("*.md")}
    moved = {old.strip("/").split("/")[0].partition(".")[0] for old in sample_office().moved}
    names = {name for name in (written | made) - handwritten - moved if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)}
    assert len(names) > 10
    assert names <= SITE
    assert all(is_taken(f"content/news/2026/{name}.md") for name in names)


def test_stories_of_the_sample_office_are_called_otherwise() -> None:
    assert [path for path in (ROOT / "content/news").glob("*/*.md") if is_taken(str(path.relative_to(ROOT)))] == []
