"""The one-line summary of a report."""

from workflow.engine.report import Report
from workflow.i18n.catalog import tr
from workflow.text.finding import Severity


def summary(report: Report) -> str:
    """ "12 berkas diperiksa: 1 galat, 2 peringatan."."""
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    if not errors and not warnings:
        return tr("{files} files checked: all in order.", files=report.files)
    return tr(
        "{files} files checked: errors {errors}, warnings {warnings}.",
        files=report.files,
        errors=errors,
        warnings=warnings,
    )


def severity_name(severity: Severity) -> str:
    """ "galat" or "peringatan"."""
    return tr("error") if severity is Severity.ERROR else tr("warning")
