"""Security headers: a strict Content-Security-Policy (W3C CSP Level 3), and what else a browser may do with our pages.

Every page carries the policy itself, since some servers (GitHub Pages) send no headers of ours. What works only as a
header is in `_headers`, which several hosts read, and which an administrator can copy from.
"""

from collections.abc import Mapping

HEADERS_FILE = "_headers"

PAGE_DIRECTIVES: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",  # WebAssembly: the search reads its index with it
    "style-src": "'self'",
    "img-src": "'self' data:",  # the theme's icons are data in its styles
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",  # the search thinks beside the page
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
"""By directive. Nothing inline, nothing from another host."""

HEADER_DIRECTIVES = {**PAGE_DIRECTIVES, "frame-ancestors": "'none'"}
"""A page cannot forbid to be framed; a header can."""

OTHER_HEADERS = {
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}

DOCUMENT_HEADERS = {"Content-Type": "application/pdf", "Content-Disposition": "inline"}
"""Of attachments, beside those of every address: a document is shown as one, whatever the server takes it for."""


def format_policy(directives: Mapping[str, str]) -> str:
    """Directives as a Content-Security-Policy is written."""
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def headers_file() -> bytes:
    """The file `_headers`: every header for every address, and what documents have besides."""
    lines = {"Content-Security-Policy": format_policy(HEADER_DIRECTIVES), **OTHER_HEADERS}
    parts = {"/*": lines, "/*.pdf": DOCUMENT_HEADERS}
    return "".join(_section(path, headers) for path, headers in parts.items()).encode()


def _section(path: str, headers: Mapping[str, str]) -> str:
    return "".join([f"{path}\n", *(f"  {name}: {value}\n" for name, value in headers.items())])
