"""Reading a PDF: in a process of its own with bounded time and memory, once for each file's bytes.

pypdf is written in Python alone: a hostile file can make it slow or large, which the sandbox bounds, but not overwrite
memory. Nothing is drawn and nothing is run.
"""

import hashlib
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from workflow.infra import disk_cache
from workflow.infra.sandbox import run_sandboxed
from workflow.pdf.limits import CPU_SECONDS, LARGEST_PDF_BYTES
from workflow.pdf.summary import PDF_MAGIC, PdfProblem, PdfSummary


def read_pdf(data: bytes) -> PdfSummary:
    """A PDF looked through, or why it cannot be. The same bytes always give the same."""
    if len(data) > LARGEST_PDF_BYTES:
        return PdfSummary(PdfProblem.LARGE)
    if not data.startswith(PDF_MAGIC):
        return PdfSummary(PdfProblem.KIND)
    cached = disk_cache.cache_folder() / "pdf" / hashlib.sha256(data).hexdigest()
    key = f"{disk_cache.program_digest()}:{version('pypdf')}"
    known = disk_cache.read(cached, key, PdfSummary)
    if known is None:
        known = _read_sandboxed(data)
        disk_cache.write(cached, key, known)
    return known


def _read_sandboxed(data: bytes) -> PdfSummary:
    with TemporaryDirectory() as folder:
        output = Path(folder) / "summary"

        def work(pdf: bytes) -> None:
            from workflow.pdf.inspect import inspect_pdf  # pypdf is slow to import

            output.write_bytes(msgspec.msgpack.encode(inspect_pdf(pdf)))

        run_sandboxed(work, [data], 1, CPU_SECONDS)
        try:
            return msgspec.msgpack.decode(output.read_bytes(), type=PdfSummary)
        except (OSError, msgspec.MsgspecError):
            return PdfSummary(PdfProblem.BROKEN)
