"""office/mkdocs: mkdocs.yml holds only what it may. Found while the configuration is loaded, in records/."""

from workflow.i18n.message import mark
from workflow.rules.rule import Rule, Subject

RULE = Rule(
    slug="office/mkdocs",
    subject=Subject.OFFICE,
    purpose=mark(
        "mkdocs.yml names no program, no other folder and no other host; its navigation leads to pages that are there."
    ),
    decisions=("base-judges", "pages-from-records"),
    bad="hooks:\n  - skrip.py",
    good=(
        "site_name: Redaksi\ndocs_dir: site_config/pages\ntheme:\n  name: material\n  language: id\n  font: false\n"
        "nav:\n  - Beranda: index.md\n  - Kontak: kontak/index.md\nplugins:\n  - redaksi"
    ),
)
