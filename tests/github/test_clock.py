"""The clock, the deployment and the preview under act: started by schedule, dispatch and people, with GitHub's own limits."""

from pathlib import Path
from urllib.request import urlopen

from tests.github import events
from tests.github.bare import Bare
from tests.github.office import Lab, open_lab
from tests.github.things import Run
from tests.support.clone import git
from tests.support.mail_server import mail_server
from tests.support.offices import ROOT
from workflow.delivery.outbox import Outbox
from workflow.deploy.manifest import MANIFEST_PATH
from workflow.git.append_only_ref import AppendOnlyRef

KEPT = ("0161", "loket-terpadu-sandai", "0166", "vaksinasi-rabies-delta-pawan")
"""A letter that is published, with an embargo, and one that is under way."""
CRON = "7,27,47 1-8 * * 1-5"
OUTBOX = "refs/redaksi/outbox"
STORY = "content/news/2026/jembatan-gantung-sungai-laur.md"
SECRET = "jalan-rahasia"


def asked(lab: Lab) -> list[Run]:
    """The clock's time comes, and all that follows from it."""
    lab.hub.emit(events.scheduled(lab.hub, CRON), lab.hub.person("surya"))
    return lab.settle("clock.yml", "deploy.yml")


def begun(lab: Lab, folder: Path) -> None:
    """The office has said that it sends by program; nothing was due then."""
    git(folder, "clone", "--quiet", str(lab.hub.bare.folder), "meja")
    Outbox(AppendOnlyRef(folder / "meja", OUTBOX, "origin")).begin(0)


def few(lab: Lab) -> None:
    """Only a letter that is published and one under way, since each message is shared before it goes."""
    files = [file for file in (ROOT / "content").glob("*/*/*.md") if file.stem not in KEPT]
    lab.hub.commit("surya", "main", {str(file.relative_to(ROOT)): None for file in files})
    lab.hub.waiting.clear()


def results(runs: list[Run]) -> list[tuple[str, str | None]]:
    return [(run.file, run.conclusion) for run in runs]


def contacts(lab: Lab, folder: Path) -> None:
    """A second repository, which the App may read."""
    source = folder / "kontak"
    source.mkdir()
    (source / "senders.yml").write_text(f"2026-0121:\n  email: {SECRET}@pengirim.example\n")
    (source / "people.yml").write_text(f"kadis:\n  email: {SECRET}@kantor.example\n")
    (source / "partners.yml").write_text(f"radio-contoh:\n  email: {SECRET}@radio.example\n")
    bare = Bare.clone(_committed(source), lab.hub.folder / "git/contoh/kontak.git")
    lab.hub.repositories["contoh/kontak"] = bare


def _committed(source: Path) -> Path:
    git(source, "init", "--quiet", "--initial-branch=main")
    git(source, "add", ".")
    git(source, "-c", "user.name=x", "-c", "user.email=x@x.example", "commit", "--quiet", "--message=kontak")
    return source


def test_the_clock_has_the_site_built_and_sends_mail(tmp_path: Path) -> None:
    with open_lab(tmp_path / "lab") as lab, mail_server() as (handler, port):
        few(lab)
        first = asked(lab)
        assert results(first) == [("clock.yml", "success"), ("deploy.yml", "success")], first[-1].output
        assert first[1].event.name == "workflow_dispatch"
        with urlopen(f"{lab.hub.url}/site/{MANIFEST_PATH}") as page:
            assert lab.hub.bare.tip("main") in page.read().decode()
        assert not [ref for ref in lab.hub.bare.refs() if ref == OUTBOX]
        contacts(lab, tmp_path)
        begun(lab, tmp_path)
        client, key = lab.hub.app
        lab.runner.variables[""] |= {"DELIVERY": "on", "CONTACTS_REPOSITORY": "contoh/kontak", "APP_CLIENT_ID": client}
        mail = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(port), "SMTP_TLS": "none"}
        lab.runner.secrets["mail"] = mail
        [without] = asked(lab)
        assert without.conclusion == "failure"
        assert "contoh/kontak" in without.output
        lab.runner.secrets["mail"] = mail | {"APP_KEY": key}
        [run] = asked(lab)
        assert run.conclusion == "success", run.output
        about = {(mail["To"].split("@")[1], str(mail["Subject"]).split()[0]) for mail in handler.mails}
        assert about == {("radio.example", "Siaran"), ("kantor.example", "Surat")}
        assert SECRET not in run.output + without.output


def test_a_deployment_is_run_again_as_a_whole(tmp_path: Path) -> None:
    """The second attempt takes what the first has kept, and deploys its own artifact."""
    with open_lab(tmp_path) as lab:
        few(lab)
        lab.hub.commit("surya", "main", {"README.md": "baru\n"})
        [first] = lab.settle("deploy.yml")
        assert first.conclusion == "success", first.output
        first.attempt += 1
        lab.service.perform(first)
        assert first.conclusion == "success", first.output
        [kept] = (tmp_path / "caches").iterdir()
        assert f"cache-matched-key={kept.stem}" in first.output, "and keeps nothing twice"


def test_a_preview_is_for_what_people_write(tmp_path: Path) -> None:
    with open_lab(tmp_path) as lab:
        branch = "redaksi/uji"
        text = lab.hub.bare.read(STORY)
        lab.hub.commit("sari", branch, {STORY: text.replace("summary: ", "summary: Baru. ", 1)})
        lab.hub.open_pull(lab.hub.person("sari"), branch, "Uji")
        [run] = lab.settle("preview.yml")
        assert run.conclusion == "success", run.output
        assert "berita/2026/jembatan-gantung-sungai-laur/" in run.summary
