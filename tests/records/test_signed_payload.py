"""What a signature covers stays what it was when it was made."""

import json

from msgspec.structs import replace

from tests.support.offices import ROOT
from workflow.records.request import Request
from workflow.records.signed_payload import signed_payload
from workflow.text.document import read_document
from workflow.text.validate import validate

PATH = "content/requests/2026/0168.md"


def test_a_field_that_came_later_is_covered_only_where_it_is_used() -> None:
    """Signatures over dispositions from before there was a public reason still hold."""
    document, _ = read_document(PATH, (ROOT / PATH).read_bytes())
    assert document
    record, flaws = validate(Request, document.header, PATH)
    assert isinstance(record, Request)
    assert not flaws
    assert record.disposition
    covered = json.loads(signed_payload(record, 1))
    assert covered["disposition"] == document.header["disposition"]
    without_addressee = replace(record, disposition=replace(record.disposition, to=None))
    assert json.loads(signed_payload(without_addressee, 1))["disposition"]["to"] is None, "as it was signed then"
    explained = replace(record, disposition=replace(record.disposition, public_reason="Bukan berita."))
    assert json.loads(signed_payload(explained, 1))["disposition"]["public_reason"] == "Bukan berita."
