"""Renders messages by the office's templates: `site_config/messages/<kind>.txt` (first line: subject) and `.html`.

Templates are sandboxed; in HTML every value is escaped, and a value in the text cannot begin a header. The styles of
`_layout.html` go into every element, since Gmail, Outlook and Yahoo drop some or all of those in a page's head.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workflow.delivery.message import MessageKind, RenderedMessage
from workflow.extras import Extra, need
from workflow.records.file_source import layered_folders

TEMPLATE_FOLDER = "site_config/messages"


class TemplateError(Exception):
    """A template is missing or wrong; the text says which."""


class MessageTemplates:
    """The templates of one office."""

    def __init__(self, root: Path) -> None:
        """Raises MissingExtraError."""
        need(Extra.MAIL)
        import jinja2
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        loader = jinja2.FileSystemLoader(layered_folders(root, TEMPLATE_FOLDER))
        settings: dict[str, Any] = {
            "loader": loader,
            "undefined": jinja2.StrictUndefined,
            "trim_blocks": True,
            "lstrip_blocks": True,
        }
        self._plain = ImmutableSandboxedEnvironment(autoescape=False, **settings)  # text/plain
        self._marked = ImmutableSandboxedEnvironment(autoescape=True, **settings)
        self._mistake = jinja2.TemplateError

    def flaws(self) -> Iterator[str]:
        """Which templates are missing or cannot be read. Names that they get wrong show when a message is written."""
        for kind in MessageKind:
            for environment, ending in ((self._plain, "txt"), (self._marked, "html")):
                try:
                    environment.get_template(f"{kind.value}.{ending}")
                except self._mistake as error:
                    yield f"{TEMPLATE_FOLDER}/{kind.value}.{ending}: {error}"

    def words(self, kind: MessageKind, values: dict[str, Any]) -> RenderedMessage:
        """The message of a kind. Raises TemplateError."""
        flat = {name: _without_line_breaks(value) for name, value in values.items()}
        try:
            text = self._plain.get_template(f"{kind.value}.txt").render(flat)
            subject, _, body = text.partition("\n")
            html = self._marked.get_template(f"{kind.value}.html").render({**flat, "subject": subject.strip()})
            return RenderedMessage(subject.strip(), body.strip() + "\n", inline_styles(html))
        except (self._mistake, ValueError) as error:
            message = f"{TEMPLATE_FOLDER}/{kind.value}: {type(error).__name__}: {error}"
            raise TemplateError(message) from error


def inline_styles(html: str) -> str:
    """A page with its styles in its elements; what is for some readers alone (`@media`) stays in the head.

    Raises ValueError where the styles cannot be read, MissingExtraError.
    """
    need(Extra.MAIL)
    import css_inline

    return css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False).inline(html)


def _without_line_breaks(value: Any) -> Any:
    """Values without line breaks, in lists too."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, (list, tuple)):
        return [_without_line_breaks(one) for one in value]
    return value
