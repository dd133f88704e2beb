"""A Git server's own record: who pushed a commit first, kept whatever happens, and what it says of names and times."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.test_pre_receive import Server, head_of, push, served
from tests.support.command_line import redaksi
from tests.support.repository import PEOPLE, Office
from tests.support.shared_office import LOGINS, POLICY, Shared
from workflow.git.push_log import PUSH_LOG_NAME, append_push_log, read_push_log
from workflow.git.push_record import Push, PusherName

ONE, TWO = "1" * 40, "2" * 40


@pytest.fixture(params=["file", "http"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """A server whose office asks for `pushed`."""
    with served(Shared(tmp_path / "desk"), tmp_path / "server" / "kantor.git", request.param) as found:
        yield found


@pytest.fixture
def local(tmp_path: Path) -> Iterator[Server]:
    with served(Shared(tmp_path / "desk"), tmp_path / "server" / "kantor.git", "file") as found:
        yield found


def as_(person: str, name: str = "REMOTE_USER") -> dict[str, str]:
    return {name: person}


def sari_s_step(office: Office) -> None:
    office.advance()
    office.commit("sari")


def test_who_pushes_their_own_work_is_taken_in(server: Server) -> None:
    sari_s_step(server.office)
    taken, said = push(server.office, server.url, who=as_("contoh-sari"))
    assert taken, said


@pytest.mark.parametrize("who", ["contoh-rina", "mallory"])
def test_who_pushes_in_another_s_name_is_refused(server: Server, who: str) -> None:
    sari_s_step(server.office)
    taken, said = push(server.office, server.url, who=as_(who))
    assert not taken
    assert "history/author]" in said
    assert who in said
    assert not (server.bare / PUSH_LOG_NAME).exists()


def test_a_server_that_does_not_say_who_pushes_has_committed_at_most(server: Server) -> None:
    sari_s_step(server.office)
    taken, said = push(server.office, server.url)
    assert not taken
    assert "history/evidence" in said
    assert "history/author]" not in said


NAMES = ["sari", "contoh-sari", PEOPLE["sari"]]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("variable", ["REDAKSI_PUSHER", "GL_USERNAME", "GITEA_PUSHER_NAME", "REMOTE_USER"])
def test_every_way_of_saying_who_pushes(local: Server, name: str, variable: str) -> None:
    sari_s_step(local.office)
    taken, said = push(local.office, local.url, who=as_(name, variable))
    assert taken, said


def test_the_office_s_own_word_counts_before_the_others(local: Server) -> None:
    sari_s_step(local.office)
    assert not push(local.office, local.url, who=as_("sari") | as_("rina", "REDAKSI_PUSHER"))[0]
    assert push(local.office, local.url, who=as_("rina") | as_("sari", "REDAKSI_PUSHER"))[0]


def merged(office: Office, person: str) -> None:
    """Merge `change` into main, as somebody."""
    office.git("switch", "--quiet", "main")
    office.git("merge", "--quiet", "--no-ff", "--no-edit", "change", person=person)


def test_a_colleague_may_merge_what_its_author_pushed_to_a_branch(server: Server) -> None:
    office = server.office
    sari_s_step(office)
    assert push(office, server.url, "change:konsep", who=as_("sari"))[0]
    merged(office, "rina")
    taken, said = push(office, server.url, "main:main", who=as_("rina"))
    assert taken, said
    audit = redaksi("audit", "--root", server.bare, "--head", "main", "--format", "json")
    assert json.loads(audit.out)["entries"][-1]["level"] == "pushed"


@pytest.mark.parametrize("second", ["sari", "rina"])
def test_a_forged_commit_keeps_its_first_pusher(server: Server, second: str) -> None:
    office = server.office
    sari_s_step(office)
    assert push(office, server.url, "change:konsep", who=as_("mallory"))[0]
    merged(office, second)
    taken, said = push(office, server.url, "main:main", who=as_(second))
    assert not taken
    assert "history/author]" in said
    assert "mallory" in said


def test_what_came_without_a_record_is_nobody_s(local: Server) -> None:
    """Not even when its author makes a new branch of it, or pushes on: somebody else may have brought it."""
    office = local.office
    sari_s_step(office)
    assert push(office, local.url, "change:konsep", who=as_("mallory"))[0]
    (local.bare / PUSH_LOG_NAME).unlink()
    taken, said = push(office, local.url, who=as_("sari"))
    assert (taken, "history/evidence" in said) == (False, True)


def test_a_push_that_is_refused_is_not_noted_and_one_of_two_refuses_both(local: Server) -> None:
    office = local.office
    sari_s_step(office)
    assert not push(office, local.url, "change:main", "change:konsep", who=as_("rina"))[0]
    assert read_push_log(local.bare) == []
    assert head_of(local.bare, "konsep") == ""
    assert push(office, local.url, who=as_("sari"))[0]
    assert [(one.ref, one.pusher) for one in read_push_log(local.bare)] == [("refs/heads/main", PusherName("sari"))]


def test_a_push_noted_but_refused_by_git_afterwards_harms_nobody(local: Server) -> None:
    """Two push at once: the hook lets both pass, Git takes in one."""
    office = local.office
    main = office.git("rev-parse", "main")
    append_push_log(local.bare, [Push("refs/heads/main", main, ONE, 1, PusherName("rina"))])
    sari_s_step(office)
    taken, said = push(office, local.url, who=as_("sari"))
    assert taken, said


@pytest.mark.parametrize("date", ["2026-11-20T10:16:00+07:00", "2026-11-20T14:55:00+07:00"])
def test_a_backdated_commit_is_late_by_the_server_s_clock(local: Server, date: str) -> None:
    office = local.office
    office.git("switch", "--quiet", "main")
    office.edit("site_config/office.yml", "T10:30", "T15:00")
    office.commit("kadis")
    assert push(office, local.url, "main:main", who=as_("kadis"))[0]
    office.git("switch", "--quiet", "change")
    office.git("reset", "--quiet", "--hard", "main")
    office.advance()
    office.commit("sari", date=date)
    taken, said = push(office, local.url, who=as_("sari"))
    assert not taken
    assert "history/late" in said
    office.git("reset", "--quiet", "--hard", "main")
    office.advance(note="note: Lengkapi kutipan.\n    late: Jaringan kantor putus.")
    office.commit("sari", date=date)
    assert push(office, local.url, who=as_("sari"))[0]


def test_the_record_survives_a_loss_of_power(tmp_path: Path) -> None:
    first = Push("refs/heads/a", ONE, TWO, 5, PusherName("sari"))
    append_push_log(tmp_path, [first])
    whole = (tmp_path / PUSH_LOG_NAME).read_bytes()
    for cut in range(len(whole)):
        (tmp_path / PUSH_LOG_NAME).write_bytes(whole + whole[:cut])
        append_push_log(tmp_path, [Push("refs/heads/b", TWO, ONE, 6, None)])
        found = read_push_log(tmp_path)
        assert found[0] == first
        assert found[-1] == Push("refs/heads/b", TWO, ONE, 6, None)
        assert len(found) == 2 + (cut >= len(whole.strip()) + 1)


ODD = [
    b"\xff\xfe",
    b"{}",
    b"[" * 5_000,
    b'{"ref":"r","before":"--all","after":"' + TWO.encode() + b'","at":1,"who":"sari"}',
    b'{"ref":"r","before":"' + ONE.encode() + b'","after":"' + TWO.encode() + b'","at":-1,"who":"sari"}',
    b'{"ref":"r","before":"' + ONE.encode() + b'","after":"' + TWO.encode() + b'","at":1,"who":7}',
    b'{"ref":"r","before":"' + ONE.encode() + b'","after":"' + TWO.encode() + b'","at":1,"who":"sari","more":1}',
]


@pytest.mark.parametrize("line", ODD)
def test_what_is_no_line_of_the_record_is_passed_over(tmp_path: Path, line: bytes) -> None:
    (tmp_path / PUSH_LOG_NAME).write_bytes(line + b"\n")
    assert read_push_log(tmp_path) == []
    append_push_log(tmp_path, [Push("refs/heads/\udcff", ONE, TWO, 5, PusherName("\udcff"))])
    assert [one.pusher for one in read_push_log(tmp_path)] == [PusherName("�")]


def test_an_unrelated_setting_of_the_office_changes_nothing(local: Server) -> None:
    """The look-alike: kadis changes the policy under their own name, as the server says."""
    office = local.office
    office.edit(POLICY, "late_after: 60", "late_after: 90")
    office.commit("kadis")
    assert push(office, local.url, who=as_(LOGINS["kadis"]))[0]
