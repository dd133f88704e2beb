"""The pictures that the writing page sends along: only the story's own, made harmless, in nobody else's place."""

from collections.abc import Container, Iterator, Mapping

from workflow.editor.errors import IMAGE_REFUSALS, EditorRefusedError, RefusalReason
from workflow.images.limits import LARGEST_UPLOAD_BYTES
from workflow.images.reencode import REENCODED_ENDING, ReencodeProblem, reencode
from workflow.records.file_source import Files, Overlay, blob_id
from workflow.records.paths import ARTICLE_PATH, IMAGE_PATH
from workflow.rules.authority.git_change import picture_paths


def accepted_images(files: Files, texts: Mapping[str, bytes], sent: Mapping[str, bytes]) -> dict[str, bytes]:
    """The sent pictures that the sent stories name and that are not there already, as they may be kept.

    Raises EditorRefusedError.
    """
    for path, data in sent.items():
        if not IMAGE_PATH.fullmatch(path):
            raise EditorRefusedError(RefusalReason.NO_PLACE, path=path)
        if len(data) > LARGEST_UPLOAD_BYTES:
            raise EditorRefusedError(RefusalReason.LARGE, size=LARGEST_UPLOAD_BYTES >> 20)
    named = {picture for path in texts for picture in picture_paths(path, (Overlay(files, texts),))}
    fresh = {path: sent[path] for path in named & sent.keys() if blob_id(sent[path]) != files.identity(path)}
    return {path: _accepted_image(files, texts, path, data) for path, data in fresh.items()}


def _accepted_image(files: Files, texts: Mapping[str, bytes], path: str, data: bytes) -> bytes:
    must_be_free_name(files, texts, path)
    made = reencode(data)
    if isinstance(made, ReencodeProblem):
        raise EditorRefusedError(IMAGE_REFUSALS[made], size=LARGEST_UPLOAD_BYTES >> 20)
    if not path.endswith(f".{REENCODED_ENDING}"):
        raise EditorRefusedError(RefusalReason.ENDING)
    return made


def must_be_free_name(files: Files, texts: Container[str], path: str) -> None:
    """Raises EditorRefusedError where a picture of that name is there and belongs to another story than these."""
    if files.identity(path) and any(story not in texts for story in stories_with(files, path)):
        raise EditorRefusedError(RefusalReason.TAKEN, name=path.rpartition("/")[2])


def stories_with(files: Files, picture: str) -> Iterator[str]:
    """The stories that a picture belongs to."""
    folder, _, file = picture.rpartition("/")
    for name in files.names(folder):
        story = f"{folder}/{name}"
        is_story = ARTICLE_PATH.fullmatch(story) and file.encode() in (files.read(story) or b"")
        if is_story and picture in picture_paths(story, (files,)):
            yield story
