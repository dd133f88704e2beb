"""Sentences to make articles of: ordinary office prose with quotations, numbers and dates in it."""

import random

TITLES = (
    "Pekan Imunisasi Anak",
    "Pelatihan Guru PAUD",
    "Pasar Murah Ramadan",
    "Perbaikan Jembatan Gantung",
    "Layanan Loket Terpadu",
    "Perpustakaan Keliling Sungai",
    "Pembayaran QRIS Pedagang Pasar",
    "Siaga Banjir Sungai Pawan",
)

SENTENCES = (
    "Kegiatan itu berlangsung selama enam hari, mulai Senin (3/11/2025), di kantor kecamatan dan balai desa.",
    "“Warga tidak perlu datang ke kota; petugas kami yang mendatangi desa,” kata Kepala Dinas, Anggrek Contoh.",
    "Sebanyak 310 petugas dikerahkan, termasuk 24 orang yang menempuh perjalanan tiga jam dengan perahu motor.",
    "Sampai akhir September, cakupan layanan kabupaten baru 87 persen dari sasaran 95 persen.",
    "Warga cukup membawa kartu keluarga dan mengisi formulir yang disediakan di meja pendaftaran.",
    "Loket dibuka pukul 08.00 sampai 12.00 WIB pada hari kerja, kecuali Jumat yang ditutup pukul 11.00 WIB.",
    "Anggaran kegiatan sebesar Rp1,25 miliar berasal dari APBD Kabupaten Ketapang tahun ini.",
    "Camat Contoh berharap layanan serupa dapat diadakan dua kali setahun di setiap kecamatan.",
    "Di wilayah hulu, jalan yang rusak setelah hujan membuat sebagian petugas harus berjalan kaki.",
    "Hasil kegiatan akan diumumkan pada awal bulan depan setelah data dari semua kecamatan terhimpun.",
    "Seorang warga, Melati Contoh, mengaku terbantu karena tidak lagi mengeluarkan ongkos perjalanan.",
    "Keterangan lengkap dan jadwal setiap desa dapat dilihat di laman resmi pemerintah kabupaten.",
)


def body(chance: random.Random, words: int) -> str:
    """Paragraphs of at least so many words, and at most one paragraph more."""
    paragraphs: list[str] = []
    while sum(len(paragraph.split()) for paragraph in paragraphs) < words:
        paragraphs.append(" ".join(chance.sample(SENTENCES, 4)))
    return "\n\n".join(paragraphs) + "\n"
