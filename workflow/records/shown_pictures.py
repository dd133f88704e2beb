"""Which pictures an article shows: its own, above the text, and those that its text names."""

from collections.abc import Mapping

from workflow.text.document import Document
from workflow.text.markdown import picture_names


def shown_pictures(document: Document) -> tuple[str, ...]:
    """The paths of the pictures of an article, whatever else is wrong with it; its own first, each once."""
    image, folder = document.header.get("image"), document.path.rpartition("/")[0]
    name = image.get("src") if isinstance(image, Mapping) else None
    lead = (name,) if isinstance(name, str) and "/" not in name else ()
    return tuple(f"{folder}/{one}" for one in dict.fromkeys((*lead, *picture_names(document.body))))
