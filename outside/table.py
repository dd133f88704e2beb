"""Every validator: what it is run on, the broken control that it must catch, and what alone stands in spite of it."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from outside.finding import Exemption, Finding
from outside.judges import axe, event_log, feeds, html_validate, lighthouse, nu, papers, sarif, styles


class Validator(Struct, frozen=True):
    """One row of the table. Its control lies in controls/, in a folder of its name."""

    name: str
    package: str
    """Where it comes from: the registry, and the name that is pinned in requirements.txt or package.json."""
    judged: str
    """The product, which is a folder of it (products.py)."""
    judge: Callable[[Path], list[Finding]]
    caught: str
    """The rule by which it must refuse its control."""
    exemptions: tuple[Exemption, ...] = ()


UNLISTED = {
    r"404\.html": "the page of errors",
    "panduan/": "the staff's handbook",
    "berita/2026/bus-sekolah-uji-coba/": "a story that was withdrawn",
    "register/(instansi|keadaan|[0-9]{4}/bulan)": "letters once more, as the register's filters show them",
}
"""Pages that are well as they are, though no search engine may list them."""

VALIDATORS = (
    Validator(
        *("nu", "npm vnu-jar", "site", nu.judge, "error"),
        (
            Exemption(
                "warning", "Data (JSON-LD) is no script, and no policy blocks it.", "^Inline script violates Content"
            ),
        ),
    ),
    Validator(
        *("html-validate", "npm html-validate", "site", html_validate.judge, "element-permitted-content"),
        (
            Exemption(
                "aria-label-misuse", "The list of what was found says its name to a screen reader.", place="cari/"
            ),
        ),
    ),
    Validator("axe", "npm axe-core", "site", axe.judge, "color-contrast"),
    Validator("styles", "Debian chromium", "site", styles.judge, "unused styles"),
    Validator("feeds", "PyPI feedparser", "site", feeds.judge, "not well formed"),
    Validator("sarif", "npm @microsoft/sarif-multitool", "sarif", sarif.judge, "SARIF1009"),
    Validator(
        *("papers", "PyPI outloud", "papers", papers.judge, "DOC-001"),
        (
            Exemption("TBL-014", "Guessed from drawn lines; that the tables are tagged is read by tests/documents."),
            Exemption(
                *("ORD-001", "It puts a paragraph's links after all its words; tests/documents reads the true order."),
                place="release-",
            ),
        ),
    ),
    Validator("event-logs", "PyPI pm4py", "event_logs", event_log.judge, "read otherwise"),
    Validator(
        *("lighthouse", "npm lighthouse", "site", lighthouse.judge, "accessibility"),
        (
            *(
                Exemption("seo", f"Search engines are told not to list {why}.", "^[0-9]+: is-crawlable$", place)
                for place, why in UNLISTED.items()
            ),
        ),
    ),
)
