"""The disposition sheet (lembar disposisi) of a letter: to be signed by hand, or as it was entered (SOP step 2)."""

from collections.abc import Callable
from typing import Any

from workflow.documents.letterhead import letterhead, register_code
from workflow.i18n.dates import long_date, long_time
from workflow.records.request import Nature
from workflow.rules.context import RequestView
from workflow.sop.edition import Need

NATURE_LABELS = {
    Nature.ORDINARY: "Biasa",
    Nature.URGENT: "Segera",
    Nature.VERY_URGENT: "Sangat segera",
    Nature.CONFIDENTIAL: "Rahasia",
}
"""As they stand on the form (Permendagri 1/2023, tata naskah dinas)."""


def disposition_sheet(view: RequestView, nip_of: Callable[[str], str | None]) -> dict[str, Any]:
    """The data of the sheet. `nip_of`: an employee's number by their key, which no file of the office holds."""
    office, record, edition = view.office, view.record, view.edition
    letter, decided = record.letter, record.disposition
    titles = {key: performer.title for key, performer in edition.performers.items() if key != edition.head}
    decisions = next((step.results for step in edition.steps if step.decides), {})
    signed = view.last_with(Need.DISPOSITION)
    signer = office.people.get(signed[1].by) if signed else None
    return {
        "head": letterhead(office),
        "title": "Lembar Disposisi",
        "number": record.id,
        "facts": [
            ["Surat dari", office.agency_name(letter.sender)],
            ["Nomor surat", letter.number],
            ["Tanggal surat", long_date(letter.date)],
            ["Diterima", long_time(letter.received, office.zone)],
            ["Nomor agenda", record.id],
        ],
        "natures": [[name, nature is letter.nature] for nature, name in NATURE_LABELS.items()],
        "subject": letter.subject,
        "decisions": [[result.name, bool(decided and decided.decision == key)] for key, result in decisions.items()],
        "addressees": [[title, bool(decided and decided.to == key)] for key, title in titles.items()],
        "instruction": decided.instruction if decided else "",
        "public_reason": (decided.public_reason if decided else None) or "",
        "signer": edition.performers[edition.head].title,
        "name": (signer.name if signer else signed[1].by) if signed else "",
        "rank": (signer.rank if signer else None) or "",
        "nip": grouped_nip(nip_of(signed[1].by) or "") if signed else "",
        "signed": long_time(signed[1].finished, office.zone) if signed else "",
        "sop": edition.filled_number,
        "code": register_code(office, record),
    }


def grouped_nip(digits: str) -> str:
    """An employee's number as it is printed: day of birth, month of appointment, sex, sequence."""
    return " ".join(filter(None, (digits[:8], digits[8:14], digits[14:15], digits[15:])))
