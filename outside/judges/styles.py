"""How much of a page's styles does something on that page, as the browser counts it."""

from pathlib import Path
from typing import Any

from outside.browsers import SCHEMES, WIDTHS, colours, look
from outside.finding import Finding
from outside.kinds import kinds
from tests.support.devtools import Tab

MOST_UNUSED = 0.4
"""The part of the bytes."""


def judge(site: Path) -> list[Finding]:
    """Pages most of whose styles are for other pages."""
    return [one for page in look(site, kinds(site), _page) for one in page]


def _page(tab: Tab, home: str, address: str) -> list[Finding]:
    """A rule is used where it is at any width, in light, in dark, in forced colours or on paper."""
    tab.call("DOM.enable")
    tab.call("CSS.enable")
    tab.call("CSS.startRuleUsageTracking")
    begun = len(tab.events)
    tab.open(home + address)
    for width in WIDTHS:
        tab.size(width)
        for scheme in SCHEMES:
            colours(tab, scheme)
            tab.run("document.body.offsetHeight")
    for media in ({"media": "print"}, {"media": "screen", "features": [{"name": "forced-colors", "value": "active"}]}):
        tab.call("Emulation.setEmulatedMedia", **media)
        tab.run("document.body.offsetHeight")
    rules = tab.call("CSS.stopRuleUsageTracking")["ruleUsage"]
    tab.call("Emulation.setEmulatedMedia", media="", features=[])
    tab.call("CSS.disable")
    share = unused(tab.events[begun:], rules)
    return [Finding(address, "unused styles", f"{share:.0%}")] if share > MOST_UNUSED else []


def unused(events: list[dict[str, Any]], rules: list[dict[str, Any]]) -> float:
    """The part of all style sheets' bytes in which no used rule stands."""
    sheets = [event["params"]["header"] for event in events if event.get("method") == "CSS.styleSheetAdded"]
    length = {one["styleSheetId"]: one["length"] for one in sheets if one["sourceURL"]}
    used = sum(
        {
            (one["styleSheetId"], one["startOffset"]): one["endOffset"] - one["startOffset"]
            for one in rules
            if one["used"] and one["styleSheetId"] in length
        }.values()
    )
    return 1 - used / sum(length.values()) if length else 0.0
