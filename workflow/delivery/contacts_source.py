"""Where the private store comes from when it is no folder of this computer: for one run, and gone after it.

A job on GitHub reads it from a second repository, which the office's App may read (`CONTACTS_REPOSITORY` names it,
`CONTACTS_TOKEN` is the App's token for it alone), or from a secret: a tar archive, compressed by gzip, in base64
(`CONTACTS`). A secret holds 48 KB (GitHub Docs, "Secrets reference", "Limits for secrets"), a repository any store.
"""

import base64
import io
import os
import re
import tarfile
import zlib
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from workflow.delivery.contacts import FILES, LARGEST, NOWHERE, PACKED, PLACE, REPOSITORY, ContactStoreError
from workflow.delivery.message import ReaderKind
from workflow.delivery.smtp_settings import SECTION
from workflow.git.credentials import token_variables
from workflow.git.errors import GitError
from workflow.git.remote_files import read_remote_files
from workflow.i18n.catalog import translate
from workflow.i18n.message import say

TOKEN = "CONTACTS_TOKEN"  # noqa: S105  a variable's name
SERVER = "GITHUB_SERVER_URL"
NAMES = tuple(FILES.values())
NAMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+")


@contextmanager
def lent(environment: MutableMapping[str, str]) -> Iterator[None]:
    """Have the environment name a store's folder until the block is left, where it names another source.

    Raises StoreError where that cannot be read.
    """
    demand(environment)
    if environment.get(PLACE):
        yield
        return
    files = _of_repository(environment) if environment.get(REPOSITORY) else _of_archive(environment[PACKED])
    with TemporaryDirectory(prefix="redaksi-", dir=environment.get("RUNNER_TEMP")) as folder:  # its owner's alone
        for name, content in files.items():
            handle = os.open(Path(folder) / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
        environment[PLACE] = folder
        try:
            yield
        finally:
            del environment[PLACE]


def demand(environment: Mapping[str, str]) -> None:
    """See whether a source is named, and with what it takes to read it. Raises StoreError."""
    if environment.get(PLACE):
        return
    if not is_named(environment):
        raise ContactStoreError(NOWHERE)
    name = environment.get(REPOSITORY)
    if name and not NAMED.fullmatch(name):
        raise ContactStoreError(
            say(
                "The variable {variable} is “{name}”, which names no repository: write OWNER/NAME.",
                variable=REPOSITORY,
                name=name,
            )
        )
    if name and not environment.get(TOKEN):
        raise ContactStoreError(
            say(
                "There is no token for {repository}, where the contacts are. Install the office's App there too, with "
                "“Contents: read”, and store its key as the secret APP_KEY of the environment `mail`.",
                repository=name,
            )
        )


def is_named(environment: Mapping[str, str]) -> bool:
    """Whether any source is named."""
    return any(environment.get(name) for name in (PLACE, REPOSITORY, PACKED))


def _of_repository(environment: Mapping[str, str]) -> dict[str, bytes]:
    name, token = environment[REPOSITORY], environment[TOKEN]
    server = environment.get(SERVER, "https://github.com").rstrip("/")
    try:
        files = read_remote_files(f"{server}/{name}.git", NAMES, token_variables(server, token))
    except GitError as error:
        raise ContactStoreError(
            say(
                "The contacts in {repository} cannot be read. {reason} Is the variable {variable} right (OWNER/NAME), "
                "and is the office's App installed there too, with “Contents: read”? See PENGATURAN.md, “{section}”.",
                section=SECTION,
                reason=translate(error.message),
                repository=name,
                variable=REPOSITORY,
            )
        ) from None
    return _something(files, name)


def _of_archive(packed: str) -> dict[str, bytes]:
    try:
        data = base64.b64decode("".join(packed.split()), validate=True)
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as archive:
            named = {str(PurePosixPath(one.name)): one for one in archive.getmembers() if one.isreg()}
            read = {name: archive.extractfile(named[name]) for name in NAMES if name in named}
            files = {name: file.read(LARGEST + 1) for name, file in read.items() if file}
    except (ValueError, tarfile.TarError, zlib.error, OSError, EOFError):
        raise ContactStoreError(
            say(
                "The secret {packed} is no archive of a private store; make it anew: PENGATURAN.md, “{section}”.",
                section=SECTION,
                packed=PACKED,
            )
        ) from None
    return _something(files, PACKED)


def _something(files: dict[str, bytes], where: str) -> dict[str, bytes]:
    """The files, unless there are none at all. Raises StoreError."""
    if not files:
        raise ContactStoreError(
            say(
                "{where} holds none of the files {names}. Put {sender} there: PENGATURAN.md, “{section}”.",
                section=SECTION,
                where=where,
                names=", ".join(NAMES),
                sender=FILES[ReaderKind.SENDER],
            )
        )
    return files
