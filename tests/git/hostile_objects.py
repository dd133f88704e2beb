"""Repositories that Git itself would not make, put together object by object: each maker returns a head commit."""

import hashlib
import zlib
from collections.abc import Callable
from pathlib import Path

from tests.support.repository import OPEN, Office

Maker = Callable[["ObjectWriter"], str]
WHO = b"Rina <contoh-rina@users.noreply.github.com> 1795144900 +0700"
HEAD = WHO.replace(b"Rina <contoh-rina", b"Kadis <contoh-surya")


class ObjectWriter:
    """Writes loose objects by hand."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.objects = office.root / ".git" / "objects"
        self.main = office.git("rev-parse", "main")
        self.blob = self.make("blob", b"x\n")

    def make(self, kind: str, data: bytes) -> str:
        """An object of any content."""
        whole = f"{kind} {len(data)}\0".encode() + data
        name = hashlib.sha1(whole).hexdigest()
        path = self.objects / name[:2] / name[2:]
        path.parent.mkdir(exist_ok=True)
        if not path.exists():
            path.write_bytes(zlib.compress(whole))
        return name

    def raw(self, name: str) -> bytes:
        """The content of a tree that is there."""
        data = zlib.decompress((self.objects / name[:2] / name[2:]).read_bytes())
        return data.partition(b"\0")[2]

    def tree(self, *entries: tuple[str, bytes, str]) -> str:
        """A tree of just these entries, in this order."""
        return self.make("tree", b"".join(entry(*one) for one in entries))

    def commit(self, tree: str, *parents: str, author: bytes = WHO, committer: bytes = WHO, more: bytes = b"") -> str:
        """A commit, by default on top of main."""
        lines = [b"tree " + tree.encode(), *(b"parent " + one.encode() for one in parents or (self.main,))]
        lines += [b"author " + author, b"committer " + committer]
        return self.make("commit", b"\n".join(lines) + b"\n" + more + b"\nx\n")

    def top(self, *entries: tuple[str, bytes, str]) -> str:
        """Main's files and some more at the top."""
        base = self.raw(self.office.git("rev-parse", "main^{tree}"))
        return self.commit(self.make("tree", base + b"".join(entry(*one) for one in entries)))

    def within(self, folder: str, change: Callable[[bytes], bytes]) -> str:
        """Main's files with the raw tree of one folder changed."""
        parts = folder.split("/")
        names = ["", *("/".join(parts[: at + 1]) for at in range(len(parts)))]
        trees = [self.raw(self.office.git("rev-parse", f"main:{name}")) for name in names]
        made = self.make("tree", change(trees[-1]))
        for part, above in zip(reversed(parts), reversed(trees[:-1]), strict=True):
            old = above.partition(b"40000 " + part.encode() + b"\0")
            made = self.make("tree", old[0] + old[1] + bytes.fromhex(made) + old[2][20:])
        return self.commit(made)


def entry(mode: str, name: bytes, identity: str) -> bytes:
    """One entry of a tree."""
    return mode.encode() + b" " + name + b"\0" + bytes.fromhex(identity)


def named(name: bytes, mode: str = "100644", folder: str = "content/news/2026") -> Maker:
    """A file of this name beside the articles."""
    return lambda forge: forge.within(folder, lambda tree: tree + entry(mode, name, forge.blob))


def of_mode(mode: str) -> Maker:
    """A file of this mode beside the articles."""
    return named(b"zz.jpg", mode)


def record_as(mode: str) -> Maker:
    """The open request itself in this mode."""

    def make(forge: ObjectWriter) -> str:
        old = b"100644 0002.md\0"
        return forge.within("content/requests/2026", lambda tree: tree.replace(old, mode.encode() + b" 0002.md\0"))

    return make


def twice(forge: ObjectWriter) -> str:
    return forge.within("content/requests/2026", lambda tree: tree + entry("100644", b"0002.md", forge.blob))


def unsorted(forge: ObjectWriter) -> str:
    return forge.within("content/requests/2026", lambda tree: entry("100644", b"9999.md", forge.blob) + tree)


def cut_off(forge: ObjectWriter) -> str:
    return forge.within("content/requests/2026", lambda tree: tree[:-5])


def garbage(forge: ObjectWriter) -> str:
    return forge.within("content/requests/2026", lambda _: b"\xff" * 300)


def empty_folder(forge: ObjectWriter) -> str:
    return forge.within("content/requests/2026", lambda _: b"")


def missing_blob(forge: ObjectWriter) -> str:
    return forge.within("content/requests/2026", lambda tree: tree + entry("100644", b"0003.md", "12" * 20))


def missing_tree(forge: ObjectWriter) -> str:
    return forge.within("content/requests", lambda tree: tree + entry("40000", b"2027", "12" * 20))


def null_blob(forge: ObjectWriter) -> str:
    return forge.within("content/requests/2026", lambda tree: tree + entry("100644", b"0003.md", "00" * 20))


def blob_called_a_folder(forge: ObjectWriter) -> str:
    return forge.within("content/requests", lambda tree: tree + entry("40000", b"2027", forge.blob))


def folder_called_a_blob(forge: ObjectWriter) -> str:
    folder = forge.tree(("100644", b"x", forge.blob))
    return forge.within("content/requests/2026", lambda tree: tree + entry("100644", b"0003.md", folder))


def commit_called_a_blob(forge: ObjectWriter) -> str:
    return forge.within("content/requests/2026", lambda tree: tree + entry("100644", b"0003.md", forge.main))


def content_is_a_link(forge: ObjectWriter) -> str:
    target = forge.make("blob", b"/etc")
    base = forge.raw(forge.office.git("rev-parse", "main^{tree}"))
    head, _, rest = base.partition(b"40000 content\0")
    return forge.commit(forge.make("tree", head + entry("120000", b"content", target) + rest[20:]))


def configuration_is_a_link(forge: ObjectWriter) -> str:
    target = forge.make("blob", b"/etc")
    base = forge.raw(forge.office.git("rev-parse", "main^{tree}"))
    head, _, rest = base.partition(b"40000 site_config\0")
    return forge.commit(forge.make("tree", head + entry("120000", b"site_config", target) + rest[20:]))


def deep(forge: ObjectWriter) -> str:
    tree = forge.tree(("100644", b"x", forge.blob))
    for _ in range(400):
        tree = forge.tree(("40000", b"d", tree))
    return forge.top(("40000", b"zz", tree))


def wide(forge: ObjectWriter) -> str:
    tree = forge.tree(*(("100644", f"{number:05}.jpg".encode(), forge.blob) for number in range(20_000)))
    return by_the_head(forge, tree)


def by_the_head(forge: ObjectWriter, tree: str) -> str:
    """A folder at the top, by the one who answers for everything outside of content/."""
    whole = forge.raw(forge.office.git("rev-parse", "main^{tree}")) + entry("40000", b"zz", tree)
    return forge.commit(forge.make("tree", whole), author=HEAD, committer=HEAD)


def huge_record(forge: ObjectWriter) -> str:
    blob = forge.make("blob", b"---\nid: 2026-0003\n---\n" + b"a" * 9_000_000)
    return forge.within("content/requests/2026", lambda tree: tree + entry("100644", b"0003.md", blob))


def bomb(forge: ObjectWriter) -> str:
    blob = forge.make("blob", b"---\na: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: [*b,*b,*b,*b]\n---\n")
    return forge.within("content/requests/2026", lambda tree: tree + entry("100644", b"0003.md", blob))


def date(text: bytes) -> Maker:
    """A commit with this date and zone."""
    who = b"Rina <contoh-rina@users.noreply.github.com> " + text
    return lambda forge: forge.commit(forge.office.git("rev-parse", "main^{tree}"), author=who, committer=who)


def author(text: bytes) -> Maker:
    """A commit by this author, which appends an entry of Sari's."""

    def make(forge: ObjectWriter) -> str:
        forge.office.advance(by="sari")
        text_ = (forge.office.root / OPEN).read_bytes()
        blob = forge.make("blob", text_)
        old = bytes.fromhex(forge.office.git("rev-parse", f"main:{OPEN}"))
        whole = forge.within("content/requests/2026", lambda tree: tree.replace(old, bytes.fromhex(blob)))
        tree = forge.office.git("rev-parse", f"{whole}^{{tree}}")
        return forge.commit(tree, author=text)

    return make


def header(more: bytes) -> Maker:
    """A commit with more lines in its header."""
    return lambda forge: forge.commit(forge.office.git("rev-parse", "main^{tree}"), more=more)


def raw_commit(data: bytes) -> Maker:
    """A commit object of this content; `%T` and `%P` stand for main's tree and main."""

    def make(forge: ObjectWriter) -> str:
        tree = forge.office.git("rev-parse", "main^{tree}").encode()
        return forge.make("commit", data.replace(b"%T", tree).replace(b"%P", forge.main.encode()))

    return make


def parents(*names: str) -> Maker:
    """A commit with these parents; `main` stands for main."""

    def make(forge: ObjectWriter) -> str:
        known = {"main": forge.main, "blob": forge.blob, "tree": forge.office.git("rev-parse", "main^{tree}")}
        return forge.commit(known["tree"], *(known.get(name, name) for name in names))

    return make


def tag_of_a_tree(forge: ObjectWriter) -> str:
    tree = forge.office.git("rev-parse", "main^{tree}")
    return forge.make("tag", f"object {tree}\ntype tree\ntag x\ntagger x <x> 1 +0000\n\nx\n".encode())


def a_tree_as_head(forge: ObjectWriter) -> str:
    return forge.office.git("rev-parse", "main^{tree}")


def a_blob_as_head(forge: ObjectWriter) -> str:
    return forge.blob


def replaced(forge: ObjectWriter) -> str:
    """A replace ref shows the head as if it were main."""
    forge.office.advance(by="sari")
    forge.office.commit("rina")
    head = forge.office.git("rev-parse", "change")
    forge.office.git("replace", "--force", head, forge.main)
    return head


def grafted(forge: ObjectWriter) -> str:
    """A grafts file hides the commit that forges."""
    forge.office.advance(by="sari")
    forge.office.commit("rina")
    forged = forge.office.git("rev-parse", "change")
    forge.office.commit("rina", "empty")
    head = forge.office.git("rev-parse", "change")
    (forge.office.root / ".git/info/grafts").write_text(f"{head} {forge.main}\n")
    assert forged != head
    return head


def configured(*lines: str) -> Maker:
    """The repository's own configuration tries to run a program; the work is a forged entry."""

    def make(forge: ObjectWriter) -> str:
        trap = forge.office.root.parent / "trap.sh"
        trap.write_text(f"#!/bin/sh\ntouch {trap.parent / 'SPRUNG'}\n")
        trap.chmod(0o755)
        head = spoofed(forge)
        config = forge.office.root / ".git/config"
        config.write_text(config.read_text() + "\n".join(lines).replace("TRAP", str(trap)) + "\n")
        (forge.office.root / ".git/info/attributes").write_text("* diff=evil filter=evil merge=evil\n")
        return head

    return make


def spoofed(forge: ObjectWriter) -> str:
    """Sari's step, by Rina."""
    return author(WHO)(forge)


def attributes(text: str) -> Maker:
    """A .gitattributes in the tree, beside a forged entry."""

    def make(forge: ObjectWriter) -> str:
        (forge.office.root / ".gitattributes").write_text(text)
        forge.office.advance(by="sari")
        forge.office.commit("rina")
        return forge.office.git("rev-parse", "change")

    return make


def sprung(root: Path) -> bool:
    """Whether a trap of `configured` went off."""
    return (root / "SPRUNG").exists()
