"""The register and the figures as open data: CSV, JSON, and the JSON Schema that describes each field."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from workflow.config.office import Office
from workflow.i18n.dates import local_time
from workflow.metrics.aggregate import PeriodTally
from workflow.records import urls
from workflow.site.models.open_data_schema import (
    Data,
    LetterRow,
    PeriodFigures,
    ReasonFigures,
    Register,
    StepFigures,
    json_schema,
)
from workflow.site.models.public_content import PublicContent
from workflow.site.models.service_report import ServiceReport, reason_line, step_line
from workflow.text.csv_safe import csv_lines, escape_formula

LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"


def open_data(office: Office, news: PublicContent, now: int) -> dict[str, bytes]:
    """Every file of open data, by its address."""
    created = local_time(now, office.zone).isoformat()
    service = Data(LICENCE_URL, office.identity.name, created, tuple(_periods(office, news.service)))
    register = Register(LICENCE_URL, office.identity.name, created, tuple(_letters(office, news)))
    texts = {
        "layanan.json": _json(service),
        "layanan.schema.json": _json(json_schema(Data)),
        "layanan.csv": _csv(_figure_rows(service)),
        "register.json": _json(register),
        "register.schema.json": _json(json_schema(Register)),
        "register.csv": _csv(_register_rows(register)),
    }
    return {urls.DATA + name: text.encode() for name, text in texts.items()}


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=1).decode() + "\n"


def _csv(rows: Iterable[Iterable[object]]) -> str:
    return "".join(csv_lines([escape_formula(cell) if isinstance(cell, str) else cell for cell in row] for row in rows))


def _periods(office: Office, service: ServiceReport) -> Iterator[PeriodFigures]:
    yield from (_figures(office, "tahun", f"{year.first:%Y}", year.figures) for year in service.years)
    yield from (_figures(office, "bulan", f"{month.first:%Y-%m}", month.figures) for month in service.months)


def _figures(office: Office, kind: str, name: str, figures: PeriodTally) -> PeriodFigures:
    lines = [step_line(office, step) for step in figures.steps]
    return PeriodFigures(
        rentang=kind,
        periode=name,
        diterima=figures.received,
        selesai=figures.finished,
        tepat_waktu=figures.on_time,
        persen_tepat_waktu=figures.percent,
        tidak_dimuat=figures.refused,
        ditarik=figures.taken_back,
        terbuka=figures.open,
        ralat=figures.corrections,
        median_detik=figures.median,
        langkah=tuple(
            StepFigures(line.sop, one.number, line.activity, one.norm, one.median, one.count, one.late)
            for line in lines
            for one in (line.figures,)
        ),
        alasan=tuple(
            ReasonFigures(line.name, line.count) for line in (reason_line(office, one) for one in figures.reasons)
        ),
    )


def _letters(office: Office, news: PublicContent) -> Iterator[LetterRow]:
    zone, site = office.zone, urls.absolute(office.identity.website)

    def iso(at: int | None) -> str | None:
        return None if at is None else dt.datetime.fromtimestamp(at, office.timeline.zone).isoformat()

    for row in news.rows:
        timing = news.timings[row.number]
        yield LetterRow(
            nomor=row.number,
            instansi=row.agency.name,
            perihal=row.subject,
            keadaan=row.state,
            diterima=local_time(row.received, zone).isoformat(),
            berakhir=iso(timing.ended),
            langkah=timing.due.number if timing.due else None,
            batas_waktu=iso(timing.due.at) if timing.due else None,
            detik_kerja=timing.worked,
            detik_menurut_sop=timing.total,
            halaman=site + urls.request(row.number),
            berita=site + row.story if row.story else None,
        )


def _register_rows(register: Register) -> Iterator[Sequence[object]]:
    yield LetterRow.__struct_fields__
    yield from (msgspec.structs.astuple(letter) for letter in register.surat)


_COUNT_FIELDS = ("diterima", "selesai", "tepat_waktu", "tidak_dimuat", "ditarik", "terbuka", "ralat", "median_detik")


def _figure_rows(service: Data) -> Iterator[Sequence[object]]:
    """One figure a line, so that one file holds them all."""
    yield "rentang", "periode", "ukuran", "sop", "langkah", "alasan", "nilai"
    for one in service.angka:
        place = (one.rentang, one.periode)
        for name in _COUNT_FIELDS:
            yield *place, name, None, None, None, getattr(one, name)
        for step in one.langkah:
            for name in ("norma_detik", "median_detik", "dikerjakan", "terlambat"):
                yield *place, f"langkah_{name}", step.sop, step.langkah, None, getattr(step, name)
        for reason in one.alasan:
            yield *place, "alasan_jumlah", None, None, reason.alasan, reason.jumlah
