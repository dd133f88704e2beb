"""The gate holds: hostile files give findings, with little work, in their place, and disturb nobody else."""

from pathlib import Path
from typing import Any

import frontmatter
import pytest
import yaml
from frontmatter.default_handlers import YAMLHandler
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.effort import steps
from tests.support.offices import ARTICLE, BASE, DRAFT, FINISHED, OPEN, ROOT, base_office, check, sample_now
from tests.text.hostile import GROUPS, HOSTILE
from workflow.config.load import load_office
from workflow.config.style import Style
from workflow.engine.run_rules import Verdict, judge
from workflow.text.document import read_document, read_yaml
from workflow.text.finding import Finding
from workflow.text.validate import validate

MOST, SMALL = 100, 500
"""Lines of Python that a byte may cost, and bytes that even an empty file counts for; work that squares is far beyond."""
OFFICE = load_office(BASE)[0]
NOW = sample_now(OFFICE)
RECORDS = [FINISHED, OPEN, ARTICLE, DRAFT]
SAMPLES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("content/*/*/*.md"))


def assert_inside(findings: tuple[Finding, ...], data: bytes) -> None:
    """Every finding has a line and a column that the file has (or just behind its end)."""
    lines = data.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    for finding in findings:
        assert 1 <= finding.line <= len(lines), finding
        assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1, finding


class Strings(YAMLHandler):
    """python-frontmatter's reader of YAML, told to guess nothing."""

    def load(self, fm: str, **_: object) -> Any:
        """The header by PyYAML's own loader."""
        return yaml.load(fm, Loader=yaml.BaseLoader)


def test_there_are_enough_hostile_files() -> None:
    """No two groups use one name, and the collection is large."""
    assert len(HOSTILE) == sum(map(len, GROUPS)) >= 120


@pytest.mark.thorough
@pytest.mark.parametrize("path", [OPEN, DRAFT], ids=["request", "article"])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_record(name: str, path: str) -> None:
    """Judged as a record, a hostile file gives findings, inside the file, with work in proportion to its length."""
    data = HOSTILE[name]
    verdicts: list[Verdict] = []
    work = steps(lambda: verdicts.append(judge(path, data, OFFICE, NOW)))
    assert work < MOST * (len(data) + SMALL)
    assert verdicts[0].findings
    assert_inside(verdicts[0].findings, data)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_configuration(name: str) -> None:
    """Read as a configuration file, it gives findings too."""
    findings: list[Finding] = []

    def read() -> None:
        document, found = read_yaml("site_config/writing.yml", HOSTILE[name])
        findings.extend(found)
        if document:
            findings.extend(validate(Style, document.header, document.path)[1])

    assert steps(read) < MOST * (len(HOSTILE[name]) + SMALL)
    assert findings


def test_neighbours_are_judged_as_before(tmp_path: Path) -> None:
    """With every hostile file beside them, the base's four records still have no finding; each other file has one."""
    root = base_office(tmp_path / "office")
    for number, data in enumerate(HOSTILE.values(), 1000):
        (root / f"content/requests/2026/{number}.md").write_bytes(data)
    found = {finding.path for finding in check(root).findings}
    assert not found & set(RECORDS)
    assert len(found) == len(HOSTILE)


@settings(max_examples=300)
@given(st.binary(max_size=400))
def test_no_bytes_raise(data: bytes) -> None:
    """Whatever the bytes, there is a verdict."""
    for path in (OPEN, DRAFT):
        assert_inside(judge(path, data, OFFICE, NOW).findings, data)


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, bytes]:
    """A record of the base or the sample office with some of its bytes cut, doubled, or replaced."""
    path = draw(st.sampled_from(RECORDS + SAMPLES))
    data = ((BASE if path in RECORDS else ROOT) / path).read_bytes()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = start + draw(st.integers(0, 12))
        put = draw(
            st.one_of(st.binary(max_size=6), st.text("-:[]{}&*!|>'\"\\#%@`?,~\n\t 0x", max_size=6).map(str.encode))
        )
        data = data[:start] + put + draw(st.sampled_from([data[end:], data[start:]]))
    return path, data


@settings(max_examples=300)
@given(mutated())
def test_no_mutation_raises(case: tuple[str, bytes]) -> None:
    """A damaged record has a verdict, and its findings lie inside it."""
    path, data = case
    assert_inside(judge(path, data, OFFICE, NOW).findings, data)


@settings(max_examples=300)
@given(mutated())
def test_judging_is_repeatable(case: tuple[str, bytes]) -> None:
    """The same bytes give the same verdict."""
    path, data = case
    assert judge(path, data, OFFICE, NOW) == judge(path, data, OFFICE, NOW)


@pytest.mark.parametrize(
    "word", ["0012", "no", "on", "1:30", "2026-11-20", "null", "~", ".inf", "0x1f", "1e3", "true", "=", "12"]
)
def test_plain_scalars_stay_strings(word: str) -> None:
    """Nothing is guessed: what stands there is what is read."""
    document, findings = read_yaml("a.yml", f"a: {word}\nb: [{word}]\n".encode())
    assert document
    assert document.header == {"a": word, "b": [word]}
    assert findings == []


@pytest.mark.parametrize("path", SAMPLES)
def test_samples_read_as_by_frontmatter(path: str) -> None:
    """python-frontmatter with YAML's own reader of strings gives the same header and the same body."""
    data = (ROOT / path).read_bytes()
    document, findings = read_document(path, data)
    other = frontmatter.loads(data.decode(), handler=Strings())
    assert document
    assert findings == []
    assert (document.header, document.body) == (other.metadata, other.content)


def test_windows_line_ends_are_taken() -> None:
    """CRLF gives the same record, findings on the same lines, and no complaint."""
    for path in RECORDS:
        data = (BASE / path).read_bytes()
        assert judge(path, data.replace(b"\n", b"\r\n"), OFFICE, NOW) == judge(path, data, OFFICE, NOW)
        bad, windows = (
            data.replace(b": 2026-", b": 2062-"),
            data.replace(b": 2026-", b": 2062-").replace(b"\n", b"\r\n"),
        )
        assert judge(path, windows, OFFICE, NOW) == judge(path, bad, OFFICE, NOW)


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"---\na: b\nc: \xff\n---\n", 3, 4),
        ("---\na: é\nb: é\u202ec\n---\n".encode(), 3, 5),
        (b"---\na: b\nc: *d\n---\n", 3, 4),
        (b"---\na: b\nc: d: e\n---\n", 3, 5),
        (b'---\na: "b\nc: d\n---\n', 2, 4),
        (b"---\na: [b\nc: d\ne: f\n---\n", 2, 4),
        (b"---\na: b\n  \n\tc: d\n---\n", 4, 1),
        (b"---\na: b\n- c\n---\n", 3, 1),
    ],
)
def test_refusals_show_the_place(data: bytes, line: int, column: int) -> None:
    """The line and column of what cannot be read."""
    document, [finding] = read_document(OPEN, data)
    assert document is None
    assert (finding.line, finding.column) == (line, column)
