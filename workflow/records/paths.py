"""Paths of records and their pictures below content/: built and recognised here."""

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
