"""What MkDocs prints of a setting, template or folder that is wrong: one sentence with its place, and no traceback."""

import re
import traceback
from pathlib import Path

from jinja2 import TemplateSyntaxError
from mkdocs.exceptions import PluginError

from workflow.i18n.catalog import translate
from workflow.text.finding import Finding


def plugin_error(error: Exception, root: Path) -> PluginError:
    """An error as MkDocs' own user reads it. `root`: the office's folder, below which files are named."""
    file, line = _place(error)
    where = f"{file.removeprefix(f'{root}/')}:{line}: " if file else ""
    return PluginError(f"{where}{type(error).__name__}: {error}")


def _place(error: Exception) -> tuple[str, int]:
    """The file and the line of a template at which an error arose; "" for none. In a worker, only its text tells."""
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return error.filename, error.lineno
    told = re.findall(r'File "([^"<\n]+\.html)", line (\d+)', "".join(traceback.format_exception(error)))
    return (told[-1][0], int(told[-1][1])) if told else ("", 0)


def finding_line(finding: Finding) -> str:
    """What is wrong with the configuration, with its place and the field that is meant."""
    field = f"`{'.'.join(map(str, finding.place))}`: " if isinstance(finding.place, tuple) else ""
    return f"{finding.path}:{finding.line}: {field}{translate(finding.message)}"
