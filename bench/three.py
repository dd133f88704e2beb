"""A check of three named files, and how long it takes to start at all."""

from pathlib import Path

from bench.full import LARGE
from bench.measure import PYTHON, REDAKSI, medians, process
from bench.setting import Setting
from bench.table import Row
from workflow.text.document import read_document

FILES = ("content/requests/2025/0007.md", "content/requests/2025/2024.md", "content/requests/2026/0107.md")
PEER = str(Path(PYTHON).with_name("check-jsonschema"))


def run(setting: Setting) -> list[Row]:
    """Three requests by all rules, beside check-jsonschema which only validates their headers."""
    office = setting.office(LARGE)
    schema = office / "site_config/schema/request.schema.json"
    headers = [_header(office / file, setting.folder) for file in FILES]
    ours, peer, start, bare = medians(
        setting.times,
        lambda: process(REDAKSI, "check", *FILES, folder=office),
        lambda: process(PEER, "--schemafile", schema, *headers),
        lambda: process(REDAKSI, "--version"),
        lambda: process(PYTHON, "-c", "pass"),
    )
    return [
        Row("three named files, check-jsonschema", ours, 1, peer=peer),
        Row("start-up, bare Python", start, 8, peer=bare),
    ]


def _header(file: Path, folder: Path) -> Path:
    """The header of a request as a YAML file of its own, since the peer knows no front matter."""
    document, _ = read_document(file.name, file.read_bytes())
    if document is None:
        raise ValueError(file)
    copy = folder / f"{file.stem}.yml"
    copy.write_text(document.text[document.header_at : document.body_at].removesuffix("---\n"), encoding="utf-8")
    return copy
