"""What somebody signs when they sign an entry: the entry, where it stands, and what it decides about."""

import msgspec
from msgspec.structs import replace

from workflow.records.request import Request

PAYLOAD_FORMAT = "redaksi entry 1"
"""Names this form of the text, so that another one can follow without confusion."""


def signed_payload(request: Request, index: int) -> bytes:
    """The bytes that an entry's signature covers.

    The entry without its signature, its place, the letter's number and arrival, the edition, and the disposition
    (without which an entry of the head would say nothing). So it fits no other letter and no other place.
    """
    entry = replace(request.steps[index], signature=None)
    disposition = msgspec.to_builtins(request.disposition)
    if request.disposition and request.disposition.public_reason is None:
        del disposition["public_reason"]  # it is younger than signatures that stand
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
