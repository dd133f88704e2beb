"""A browser that does as it is told: Chromium's own protocol over two pipes, so that nothing else need be installed."""

import fcntl
import json
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support.browser import CHROMIUM

TIMEOUT = 20.0
"""Seconds that anything may take."""
_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run", "--remote-debugging-pipe"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
KEYS = {"Enter": 13, "Escape": 27, "ArrowDown": 40, "ArrowUp": 38, "Tab": 9, "Backspace": 8, "Home": 36, "End": 35}


class Tab:
    """One tab: what it is told to do, and what it reports."""

    def __init__(self, reading: int, writing: int) -> None:
        self._in, self._out = os.fdopen(reading, "rb", buffering=0), os.fdopen(writing, "wb", buffering=0)
        self._session, self._number, self._rest = "", 0, b""
        self.events: list[dict[str, Any]] = []
        """Everything the tab reported, in order: method and params."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: Any) -> Any:
        """Ask the browser for something and give its answer. Raises AssertionError when it refuses."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._out.write(json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self._number:
            self.events.append(answer)
        assert "error" not in answer, answer
        return answer["result"]

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            more = self._in.read(1 << 16)
            assert more, "the browser has gone"
            self._rest += more
        message, self._rest = self._rest.split(b"\0", 1)
        return dict(json.loads(message))

    def run(self, script: str) -> Any:
        """The value of an expression on the page; a promise is awaited."""
        done = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True, userGesture=True)
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def wait(self, condition: str) -> Any:
        """The value of an expression as soon as it is true."""
        end = time.monotonic() + TIMEOUT
        while not (value := self.run(condition)):
            assert time.monotonic() < end, f"never came true: {condition}"
            time.sleep(0.03)
        return value

    def open(self, address: str) -> None:
        """Go to an address and wait until the page has loaded."""
        self.call("Page.navigate", url=address)
        self.wait(f"location.href.startsWith({json.dumps(address)}) && document.readyState === 'complete'")
        self.run(
            "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))"
        )  # keys are taken now

    def press(self, *keys: str) -> None:
        """Press keys one after the other: named ones, or characters."""
        for key in keys:
            code = KEYS.get(key, 0)
            text = {"text": "\r"} if key == "Enter" else {} if code else {"text": key}
            self.call("Input.dispatchKeyEvent", type="keyDown", key=key, code=key, windowsVirtualKeyCode=code, **text)
            self.call("Input.dispatchKeyEvent", type="keyUp", key=key, code=key, windowsVirtualKeyCode=code)

    def size(self, width: int, height: int = 900) -> None:
        """Give the window a size in CSS pixels."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )

    def complaints(self) -> list[str]:
        """What the console and the browser's log held against the pages so far."""
        self.run("1")
        found = []
        for event in self.events:
            params = event.get("params", {})
            if event.get("method") == "Log.entryAdded":
                found.append(f"{params['entry']['text']} {params['entry'].get('url', '')}")
            elif event.get("method") == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning"):
                found.append(" ".join(str(one.get("value", one.get("description"))) for one in params["args"]))
            elif event.get("method") == "Runtime.exceptionThrown":
                found.append(str(params["exceptionDetails"]))
        return found

    def received(self) -> int:
        """Bytes that came over the wire so far, headers included."""
        self.run("1")
        ended = [event["params"] for event in self.events if event.get("method") == "Network.loadingFinished"]
        return int(sum(one["encodedDataLength"] for one in ended))


@contextmanager
def browser_tab(profile: Path) -> Iterator[Tab]:
    """A tab of a browser of its own, with all names but this computer's unknown."""
    assert CHROMIUM, "the tests need Chromium; see tests/browser.sh"
    theirs_in, ours_out = os.pipe()
    ours_in, theirs_out = os.pipe()
    high_in, high_out = (fcntl.fcntl(end, fcntl.F_DUPFD, 64) for end in (theirs_in, theirs_out))

    def plug() -> None:
        os.dup2(high_in, 3)
        os.dup2(high_out, 4)

    command = [CHROMIUM, *_FLAGS, f"--user-data-dir={profile}"]
    running = subprocess.Popen(
        command,
        pass_fds=(3, 4),
        preexec_fn=plug,  # noqa: PLW1509  # it only moves two files
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for end in (theirs_in, theirs_out, high_in, high_out):
        os.close(end)
    try:
        yield Tab(ours_in, ours_out)
    finally:
        running.terminate()
        running.wait(timeout=TIMEOUT)
