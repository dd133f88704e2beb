"""The bytes that an entry's signature covers: the entry, its place, and what it decides about."""

import msgspec
from msgspec.structs import replace

from workflow.records.request import Request

PAYLOAD_FORMAT = "redaksi entry 1"
"""Version of the payload's format; another one needs another name."""


def signed_payload(request: Request, index: int) -> bytes:
    """The bytes that an entry's signature covers.

    The entry without its signature, its place, the letter's number and arrival, the edition, and the disposition
    (without which an entry of the head would say nothing). So it fits no other letter and no other place.
    """
    entry = replace(request.steps[index], signature=None)
    disposition = msgspec.to_builtins(request.disposition)
    if request.disposition and request.disposition.public_reason is None:
        del disposition["public_reason"]  # added after signatures had been made that must stay valid
    covered = {
        "form": PAYLOAD_FORMAT,
        "request": request.id,
        "position": index + 1,
        "edition": request.sop,
        "letter": request.letter.number,
        "received": request.letter.received,
        "disposition": disposition,
        "entry": entry,
    }
    return msgspec.json.encode(covered, order="deterministic", enc_hook=int) + b"\n"  # instants are a kind of int
