"""Repositories put together object by object: each ends in a finding or a plain refusal, never in a failure of ours."""

import os
from pathlib import Path

import pytest

from tests.git import hostile_objects as made
from tests.git.hostile_objects import (
    Forge,
    Maker,
    author,
    configured,
    date,
    header,
    named,
    of_mode,
    parents,
    raw_commit,
    record_as,
    sprung,
)
from tests.support.command_line import redaksi
from tests.support.repository import Office

SECONDS = 20

TREES: dict[str, Maker] = {
    **{f"name {name!r}"[:40]: named(name) for name in (
        b".git", b".GIT", b".Git", b"git~1", b".git ", b".git.", b"..", b".", b"a/b.jpg", b"a\\b.jpg", b"a\nb.jpg", b"a\rb.jpg",
        b"a\tb.jpg", b"a\x1bb.jpg", b"a\xe2\x80\xaegpj.exe", b"\xff\xfe.jpg", b"e\xcc\x81.jpg", b"PEKAN-IMUNISASI.MD", b"con:.jpg",
        b"a*.jpg", b"a?.jpg", b'a".jpg', b"a<.jpg", b"a|.jpg", b"a.jpg ", b"a.jpg.", b"\xef\xbb\xbfa.jpg", b"a" * 5_000,
        b".g\xe2\x80\x8cit", b".gitmodules",
    )},
    **{f"mode {mode}": of_mode(mode) for mode in ("100755", "120000", "160000", "777777", "40000", "0")},
    **{f"record in mode {mode}": record_as(mode) for mode in ("100755", "120000", "160000", "40000")},
    **{maker.__name__: maker for maker in (
        made.twice, made.unsorted, made.cut_off, made.garbage, made.empty_folder, made.missing_blob, made.missing_tree,
        made.null_blob, made.blob_called_a_folder, made.folder_called_a_blob, made.commit_called_a_blob,
        made.content_is_a_link, made.configuration_is_a_link, made.deep, made.huge_record, made.bomb,
    )},
}  # fmt: skip
COMMITS: dict[str, Maker] = {
    **{f"date {text!r}": date(text) for text in (
        b"", b"-5 +0700", b"99999999999999999999999 +0700", b"x +0700", b"1e9 +0700", b"9999999999 +0700", b"0 +0700",
    )},
    **{f"author {text!r}": author(text) for text in (
        b"", b"Sari", b"Sari <", b"Sari <> 1795144900 +0700", b"Sari 1795144900 +0700",
        b"Sari <contoh-rina@users.noreply.github.com> <contoh-sari@users.noreply.github.com> 1795144900 +0700",
        b"Sari\x01contoh-sari@users.noreply.github.com\x02 <x@y> 1795144900 +0700",
        b"Sari <x\x02contoh-sari@users.noreply.github.com> 1795144900 +0700",
        b"\xff\xfe <\xff> 1795144900 +0700",
    )},
    **{f"commit {text!r}"[:60]: raw_commit(text) for text in (
        b"", b"x", b"tree %T", b"tree %T\nparent %P\n\nx", b"parent %P\nauthor x <x> 1 +0000\n\nx",
        b"tree " + b"0" * 40 + b"\nparent %P\nauthor x <x> 1 +0000\ncommitter x <x> 1 +0000\n\nx",
        b"tree %P\nparent %P\nauthor x <x> 1 +0000\ncommitter x <x> 1 +0000\n\nx",
    )},
    "encoding that lies": header(b"encoding UTF-16\n"),
    "parent that is not there": parents("12" * 20),
    "parent that is a blob": parents("blob"),
    "parent that is a tree": parents("tree"),
    "no common history": lambda forge: forge.make("commit", f"tree {forge.office.git('rev-parse', 'main^{tree}')}\n".encode()
                                                  + b"author " + made.WHO + b"\ncommitter " + made.WHO + b"\n\nx\n"),
    **{maker.__name__: maker for maker in (made.tag_of_a_tree, made.a_tree_as_head, made.a_blob_as_head)},
}  # fmt: skip
TRICKS: dict[str, Maker] = {
    "replace ref": made.replaced,
    "grafts": made.grafted,
    "fsmonitor": configured("[core]", "fsmonitor = TRAP", "hooksPath = .", "pager = TRAP", "editor = TRAP", "sshCommand = TRAP"),
    "external diff": configured("[diff]", "external = TRAP", '[diff "evil"]', "command = TRAP", "textconv = TRAP"),
    "filter": configured('[filter "evil"]', "clean = TRAP", "smudge = TRAP", "process = TRAP", '[merge "evil"]', "driver = TRAP %A"),
    "alias": configured("[alias]", "log = !TRAP", "diff-tree = !TRAP", "cat-file = !TRAP", "[gpg]", "program = TRAP"),
    "signature program": configured("[log]", "showSignature = true", '[gpg "ssh"]', "program = TRAP", "[gpg]", "format = ssh"),
    "include": configured("[include]", "path = /dev/stdin", "path = TRAP"),
    "attributes": made.attributes("* export-ignore filter=evil diff=evil merge=ours -text\n"),
}  # fmt: skip
HARMLESS: dict[str, Maker] = {
    "fifty equal parents": parents(*["main"] * 50),
    "merge tag": header(b"mergetag object x\n type commit\n"),
    "broken signature on a commit without an entry": header(b"gpgsig -----BEGIN SSH SIGNATURE-----\n x\n -----END SSH SIGNATURE-----\n"),
    **{f"mode {mode}, which Git takes for a plain file": record_as(mode) for mode in ("100664", "100600", "0100644", "100000")},
    "very long header": header(b"x " + b"y" * 1_000_000 + b"\n"),
    "odd zone": date(b"1795144900 +9999"),
    "NUL in the message": lambda forge: forge.commit(forge.office.git("rev-parse", "main^{tree}"), more=b"\n\0\0"),
    "many files": made.wide,
}  # fmt: skip


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office")


def spent() -> float:
    """Seconds of a processor that this process and the Gits that it called have had, however busy the computer is."""
    return sum(os.times()[:4])


def judged(office: Office, maker: Maker) -> int:
    """The exit code of the check of a made head."""
    head = maker(Forge(office))
    begun = spent()
    result = redaksi("check", "--root", office.root, "--base", "main", "--head", head)
    assert spent() - begun < SECONDS
    assert result.code != 3, result.err
    assert result.out.strip() or result.err.strip()
    return result.code


@pytest.mark.parametrize("maker", [*TREES.values(), *COMMITS.values()], ids=[*TREES, *COMMITS])
def test_an_odd_object_is_refused(office: Office, maker: Maker) -> None:
    assert judged(office, maker) in (1, 2)


@pytest.mark.parametrize("maker", TRICKS.values(), ids=TRICKS)
def test_a_trick_of_the_repository_hides_nothing_and_runs_nothing(office: Office, maker: Maker, tmp_path: Path) -> None:
    assert judged(office, maker) in (1, 2)
    assert not sprung(tmp_path)


@pytest.mark.parametrize("maker", HARMLESS.values(), ids=HARMLESS)
def test_what_is_only_odd_passes(office: Office, maker: Maker) -> None:
    assert judged(office, maker) == 0
