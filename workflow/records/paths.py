"""Paths of records, their pictures and attachments below content/: built and recognised here."""

import re


def request_path(agenda_number: str) -> str:
    """The path of the request with an agenda number."""
    year, number = agenda_number.split("-")
    return f"content/requests/{year}/{number}.md"


def article_path(key: str) -> str:
    """The path of the article with a key, which is its year and slug."""
    return f"content/news/{key}.md"


ARTICLE_PATH = re.compile(r"content/news/(20\d\d/[a-z0-9]+(?:-[a-z0-9]+)*)\.md")
REQUEST_PATH = re.compile(r"content/requests/20\d\d/\d{4}\.md")
IMAGE_PATH = re.compile(r"content/news/20\d\d/[a-z0-9]+(?:[._-][a-z0-9]+)*\.(?:jpg|jpeg|png|webp)")
ATTACHMENT_PATH = re.compile(r"content/news/20\d\d/[a-z0-9]+(?:[._-][a-z0-9]+)*\.pdf")


def is_media(path: str) -> bool:
    """Whether a path is one of a file that an article may show or offer: a picture or an attachment."""
    return bool(IMAGE_PATH.fullmatch(path) or ATTACHMENT_PATH.fullmatch(path))


def beside(path: str, name: str) -> str:
    """The path of a file in the folder of the article at `path`."""
    return f"{path.rpartition('/')[0]}/{name}"
