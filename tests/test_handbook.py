"""What the documents say is there: commands, rules, files, and blocks that the check accepts."""

import re
from pathlib import Path

import pytest

from docs.pictures import HANDBOOK_FOLDER, STAND, fingerprint
from tests.support.floors import FLOOR
from tests.support.offices import ROOT
from workflow.cli.main import COMMANDS
from workflow.config.load import load_office
from workflow.handbook.authority_table import authority_table
from workflow.i18n.language import in_language
from workflow.records.article import Act, Article
from workflow.records.request import Entry, Request
from workflow.rules.registry import BY_SLUG
from workflow.sop.edition import Norm
from workflow.text.document import read_document, read_yaml
from workflow.text.validate import validate

DOCUMENTS = [
    "README.md",
    "PANDUAN.md",
    "PENGATURAN.md",
    "GLOSSARY.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "tests/cases/README.md",
    *(path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))),
    *(path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "workflow").rglob("README.md"))),
]
CODE = re.compile(r"^```.*?^```|`[^`\n]+`", re.MULTILINE | re.DOTALL)
PLACEHOLDER = "sha256:..."
HANDBOOK = (ROOT / "PANDUAN.md").read_text("utf-8")
WHOLE_SETTINGS = (ROOT / "PENGATURAN.md").read_text("utf-8")
SETTINGS = WHOLE_SETTINGS.partition("## Konfigurasi kantor")[2]
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", HANDBOOK + SETTINGS, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_named_exists(name: str) -> None:
    named = set(re.findall(r"`redaksi ([a-z]+)", (ROOT / name).read_text("utf-8")))
    assert named <= set(COMMANDS)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_leads_to_a_file(name: str) -> None:
    document = ROOT / name
    text = CODE.sub("", document.read_text("utf-8"))
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text)
    assert [target for target in targets if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("readme", sorted((ROOT / "workflow").rglob("README.md")), ids=lambda path: path.parent.name)
def test_every_module_named_in_a_room_is_there(readme: Path) -> None:
    """A room's README names modules from its own folder, from the package or from the top."""
    named = re.findall(r"`([\w./]+\.(?:py|js))(?::(\w+))?`", readme.read_text("utf-8"))
    places = (readme.parent, ROOT / "workflow", ROOT)
    for name, symbol in named:
        [file, *_] = [place / name for place in places if (place / name).exists()] or pytest.fail(name)
        assert re.search(rf"\b{symbol}\b", file.read_text("utf-8")), f"{name}:{symbol}"


@pytest.mark.parametrize("readme", sorted((ROOT / "workflow").rglob("README.md")), ids=lambda path: path.parent.name)
def test_every_attribute_named_in_a_room_is_there(readme: Path) -> None:
    """`Repository.resolve` is a method that somebody finds by searching for it."""
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "workflow").rglob("*.py"))
    named = re.findall(r"`([A-Z]\w+)\.(\w+)(?:\(\))?`", readme.read_text("utf-8"))
    kinds = {kind for kind, _ in named if not re.search(rf"^class {kind}\b", code, re.MULTILINE)}
    gone = {
        name for _, name in named if not re.search(rf"(?:def {name}\b|^    {name}:|self\.{name}\b)", code, re.MULTILINE)
    }
    assert kinds | gone == set()


def test_the_map_names_every_room() -> None:
    """Floor, folder and order as the architecture's test holds them."""
    rows = re.findall(r"^\| (\d+) \| \[?`(\w+)", (ROOT / "workflow/README.md").read_text("utf-8"), re.MULTILINE)
    assert {(int(floor), room) for floor, room in rows} == {(number, room) for room, number in FLOOR.items()}


def test_the_handbook_names_every_rule() -> None:
    rows = re.findall(r"^\| `([a-z]+)/` \|.*\| (.*) \|$", HANDBOOK, re.MULTILINE)
    named = {f"{family}/{rule}" for family, rules in rows for rule in re.findall(r"`([a-z-]+)`", rules)}
    assert named == BY_SLUG.keys()


def test_there_are_blocks_to_copy() -> None:
    assert len(BLOCKS) > 20


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.split("\n")[0][:40])
def test_a_block_of_the_handbook_can_be_read(block: str) -> None:
    """Plain YAML for the gate; and what is an entry or a whole header has no field that is wrong."""
    text = block.replace(PLACEHOLDER, "sha256:" + "0" * 64)
    if text.startswith("---"):
        document, findings = read_document("block.md", text.encode())
    else:
        listed = text.lstrip().startswith("- ")
        document, findings = read_yaml("block.yml", f"steps:\n{text}".encode() if listed else text.encode())
    assert findings == []
    assert document
    header = document.header
    if "id" in header:
        assert validate(Request, header, "block")[1] == []
    elif "title" in header:
        assert validate(Article, header, "block")[1] == []
    for entry in [*header.get("steps", ()), *header.get("acts", ())]:
        assert validate(Act if "act" in entry else Entry, entry, "block")[1] == []


def test_the_handbook_s_table_of_authority_is_the_program_s() -> None:
    office, _ = load_office(ROOT)
    assert office
    with in_language("id"):
        table = authority_table(office)
    assert f"### Tabel wewenang\n\n{table}" in HANDBOOK


def test_the_handbook_s_times_are_the_edition_s() -> None:
    office, _ = load_office(ROOT)
    assert office
    rows = re.findall(r"^\| (\d) \| [^|]* \| [^|]* \| ([^|]*(?:jam|menit)) \|", HANDBOOK, re.MULTILINE)
    assert rows == [(str(step.number), in_words(step.norm)) for step in office.editions[0].steps]


def in_words(norm: Norm) -> str:
    """A norm as the handbook writes it."""
    if norm.min != norm.max:
        return f"{norm.min}\N{EN DASH}{norm.max} menit"
    return f"{norm.max // 60} jam" if norm.max % 60 == 0 else f"{norm.max} menit"


def test_the_changelog_and_the_readme_speak_of_the_same_families() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    families = {slug.split("/")[0] for slug in BY_SLUG}
    assert families <= set(re.findall(r"\b([a-z]+)/", readme))


def test_documents_are_where_people_look() -> None:
    assert [name for name in DOCUMENTS if not Path(ROOT / name).is_file()] == []


def test_the_pictures_show_what_there_is() -> None:
    """`make pictures` takes them anew; they are taken of the program as it stands."""
    assert STAND.read_text("ascii").strip() == fingerprint()
    theirs = (HANDBOOK + WHOLE_SETTINGS, (ROOT / "README.md").read_text("utf-8"))
    for text, folder in zip(theirs, (HANDBOOK_FOLDER, STAND.parent), strict=True):
        named = set(re.findall(rf"\b{folder.relative_to(ROOT)}/([a-z-]+\.webp)", text))
        assert named == {file.name for file in folder.glob("*.webp")}
