"""axe, which looks for barriers in pages, in a real browser and in light and dark."""

import json
import shutil
from importlib.resources import files
from pathlib import Path

from tests.support.browser import rendered_dom, serving
from tests.support.html import tags

HARNESS = """<!doctype html><title>axe</title><pre id="found"></pre><script>
(async () => {
  const found = [];
  for (const address of KINDS) for (const scheme of ["light", "dark"]) {
    const frame = document.createElement("iframe");
    frame.width = WIDTH; frame.height = 900; frame.src = "/" + address;
    await new Promise((done) => { frame.onload = done; document.body.append(frame); });
    const page = frame.contentDocument;
    page.documentElement.dataset.scheme = scheme;
    const script = page.createElement("script");
    await new Promise((done) => { script.onload = done; script.src = "/axe.js"; page.head.append(script); });
    const result = await frame.contentWindow.axe.run(page, { resultTypes: ["violations"] });
    const wide = page.documentElement.scrollWidth > WIDTH ? ["wider than the screen"] : [];
    const broken = result.violations.map((one) => one.id + " " + one.nodes.map((node) => node.html).join(" "));
    found.push([address, scheme, result.passes.length, [...broken, ...wide]]);
    frame.remove();
  }
  document.getElementById("found").textContent = JSON.stringify(found);
})();
</script>"""


def axe(site: Path, kinds: tuple[str, ...], width: int, profile: Path) -> list[tuple[str, str, int, list[str]]]:
    """What axe finds on pages in light and dark, and those that are wider than the screen."""
    copy = profile / "site"
    shutil.copytree(site, copy)
    shutil.copyfile(str(files("axe_core_python") / "axe.min.js"), copy / "axe.js")
    page = HARNESS.replace("KINDS", json.dumps(kinds)).replace("WIDTH", str(width))
    (copy / "axe.html").write_text(page)
    with serving(copy) as home:
        shown = rendered_dom(f"{home}axe.html", profile / "browser", budget=120_000)
    [found] = [tag.text for tag in tags(shown, "pre") if tag.attributes.get("id") == "found"]
    results: list[tuple[str, str, int, list[str]]] = json.loads(found)
    return results
