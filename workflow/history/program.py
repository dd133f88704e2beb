"""The names by which programs, not people, commit."""

PROGRAM = "redaksi@users.noreply.invalid"
"""The committer of what this program commits for somebody: a step done by a comment, a text saved in the browser."""
FORGE = "noreply@github.com"
"""The committer of what GitHub commits for somebody: its web editor, its merge button."""
