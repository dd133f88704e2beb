"""The whole road of an office without a terminal: every step by people on GitHub, every run by act, nothing by hand."""

import re
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

from tests.github import rules
from tests.github.office import Lab, open_lab
from tests.github.things import Run
from tests.github.tokens import APP_BOT
from tests.support.chatops_office import filled
from tests.support.offices import ROOT

STORY = "content/news/2026/loket-keliling-pertanahan-dibuka-di-delta-pawan.md"
ADDRESS = "berita/2026/loket-keliling-pertanahan-dibuka-di-delta-pawan/"
BODY = (
    "Kantor Pertanahan Kabupaten Ketapang membuka loket keliling di Kecamatan Delta Pawan mulai Senin (23/11/2026) untuk "
    "warga yang ingin mendaftarkan tanahnya tanpa pergi ke kota. Loket dibuka pukul 08.00 sampai 12.00 WIB.\n"
)
PHOTO = (ROOT / "content/news/2026/mangrove-kendawangan.jpg").read_bytes()
WORDS = "alt: Warga antre di depan loket keliling.\nketerangan: Loket di Delta Pawan, Senin.\nkredit: Humas Ketapang"
ACTING = ("act.yml", "review.yml")


def green(runs: list[Run]) -> list[tuple[str, str]]:
    """The runs' files and events; all of them must have ended well."""
    bad = [(run.file, run.jobs, run.output) for run in runs if run.conclusion != "success"]
    assert not bad, "\n".join(map(str, bad[0])) if bad else ""
    return [(run.file, run.event.name) for run in runs]


def say(lab: Lab, who: str, text: str, at: str, pull: int, *more: str) -> None:
    """A comment that must be done."""
    lab.hub.at(at)
    lab.hub.comment(pull, lab.hub.person(who), text)
    assert ("act.yml", "issue_comment") in green(lab.settle(*ACTING, *more))
    answer = lab.hub.threads[pull].comments[-1].body
    assert ":white_check_mark:" in answer, (text, answer)


def registered(lab: Lab) -> tuple[int, int]:
    """A letter by the form is registered, its pull request opened by the App and judged; the numbers of both."""
    body = filled(number="100/LOKET", subject="Permintaan publikasi loket keliling", body="Loket dibuka lima hari.")
    issue = lab.hub.letter("rina", body)
    assert green(lab.settle(*ACTING, "validate.yml")) == [("act.yml", "issues"), ("validate.yml", "pull_request")]
    pull = max(lab.hub.threads)
    assert lab.hub.threads[pull].author == APP_BOT
    assert f"#{pull}" in lab.hub.threads[issue].comments[-1].body
    return issue, pull


def written(lab: Lab, pull: int) -> None:
    """The story is written in the browser, in place of its outline."""
    lab.hub.at("08:30")
    branch = lab.hub.pull(pull).head
    head = lab.hub.bare.read(STORY, branch).split("---\n")[1]
    summary = "summary: Loket keliling pertanahan dibuka lima hari di Delta Pawan mulai Senin."
    lab.hub.commit("rina", branch, {STORY: f"---\n{re.sub('summary: .*', summary, head)}---\n{BODY}"})
    lab.settle(*ACTING)


def approved(lab: Lab, pull: int) -> None:
    """A review becomes a step, by a run that hands it over; the step's push dismisses the review, and it stays evidence."""
    lab.hub.at("08:50")
    review = lab.hub.review(pull, "sari", "approved", "Bagus, tayangkan pagi.")
    runs = green(lab.settle(*ACTING, "validate.yml"))
    assert runs[:2] == [("review.yml", "pull_request_review"), ("act.yml", "workflow_run")]
    assert ("validate.yml", "pull_request") in runs
    assert review.state == "DISMISSED"
    assert ":white_check_mark:" in lab.hub.threads[pull].comments[-1].body


def merged(lab: Lab, pull: int) -> None:
    """Whoever merges gives the one approval that GitHub wants; the group is judged with all reviews, and becomes main."""
    lab.hub.at("09:50")
    assert rules.hindrances(lab.hub, pull) == ["review"]
    lab.hub.review(pull, "budi", "approved")
    green(lab.settle(*ACTING, "validate.yml"))
    last = [run for run in lab.hub.runs if run.file == "validate.yml"][-1]
    assert last.attempt == 2, "the check judged again"
    group = rules.enqueue(lab.hub, pull, "budi")
    assert green(lab.settle("validate.yml")) == [("validate.yml", "merge_group")]
    rules.land(lab.hub, group, lab.hub.person("budi"))


def test_a_letter_goes_from_the_form_to_the_live_page_and_its_issue_is_closed(tmp_path: Path) -> None:
    with open_lab(tmp_path) as lab:
        issue, pull = registered(lab)
        say(lab, "kadis", "/disposisi terbitkan ke redaktur: Olah menjadi berita.", "08:05", pull)
        say(lab, "budi", "/terima", "08:10", pull)
        say(lab, "rina", "/naskah Loket Keliling Pertanahan Dibuka di Delta Pawan", "08:15", pull)
        written(lab, pull)
        say(lab, "rina", f"{lab.hub.attachments.attach(PHOTO)}\n/foto\n{WORDS}", "08:35", pull)
        assert lab.hub.attachments.told == [], "no token is shown but to the API"
        say(lab, "rina", "/konsep", "08:40", pull)
        approved(lab, pull)
        say(lab, "rina", "/terbit website, radio-contoh", "09:40", pull)
        say(lab, "rina", "/beritahu lewat surel", "09:43", pull)
        say(lab, "rina", "/lapor nomor 400.14.3/12/LAP", "09:46", pull, "validate.yml")
        assert lab.hub.threads[issue].state == "closed"
        merged(lab, pull)
        assert green(lab.settle("deploy.yml")) == [("deploy.yml", "push")]
        with urlopen(f"{lab.hub.url}/site/{ADDRESS}") as page:
            text = page.read().decode()
        assert "Loket Keliling Pertanahan Dibuka di Delta Pawan" in text
        assert "Warga antre di depan loket keliling." in text
        shown = re.search(r'<img[^>]*src="([^"]+\.jpg)"', text)
        assert shown
        with urlopen(urljoin(f"{lab.hub.url}/site/{ADDRESS}", shown[1])) as picture:
            assert picture.read(3) == b"\xff\xd8\xff"
