"""Hostile headers and addresses: all refused. And a private store that is not private."""

from pathlib import Path

import pytest

from tests.support.mail_desk import fill
from workflow.delivery import headers
from workflow.delivery.contacts import Contact, ContactStore, ContactStoreError, open_store
from workflow.delivery.message import ReaderKind, Recipient

ADDRESSES = (
    *(
        "",
        "a",
        "a@",
        "@b.example",
        "a@b",
        "a b@c.example",
        "a@b .example",
        "a@b..example",
        "a..b@c.example",
        ".a@b.example",
    ),
    *("a.@b.example", "a@-b.example", "a@b-.example", "a@b.e", "a@b.example\n", "a@b.example\r\nBcc: x@y.example"),
    *("a@b.example\0", "a@b.example, c@d.example", "a@b.example;c@d.example", "A <a@b.example>", "<a@b.example>"),
    *('"a b"@c.example', "a@[127.0.0.1]", "a@b.example (x)", "=?utf-8?q?a?=@b.example", "a@b.example?bcc=x@y.example"),
    *(
        "ä@b.example",
        "a@bü.example",
        "a@b.example\u200b",
        "a\u202e@b.example",
        "a@b.example ",
        " a@b.example",
        "a@b@c.example",
    ),
    *(
        "a%b@c.example",
        "a!b@c.example",
        "a@b.example.",
        "a" * 65 + "@b.example",
        "a@" + "b" * 120 + ".example",
        "a\t@b.example",
    ),
    *(
        "-oQ/tmp/x@b.example",
        "a@b.example%0aBcc:x",
        "a/b@c.example",
        "a'@b.example",
        "a`id`@b.example",
        "$(id)@b.example",
    ),
)
LINES = ("", " ", "\n", "\u2028", "a\0b", "a\x1bb", "a\x7fb", "a\x08b", "a\u202eb", "a\u2066b", "a\ud800b", "x" * 1001)


@pytest.mark.parametrize("value", ADDRESSES)
def test_an_address_is_one_plain_address(value: str) -> None:
    with pytest.raises(headers.HeaderError) as refused:
        headers.address(value)
    assert len(value.strip()) < 4 or value not in str(refused.value)


@pytest.mark.parametrize("value", LINES)
def test_what_hides_or_is_nothing_is_refused(value: str) -> None:
    with pytest.raises(headers.HeaderError):
        headers.subject(value)
    with pytest.raises(headers.HeaderError):
        headers.mailbox("To", value or " ", "a@b.example")


@pytest.mark.parametrize(
    "value",
    ["a@b.example", "rina.contoh+berita@mail.kantor.example", "x_1@a-b.co.id", "R@B.EXAMPLE", "a@contoh.xn--p1ai"],
)
def test_ordinary_addresses_pass(value: str) -> None:
    assert headers.address(value) == value


@pytest.mark.parametrize("harm", ["mode", "folder mode", "link", "inside", "file"])
def test_a_store_that_others_may_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str) -> None:
    root, store = tmp_path / "office", tmp_path / "store"
    root.mkdir()
    fill(store)
    if harm == "mode":
        (store / "people.yml").chmod(0o640)
    elif harm == "folder mode":
        store.chmod(0o755)
    elif harm == "link":
        (store / "people.yml").rename(tmp_path / "elsewhere.yml")
        (store / "people.yml").symlink_to(tmp_path / "elsewhere.yml")
    elif harm == "inside":
        store.rename(root / "store")
        store = root / "store"
    else:
        store = store / "people.yml"
    monkeypatch.setenv("REDAKSI_PRIVATE", str(store))
    with pytest.raises(ContactStoreError) as refused:
        open_store(root)
    assert "@" not in str(refused.value.message.values)


def test_broken_entries_are_named_without_what_they_hold(tmp_path: Path) -> None:
    fill(tmp_path / "store")
    path = tmp_path / "store/partners.yml"
    path.write_text(
        "a:\n  email: rahasia@x\nb:\n  emial: rahasia@b.example\nc: rahasia@c.example\nd:\n  email: d@d.example\n"
    )
    store = ContactStore(tmp_path / "store")
    assert len(store.findings) == 3
    assert "rahasia" not in repr([(one.message, one.help) for one in store.findings])
    assert store.find(Recipient(ReaderKind.PARTNER, "d"))
    assert "rahasia" not in repr(store) + repr(Contact(email="rahasia@x.example"))
