"""Where records and their pictures lie: one scheme of paths below content/."""

import re


def request_path(agenda_number: str) -> str:
    """Where the request of an agenda number lies."""
    year, number = agenda_number.split("-")
    return f"content/requests/{year}/{number}.md"


def article_path(key: str) -> str:
    """Where an article lies."""
    return f"content/news/{key}.md"


ARTICLE_PATH = re.compile(r"content/news/(20\d\d/[a-z0-9]+(?:-[a-z0-9]+)*)\.md")
REQUEST_PATH = re.compile(r"content/requests/20\d\d/\d{4}\.md")
IMAGE_PATH = re.compile(r"content/news/20\d\d/[a-z0-9]+(?:[._-][a-z0-9]+)*\.(?:jpg|jpeg|png|webp)")
