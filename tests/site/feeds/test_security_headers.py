"""The strict Content-Security-Policy holds on every kind of page, in a real browser that uses them."""

import re
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.support.browser import QuietHandler, rendered_dom, serving
from tests.support.html import tags
from tests.support.sample_site import BuiltSite
from workflow.site.feeds.security_headers import PAGE_DIRECTIVES, format_policy

KINDS = (
    *("", "arsip/", "arsip/2026/11/", "kategori/kesehatan/", "instansi/dinkes/", "register/", "sop/", "kontak/"),
    *("berita/2026/poliklinik-anak-rsud/", "404.html"),
)
DRIVER = rb"""
const seen = [];
document.addEventListener("securitypolicyviolation", (event) => seen.push(event.effectiveDirective + " " + event.blockedURI));
addEventListener("error", (event) => seen.push("error " + event.message));
addEventListener("load", async () => {
  const rest = () => new Promise((done) => setTimeout(done, 60));
  const scheme = () => getComputedStyle(document.documentElement).colorScheme;
  const schemes = [scheme()];
  for (let turn = 0; turn < 3; turn++) {
    document.querySelector("[data-scheme-switch]").click();
    await rest();
    schemes.push(scheme());
  }
  scrollTo(0, document.body.scrollHeight); await rest(); scrollTo(0, 0); await rest();
  document.documentElement.dataset.violations = seen.join("|");
  document.documentElement.dataset.schemes = schemes.join(" ");
});
"""
FAULT = b'<p style="color:red" onclick="alert(1)">x</p><script>document.title = "ran"</script>'


class _Driven(QuietHandler):
    """Serves a site, with a script that uses each page as a reader does put before the page's own."""

    fault = b""

    def do_GET(self) -> None:  # noqa: N802
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        kind = self.guess_type(str(file))
        if self.path == "/driver.js":
            data, kind = DRIVER, "text/javascript"
        elif file.is_file():
            data = file.read_bytes()
        else:
            self.send_error(404)
            return
        if file.suffix == ".html":
            data = data.replace(b"<title>", b'<script src="/driver.js"></script><title>', 1)
            data = data.replace(b"</body>", self.fault + b"</body>")
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(data)


def driven(site: Path, fault: bytes = b"") -> AbstractContextManager[str]:
    """The address of a site whose pages are used, and report."""
    return serving(site, type("Driven", (_Driven,), {"fault": fault}))


def said(page: str, name: str) -> str:
    """What the driver left on the page."""
    found = re.search(rf'data-{name}="([^"]*)"', page)
    assert found, "the driver did not come to its end"
    return found[1]


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_breaks_the_policy(sample: BuiltSite, tmp_path: Path, kind: str) -> None:
    with driven(sample.site) as address:
        page = rendered_dom(address + kind, tmp_path)
    assert said(page, "violations") == ""
    assert set(said(page, "schemes").split()) == {"light", "dark"}, "the button for light and dark does nothing"


def test_the_browser_does_report_a_fault(sample: BuiltSite, tmp_path: Path) -> None:
    with driven(sample.site, FAULT) as address:
        page = rendered_dom(address, tmp_path)
    assert {part.split()[0] for part in said(page, "violations").split("|")} == {
        *("style-src-attr", "script-src-attr", "script-src-elem"),
    }
    assert "<title>ran</title>" not in page


def test_every_page_carries_the_policy_before_anything_it_governs(sample: BuiltSite) -> None:
    assert len(sample.html()) > 50
    for file in sample.html():
        first = next(tag for tag in tags(file.read_text()) if tag.name in {"meta", "script", "link", "style"})
        assert first.attributes == {
            "http-equiv": "Content-Security-Policy",
            "content": format_policy(PAGE_DIRECTIVES),
        }, file


def test_the_policy_allows_nothing_inline_and_no_other_host() -> None:
    sources = {source for value in PAGE_DIRECTIVES.values() for source in value.split()}
    assert sources <= {"'none'", "'self'", "'wasm-unsafe-eval'", "data:"}
    assert "data:" not in PAGE_DIRECTIVES["script-src"]
    assert PAGE_DIRECTIVES["default-src"] == "'none'"


def test_no_source_map_is_published(sample: BuiltSite) -> None:
    assert not [name for name in sample.files() if name.endswith(".map")]
