"""An office quite unlike the sample: six steps, other roles and words, another zone, other hours, a staff of four."""

from pathlib import Path

from workflow.config.load import load_office
from workflow.config.office import Office

FILES = {
    "mkdocs.yml": """\
site_name: Redaksi
docs_dir: site_config
site_dir: site
theme:
  name: material
  language: id
  font: false
  icon:
    logo: material/newspaper-variant-outline
nav:
  - Beranda: index.md
  - Tentang: tentang/index.md
  - Kontak: kontak/index.md
plugins:
  - redaksi
""",
    "site_config/office.yml": """\
name: Bagian Komunikasi Pimpinan Kabupaten Nusa Timur
short: Prokopim Nusa Timur
regency: Kabupaten Nusa Timur
address: Jalan Pantai 7, Nusa Timur
email: berita@nusatimur.example
phone: (0380) 111-222
website: https://berita.nusatimur.example/
tagline: Kabar dari Nusa Timur
""",
    "site_config/calendar.yml": """\
zone: Asia/Makassar
hours:
  monday: ["08:00-12:30", "13:30-16:15"]
  tuesday: ["08:00-12:30", "13:30-16:15"]
  wednesday: ["08:00-12:30", "13:30-16:15"]
  thursday: ["08:00-12:30", "13:30-16:15"]
  friday: ["08:00-11:00"]
  saturday: ["09:00-12:00"]
periods:
  - name: Pekan Suci 2026
    from: 2026-03-30
    until: 2026-04-04
    hours:
      monday: ["08:00-12:00"]
      tuesday: ["08:00-12:00"]
      wednesday: ["08:00-12:00"]
      thursday: []
      friday: []
""",
    "site_config/people.yml": """\
maria:
  name: Maria Teladan
  roles: [{role: kabag, from: 2025-01-02}]
yosef:
  name: Yosef Teladan
  roles: [{role: penyunting, from: 2025-01-02}]
agnes:
  name: Agnes Teladan
  roles: [{role: penulis, from: 2025-01-02}]
petrus:
  name: Petrus Teladan
  roles: [{role: penulis, from: 2025-01-02}]
""",
    "site_config/agencies.yml": """\
pertanian:
  name: Dinas Pertanian
  short: Distan
  email: pertanian@nusatimur.example
""",
    "site_config/partners.yml": """\
situs:
  name: Situs Prokopim
  kind: website
suara:
  name: Radio Suara Nusa
  kind: radio
""",
    "site_config/categories.yml": """\
desa:
  name: Desa
  description: Kabar desa
laut:
  name: Laut
  description: Nelayan dan pelabuhan
""",
    "site_config/policy.yml": """\
late_after: 90
evidence:
  default: committed
  reviewers: [kabag, penyunting]
owners:
  - {path: site_config/, roles: [kabag]}
""",
    "site_config/commands.yml": """\
lines: {terlambat: delay, diketahui: acknowledged-by, jawaban: public-reason}
commands:
  agenda: {does: register, help: Mengagendakan surat, example: /agenda, leaves: []}
  timbang:
    does: step
    help: Menimbang surat
    example: "/timbang muat ke penulis: Tulis hari ini."
    leaves: [disposition]
    results: {muat: muat, tampik: tampik}
    marks: {ke: to}
    text: instruction
  tulis: {does: draft, help: Membuat naskah, example: /tulis Judul berita, leaves: [news]}
  rampung: {does: step, help: Naskah rampung, example: /rampung, leaves: [news]}
  sunting:
    does: step
    help: Menyunting naskah
    example: /sunting layak
    leaves: [content]
    results: {layak: layak, ulang: ulang}
    text: note
  siar: {does: step, help: Menyiarkan berita, example: /siar, leaves: [outlets], rest: outlets}
  tutup: {does: step, help: Memberi tahu dan melaporkan, example: "/tutup LAP/1", leaves: [report], rest: report}
  bantuan: {does: help, help: Menampilkan perintah, example: /bantuan}
""",
    "site_config/sop/9-2025.yml": """\
id: 9-2025
number: 9/PROKOPIM/2025
title: Layanan Berita Pimpinan
effective: 2025-02-03
office: Bagian Komunikasi Pimpinan Kabupaten Nusa Timur
approved_by: Sekretaris Daerah
legal_bases: [UU 14/2008]
qualifications: [Mampu menulis]
related: [SOP Surat Masuk]
equipment: [Komputer]
warnings: [Surat hilang]
records: [Berita]
head: kabag
total: 405
performers:
  kabag: {title: Kepala Bagian Prokopim}
  penyunting: {title: Penyunting}
  penulis: {title: Penulis Berita}
statuses: {tercatat: Tercatat, ditimbang: Ditimbang, ditampik: Tidak dimuat, tertulis: Tertulis, layak: Layak siar,
  diulang: Ditulis ulang, tersiar: Tersiar, tuntas: Tuntas, batal: Dibatalkan pengirim}
withdrawn: batal
steps:
  - number: 1
    activity: Mencatat surat di buku agenda
    performer: penulis
    norm: {min: 20, max: 20}
    results: {catat: {name: Tercatat, status: tercatat, next: 2}}
  - number: 2
    activity: Menimbang surat dan membagi tugas
    performer: kabag
    norm: {min: 25, max: 25}
    results:
      muat: {name: Muat, status: ditimbang, next: 3, needs: [disposition]}
      tampik: {name: Tampik, status: ditampik, next: 6, needs: [disposition]}
  - number: 3
    activity: Menulis berita
    performer: penulis
    norm: {min: 100, max: 240}
    results: {tulis: {name: Tertulis, status: tertulis, next: 4, needs: [news]}}
  - number: 4
    activity: Menyunting berita
    performer: penyunting
    not_by: [3]
    norm: {min: 40, max: 40}
    results:
      layak: {name: Layak, status: layak, next: 5, needs: [content]}
      ulang: {name: Tulis ulang, status: diulang, next: 3, needs: [note]}
  - number: 5
    activity: Menyiarkan berita
    performer: penulis
    alternates: [penyunting]
    norm: {min: 35, max: 35}
    results: {siar: {name: Tersiar, status: tersiar, next: 6, needs: [outlets]}}
  - number: 6
    activity: Mengabari pengirim dan menutup berkas
    performer: penulis
    norm: {min: 45, max: 45}
    results: {tutup: {name: Tuntas, status: tuntas, needs: [notice, report]}}
""",
}
"""Everything that this office has of its own."""


def second_office(target: Path) -> Path:
    """The office in a folder."""
    for path, text in FILES.items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_text(text)
    return target


def load_second_office(target: Path) -> Office:
    """The office, loaded from a fresh folder."""
    office, findings = load_office(second_office(target))
    assert office, findings
    assert findings == []
    return office
