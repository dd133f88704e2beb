"""office/mkdocs: mkdocs.yml holds only what it may. Found while the configuration is loaded, in records/."""

from workflow.i18n.message import mark
from workflow.rules.rule import Rule, Subject

RULE = Rule(
    slug="office/mkdocs",
    subject=Subject.OFFICE,
    purpose=mark(
        "mkdocs.yml names no program, no other folder and no other host; its navigation leads to pages that are there."
    ),
    source=mark("Design, Publishing (a change is judged by the base's program; the site depends on no other host)"),
    bad="hooks:\n  - skrip.py",
    good="nav:\n  - Beranda: index.md",
)
