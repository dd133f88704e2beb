"""The names by which programs, not people, commit, and what this program says in its commits of what it acted upon."""

PROGRAM_EMAIL = "redaksi@users.noreply.invalid"
"""The committer of what this program commits for somebody: a step done by a comment, a text saved in the browser."""
FORGE_EMAIL = "noreply@github.com"
"""The committer of what GitHub commits for somebody: its web editor, its merge button."""
EVENT_TRAILER = "Redaksi-Event"
"""The trailer that names what was acted upon, by its address between angle brackets."""
CHANGES_REQUESTED_TRAILER = "Redaksi-Review: changes-requested"
"""The trailer of a step by which a review's request for changes was entered; such a review never vouches for a text."""


def trailer_lines(message: str) -> list[str]:
    """The lines of a message's last paragraph, as they stand: none goes on in the next, none is spelled otherwise."""
    paragraphs = message.strip("\n").split("\n\n")
    return paragraphs[-1].split("\n") if len(paragraphs) > 1 else []
