"""The schema of the open data: each field described once, for the JSON Schema and for the page that explains them.

Their names are Indonesian because those who use the data are.
"""

from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from workflow.i18n.catalog import translations
from workflow.i18n.language import DEFAULT_LANGUAGE
from workflow.i18n.message import mark

JSON_SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class StepFigures(Struct, frozen=True, forbid_unknown_fields=True):
    """A step's figures."""

    sop: Annotated[str, Meta(description=mark("number of the SOP's edition"))]
    langkah: Annotated[int, Meta(ge=1, description=mark("number of the step in that edition"))]
    kegiatan: Annotated[str, Meta(description=mark("the step's activity, as the SOP says it"))]
    norma_detik: Annotated[int, Meta(ge=0, description=mark("working seconds that the SOP allows at most"))]
    median_detik: Annotated[
        int, Meta(ge=0, description=mark("median working seconds from the hand-over to the finish, all performances"))
    ]
    dikerjakan: Annotated[
        int, Meta(ge=0, description=mark("performances; a step repeated after a return counts again"))
    ]
    terlambat: Annotated[int, Meta(ge=0, description=mark("performances that took longer than the norm"))]


class ReasonFigures(Struct, frozen=True, forbid_unknown_fields=True):
    """A reason's figure."""

    alasan: Annotated[str, Meta(description=mark("name of the coded reason for a delay"))]
    jumlah: Annotated[int, Meta(ge=1, description=mark("steps for which it was given"))]


class PeriodFigures(Struct, frozen=True, forbid_unknown_fields=True):
    """A period's figures."""

    rentang: Annotated[str, Meta(pattern="^(tahun|bulan)$", description=mark("kind of period: year or month"))]
    periode: Annotated[str, Meta(pattern=r"^\d{4}(-\d\d)?$", description=mark("the period, in the office's time"))]
    diterima: Annotated[int, Meta(ge=0, description=mark("letters that arrived in the period"))]
    selesai: Annotated[int, Meta(ge=0, description=mark("requests whose last step was finished in the period"))]
    tepat_waktu: Annotated[int, Meta(ge=0, description=mark("of the finished: working time within the SOP's total"))]
    persen_tepat_waktu: Annotated[
        int | None,
        Meta(description=mark("on-time share of the finished in percent; null without any")),
    ]
    tidak_dimuat: Annotated[int, Meta(ge=0, description=mark("of the finished: declined, not published"))]
    ditarik: Annotated[int, Meta(ge=0, description=mark("requests that their senders took back in the period"))]
    terbuka: Annotated[int, Meta(ge=0, description=mark("requests still open at the end of the period (or now)"))]
    ralat: Annotated[int, Meta(ge=0, description=mark("corrections of published texts in the period"))]
    median_detik: Annotated[
        int | None,
        Meta(description=mark("median working seconds of the finished, from the letter to the end; null without any")),
    ]
    langkah: Annotated[
        tuple[StepFigures, ...], Meta(description=mark("the steps of the requests finished in the period"))
    ]
    alasan: Annotated[
        tuple[ReasonFigures, ...],
        Meta(description=mark("coded reasons for delay of the requests finished in the period")),
    ]


class Data(Struct, frozen=True, forbid_unknown_fields=True):
    """The file layanan.json."""

    lisensi: Annotated[str, Meta(description=mark("address of the licence"))]
    sumber: Annotated[str, Meta(description=mark("the office that publishes the data"))]
    dibuat: Annotated[str, Meta(description=mark("the time the data is of, with its offset"))]
    angka: Annotated[tuple[PeriodFigures, ...], Meta(description=mark("figures by year, then by month"))]


class LetterRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A letter of the register."""

    nomor: Annotated[str, Meta(pattern=r"^\d{4}-\d{4}$", description=mark("agenda number"))]
    instansi: Annotated[str, Meta(description=mark("the agency that sent the letter"))]
    perihal: Annotated[str, Meta(description=mark("subject of the letter"))]
    keadaan: Annotated[str, Meta(description=mark("state of the request, as the SOP names it"))]
    diterima: Annotated[str, Meta(description=mark("when the letter arrived, with its offset"))]
    berakhir: Annotated[str | None, Meta(description=mark("when nothing remained to be done; null while it is open"))]
    langkah: Annotated[int | None, Meta(description=mark("the step whose turn it is; null when there is none"))]
    batas_waktu: Annotated[
        str | None, Meta(description=mark("when that step must be done; null while the clock stands still"))
    ]
    detik_kerja: Annotated[int, Meta(ge=0, description=mark("working seconds so far, or until the last step"))]
    detik_menurut_sop: Annotated[int, Meta(ge=0, description=mark("working seconds that the SOP allows in all"))]
    halaman: Annotated[str, Meta(description=mark("address of the request's page"))]
    berita: Annotated[str | None, Meta(description=mark("address of the article, once it is public"))]


class Register(Struct, frozen=True, forbid_unknown_fields=True):
    """The file register.json."""

    lisensi: Annotated[str, Meta(description=mark("address of the licence"))]
    sumber: Annotated[str, Meta(description=mark("the office that publishes the data"))]
    dibuat: Annotated[str, Meta(description=mark("the time the data is of, with its offset"))]
    surat: Annotated[tuple[LetterRow, ...], Meta(description=mark("letters, newest first, no confidential ones"))]


def json_schema(kind: type[Any]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a file, in Indonesian."""
    (_,), parts = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
    for part in parts.values():
        del part["description"]  # the docstring of a type is for those who read the code
        for name, field in part["properties"].items():
            part["properties"][name] = field | {"description": _translated(field["description"])}
    return {"$schema": JSON_SCHEMA_DIALECT, **parts.pop(kind.__name__), "$defs": parts}


def field_descriptions(kind: type[Any]) -> list[tuple[str, str]]:
    """Each field of a type and what it means, in Indonesian."""
    _, parts = msgspec.json.schema_components([kind])
    return [(name, _translated(field["description"])) for name, field in parts[kind.__name__]["properties"].items()]


def _translated(text: str) -> str:
    return translations(DEFAULT_LANGUAGE).gettext(text)
