"""Spellings of a keyword: those that share an address of the site, and those that people use."""


def shared_address(tag: str) -> str:
    """What spellings have in common that lead to one address."""
    return tag.replace(" ", "-")


def other_spellings(tag: str) -> set[str]:
    """The other spellings that people use: all words set apart by spaces, or all by hyphens."""
    return {shared_address(tag), tag.replace("-", " ")} - {tag}
