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

from workflow.delivery.contacts import (
    ARCHIVE_VARIABLE,
    CONTACT_FILES,
    FOLDER_VARIABLE,
    MAX_FILE_BYTES,
    REPOSITORY_VARIABLE,
    STORE_IS_NOT_NAMED,
    ContactStoreError,
)
from workflow.delivery.message import ReaderKind
from workflow.delivery.smtp_settings import HANDBOOK_SECTION
from workflow.git.credentials import token_variables
from workflow.git.errors import GitError
from workflow.git.remote_files import read_remote_files
from workflow.i18n.catalog import translate
from workflow.i18n.message import say

TOKEN_VARIABLE = "CONTACTS_TOKEN"  # noqa: S105  a variable's name
SERVER_VARIABLE = "GITHUB_SERVER_URL"
FILE_NAMES = tuple(CONTACT_FILES.values())
REPOSITORY_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+")


@contextmanager
def provided_store(environment: MutableMapping[str, str]) -> Iterator[None]:
    """Have the environment name a store's folder until the block is left, where it names another source.

    Raises StoreError where that cannot be read.
    """
    require_source(environment)
    if environment.get(FOLDER_VARIABLE):
        yield
        return
    files = (
        _files_of_repository(environment)
        if environment.get(REPOSITORY_VARIABLE)
        else _files_of_archive(environment[ARCHIVE_VARIABLE])
    )
    with TemporaryDirectory(prefix="redaksi-", dir=environment.get("RUNNER_TEMP")) as folder:  # its owner's alone
        for name, content in files.items():
            handle = os.open(Path(folder) / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
        environment[FOLDER_VARIABLE] = folder
        try:
            yield
        finally:
            del environment[FOLDER_VARIABLE]


def require_source(environment: Mapping[str, str]) -> None:
    """See whether a source is named, and with what it takes to read it. Raises StoreError."""
    if environment.get(FOLDER_VARIABLE):
        return
    if not is_source_named(environment):
        raise ContactStoreError(STORE_IS_NOT_NAMED)
    name = environment.get(REPOSITORY_VARIABLE)
    if name and not REPOSITORY_NAME.fullmatch(name):
        raise ContactStoreError(
            say(
                "The variable {variable} is “{name}”, which names no repository: write OWNER/NAME.",
                variable=REPOSITORY_VARIABLE,
                name=name,
            )
        )
    if name and not environment.get(TOKEN_VARIABLE):
        raise ContactStoreError(
            say(
                "There is no token for {repository}, where the contacts are. Install the office's App there too, with "
                "“Contents: read”, and store its key as the secret APP_KEY of the environment `mail`.",
                repository=name,
            )
        )


def is_source_named(environment: Mapping[str, str]) -> bool:
    """Whether any source is named."""
    return any(environment.get(name) for name in (FOLDER_VARIABLE, REPOSITORY_VARIABLE, ARCHIVE_VARIABLE))


def _files_of_repository(environment: Mapping[str, str]) -> dict[str, bytes]:
    name, token = environment[REPOSITORY_VARIABLE], environment[TOKEN_VARIABLE]
    server = environment.get(SERVER_VARIABLE, "https://github.com").rstrip("/")
    try:
        files = read_remote_files(f"{server}/{name}.git", FILE_NAMES, token_variables(server, token))
    except GitError as error:
        raise ContactStoreError(
            say(
                "The contacts in {repository} cannot be read. {reason} Is the variable {variable} right (OWNER/NAME), "
                "and is the office's App installed there too, with “Contents: read”? See PENGATURAN.md, “{section}”.",
                section=HANDBOOK_SECTION,
                reason=translate(error.message),
                repository=name,
                variable=REPOSITORY_VARIABLE,
            )
        ) from None
    return _must_hold_files(files, name)


def _files_of_archive(packed: str) -> dict[str, bytes]:
    try:
        data = base64.b64decode("".join(packed.split()), validate=True)
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as archive:
            named = {str(PurePosixPath(one.name)): one for one in archive.getmembers() if one.isreg()}
            read = {name: archive.extractfile(named[name]) for name in FILE_NAMES if name in named}
            files = {name: file.read(MAX_FILE_BYTES + 1) for name, file in read.items() if file}
    except (ValueError, tarfile.TarError, zlib.error, OSError, EOFError):
        raise ContactStoreError(
            say(
                "The secret {packed} is no archive of a private store; make it anew: PENGATURAN.md, “{section}”.",
                section=HANDBOOK_SECTION,
                packed=ARCHIVE_VARIABLE,
            )
        ) from None
    return _must_hold_files(files, ARCHIVE_VARIABLE)


def _must_hold_files(files: dict[str, bytes], where: str) -> dict[str, bytes]:
    """The files, unless there are none at all. Raises StoreError."""
    if not files:
        raise ContactStoreError(
            say(
                "{where} holds none of the files {names}. Put {sender} there: PENGATURAN.md, “{section}”.",
                section=HANDBOOK_SECTION,
                where=where,
                names=", ".join(FILE_NAMES),
                sender=CONTACT_FILES[ReaderKind.SENDER],
            )
        )
    return files
