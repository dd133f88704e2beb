"""Uploaded files: only the story's own are taken, never in the place of another story's; pictures are re-encoded."""

from collections.abc import Container, Iterator, Mapping

from workflow.editor.errors import IMAGE_REFUSALS, EditorRefusedError, RefusalReason
from workflow.images.limits import LARGEST_UPLOAD_BYTES
from workflow.images.reencode import REENCODED_ENDING, ReencodeProblem, reencode
from workflow.records.file_source import Files, Overlay, blob_id
from workflow.records.paths import ARTICLE_PATH, ATTACHMENT_PATH, is_media
from workflow.rules.authority.git_change import media_paths


def accepted_uploads(files: Files, texts: Mapping[str, bytes], sent: Mapping[str, bytes]) -> dict[str, bytes]:
    """The sent files that the sent stories name and that are not there already, as they may be kept.

    A document stays as it is, to the byte: the rules on attachments look through it when the save is judged.

    Raises EditorRefusedError.
    """
    for path, data in sent.items():
        if not is_media(path):
            raise EditorRefusedError(RefusalReason.NO_PLACE, path=path)
        if len(data) > LARGEST_UPLOAD_BYTES:
            raise EditorRefusedError(RefusalReason.LARGE, size=LARGEST_UPLOAD_BYTES >> 20)
    named = {file for path in texts for file in media_paths(path, (Overlay(files, texts),))}
    fresh = {path: sent[path] for path in named & sent.keys() if blob_id(sent[path]) != files.identity(path)}
    return {path: _accepted(files, texts, path, data) for path, data in fresh.items()}


def _accepted(files: Files, texts: Mapping[str, bytes], path: str, data: bytes) -> bytes:
    must_be_free_name(files, texts, path)
    if ATTACHMENT_PATH.fullmatch(path):
        return data
    reencoded = reencode(data)
    if isinstance(reencoded, ReencodeProblem):
        raise EditorRefusedError(IMAGE_REFUSALS[reencoded], size=LARGEST_UPLOAD_BYTES >> 20)
    if not path.endswith(f".{REENCODED_ENDING}"):
        raise EditorRefusedError(RefusalReason.ENDING)
    return reencoded


def must_be_free_name(files: Files, texts: Container[str], path: str) -> None:
    """Raises EditorRefusedError where a file of that name is there and belongs to another story than these."""
    if files.identity(path) and any(story not in texts for story in stories_with(files, path)):
        raise EditorRefusedError(RefusalReason.TAKEN, name=path.rpartition("/")[2])


def stories_with(files: Files, media: str) -> Iterator[str]:
    """The stories that a picture or a document belongs to."""
    folder, _, file = media.rpartition("/")
    for name in files.names(folder):
        story = f"{folder}/{name}"
        is_story = ARTICLE_PATH.fullmatch(story) and file.encode() in (files.read(story) or b"")
        if is_story and media in media_paths(story, (files,)):
            yield story
