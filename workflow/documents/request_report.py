"""The report of one request: its way through the SOP, times against norms (SOP step 8)."""

from typing import Any

from workflow.config.office import Office
from workflow.documents.letterhead import letterhead, register_code
from workflow.i18n.catalog import format_duration
from workflow.i18n.dates import long_date, long_time, short_time
from workflow.metrics.request_timing import RequestOutcome, RequestTiming, time_request
from workflow.records import urls
from workflow.rules.context import RequestView
from workflow.sop.edition import Need


def report_data(view: RequestView, now: int) -> dict[str, Any]:
    """The data of the report. People stand in it by the title of their function."""
    office, record, edition = view.office, view.record, view.edition
    timing = time_request(view, now)
    report = view.last_with(Need.REPORT)
    return {
        "head": letterhead(office),
        "title": f"Laporan Pelaksanaan Permintaan Publikasi {record.id}",
        "number": (report[1].report or "") if report else "",
        "facts": [
            ["Surat dari", office.agency_name(record.letter.sender)],
            ["Nomor dan tanggal", f"{record.letter.number}, {long_date(record.letter.date)}"],
            ["Perihal", record.letter.subject],
            ["Diterima", long_time(record.letter.received, office.zone)],
            ["Keadaan", edition.statuses.get(record.status, record.status)],
            ["Waktu kerja", f"{format_duration(timing.worked)} dari {format_duration(timing.total)}"],
            ["Berita", _address(office, record.news) if record.news else "tidak ada"],
        ],
        "on_time": timing.on_time,
        "open": timing.fate is RequestOutcome.OPEN,
        "steps": _steps(view, timing),
        "pauses": [
            [short_time(start, office.zone), short_time(end, office.zone) if end else "belum berakhir"]
            for start, end in timing.pauses
        ],
        "made": long_time(now, office.zone),
        "addressee": edition.performers[edition.head].title,
        "sop": edition.filled_number,
        "code": register_code(office, record),
    }


def _address(office: Office, key: str) -> str:
    return urls.absolute(office.identity.website, urls.article(key))


def _steps(view: RequestView, timing: RequestTiming) -> list[list[Any]]:
    """Number, activity, function, end, working time, norm, remark."""
    edition, zone = view.edition, view.office.zone
    rows = []
    for leg in timing.legs:
        step = edition.by_number[leg.number]
        result = step.results.get(leg.result)
        reason = view.office.delays.get(leg.reason)
        remarks = [result.name] if result and len(step.results) > 1 else []
        remarks += [reason.name if reason else "melewati batas"] if leg.late else []
        title = edition.performers[step.performer].title
        end = short_time(leg.finished, zone)
        rows.append(
            [
                leg.number,
                step.activity,
                title,
                end,
                format_duration(leg.worked),
                format_duration(leg.norm),
                "; ".join(remarks),
                leg.late,
            ]
        )
    return rows
