"""Answers by e-mail as GitHub shows them: what mail programs write below somebody's own words, in both languages.

Sources: the programs' own templates (Thunderbird's and Roundcube's localization, Zimbra's ZmMsg, Apple Mail and Gmail as
they quote), and the foot of GitHub's notifications. Each is put below a comment; nothing of it is the writer's own.
"""

FOOT = """\
Reply to this email directly, view it on GitHub
<https://github.com/kantor/berita/pull/2#issuecomment-9>, or unsubscribe
<https://github.com/notifications/unsubscribe-auth/AB12>.
You are receiving this because you were mentioned.Message ID:
<kantor/berita/pull/2/c9@github.com>"""
SAID = f"Giliran langkah 5, koreksi.\n\n/koreksi setuju\n\n-- \n{FOOT}"
MARKED = "\n".join(f"> {line}".rstrip() for line in SAID.splitlines())
US = "notifications@github.com"
REPLY = "reply+AB12CD34EF56@reply.github.com"

MAILS: dict[str, str] = {
    "Gmail": f"Pada Sen, 30 Nov 2026 pukul 08.00 Sari Contoh <{US}>\nmenulis:\n\n{MARKED}",
    "Gmail, one line": f"Pada Sen, 30 Nov 2026 pukul 08.00 Sari Contoh <{US}> menulis:\n\n{MARKED}",
    "Gmail, wrapped within": f"Pada Sen, 30 Nov 2026 pukul 08.00 Sari Contoh di Kantor Contoh <\n{US}> menulis:\n\n{MARKED}",
    "Gmail on Android": f"Pada tanggal Sen, 30 Nov 2026 08.00, Sari Contoh <{US}> menulis:\n\n{MARKED}",
    "Gmail of long ago": f"Pada tanggal 30 November 2026 08.00, Sari Contoh <{US}> menulis:\n\n{MARKED}",
    "Gmail, unmarked": f"Pada Sen, 30 Nov 2026 08.00 Sari Contoh <{US}> menulis:\n\n{SAID}",
    "Gmail in English": f"On Mon, Nov 30, 2026 at 8:00\u202fAM Sari Contoh <{US}>\nwrote:\n\n{MARKED}",
    "Gmail on Android in English": f"On Mon, 30 Nov 2026, 08:00 Sari Contoh, <{US}> wrote:\n\n{MARKED}",
    "Gmail, forwarded": f"---------- Forwarded message ---------\nDari: Sari Contoh <{US}>\nDate: Sen, 30 Nov 2026 pukul 08.00\nSubject: Re: [kantor/berita] 2026-0004\nTo: kantor/berita <{REPLY}>\n\n{SAID}",
    "Gmail, forwarded in Indonesian": f"---------- Pesan terusan ---------\nDari: Sari Contoh <{US}>\nTanggal: Sen, 30 Nov 2026\n\n{SAID}",
    "Outlook": f"Dari: Sari Contoh <{US}>\nDikirim: Senin, 30 November 2026 08.00\nKepada: kantor/berita <{REPLY}>\nCc: Rina; Mention <mention@noreply.github.com>\nSubjek: Re: [kantor/berita] 2026-0004 (PR #2)\n\n{SAID}",
    "Outlook with Perihal": f"Dari: Sari Contoh [mailto:{US}] \nTerkirim: 30 November 2026 8:00\nKe: kantor/berita\nPerihal: Re: [kantor/berita] 2026-0004\n\n{SAID}",
    "Outlook on the web": f"________________________________\nDari: Sari Contoh <{US}>\nDikirim: Senin, 30 November 2026 08.00\nKepada: kantor/berita <{REPLY}>\nSubjek: Re: a\n\n{SAID}",
    "Outlook in bold": f"**Dari:** Sari Contoh <{US}>\n**Dikirim:** Senin, 30 November 2026 08.00\n**Kepada:** kantor/berita\n**Subjek:** Re: a\n\n{SAID}",
    "Outlook in stars": f"*Dari:* Sari Contoh <{US}>\n*Tanggal:* Senin, 30 November 2026 08.00\n*Kepada: *kantor/berita\n*Subjek: *Re: a\n\n{SAID}",
    "Outlook in English": f"From: Sari Contoh <{US}>\nSent: Monday, November 30, 2026 8:00 AM\nTo: kantor/berita <{REPLY}>\nCc: Rina\nSubject: Re: a\n\n{SAID}",
    "Outlook, a line between": f"From: Sari Contoh <{US}>\n\nSent: Monday, November 30, 2026 8:00 AM\n\nTo: kantor/berita\n\nSubject: Re: a\n\n{SAID}",
    "Outlook on Android": f"Dapatkan Outlook untuk Android<https://aka.ms/AAb9ysg>\n________________________________\nFrom: Sari Contoh <{US}>\nSent: Monday, November 30, 2026 8:00:00 AM\nTo: a\nSubject: b\n\n{SAID}",
    "Outlook on Android in English": f"Get Outlook for Android<https://aka.ms/AAb9ysg>\n\n{MARKED}",
    "Outlook on an iPhone": f"Dapatkan Outlook untuk iOS\n\n{MARKED}",
    "Outlook of long ago": f"-----Original Message-----\nFrom: Sari Contoh [mailto:{US}]\n\n{SAID}",
    "Yahoo": f"    Pada Senin, 30 November 2026 08.00.00 WIB, Sari Contoh <{US}> menulis:  \n \n {SAID}",
    "Yahoo with GMT": f" Pada Senin, 30 November 2026 pukul 08.00.00 GMT+7, Sari Contoh <{US}> menulis: \n\n{MARKED}",
    "Yahoo in English": f"    On Monday, November 30, 2026 at 08:00:00 AM GMT+7, Sari Contoh <{US}> wrote:  \n \n {SAID}",
    "Yahoo on Android": f"Dikirim dari Yahoo Mail di Android \n \n  Pada Sen, 30 Nov 2026 pada 8:00, Sari Contoh<{US}> menulis:   {SAID}",
    "Yahoo on Android in English": f"Sent from Yahoo Mail on Android \n \n  On Mon, 30 Nov 2026 at 8:00, Sari Contoh<{US}> wrote:   {SAID}",
    "Yahoo on an iPhone": f"Dikirim dari Yahoo Mail untuk iPhone\n\n{MARKED}",
    "Yahoo, all in one": f"Yahoo Mail: Search, Organize, Conquer\n\n{MARKED}",
    "Apple Mail": f"> Pada 30 Nov 2026, pukul 08.00, Sari Contoh <{US}> menulis:\n> \n{MARKED}",
    "Apple Mail, unmarked": f"Pada 30 Nov 2026, pukul 08.00, Sari Contoh <{US}> menulis:\n\n\ufeff{SAID}",
    "Apple Mail in English": f"> On 30 Nov 2026, at 08.00, Sari Contoh <{US}> wrote:\n> \n{MARKED}",
    "Apple Mail, wrapped": f"On Nov 30, 2026, at 8:00 AM, Sari Contoh\n<{US}> wrote:\n\n{MARKED}",
    "Apple Mail, forwarded": f"Mulai pesan yang diteruskan:\n\nDari: Sari Contoh <{US}>\nSubjek: a\n\n{SAID}",
    "Apple Mail, forwarded in English": f"Begin forwarded message:\n\n{MARKED}",
    "an iPhone": f"Dikirim dari iPhone saya\n\n> Pada 30 Nov 2026, pukul 08.00, Sari Contoh <{US}> menulis:\n> \n> \ufeff\n{MARKED}",
    "an iPhone, nothing quoted": "Dikirim dari iPhone saya",
    "an iPad": "Terkirim dari iPad saya",
    "an iPhone in English": f"Sent from my iPhone\n\nOn 30 Nov 2026, at 08.00, Sari Contoh <{US}> wrote:\n\n\ufeff\n{SAID}",
    "Thunderbird": f"Pada 30/11/26 08.00, Sari Contoh menulis:\n{MARKED}",
    "Thunderbird, long": f"Pada Senin, 30/11/2026 08.00, Sari Contoh menulis:\n{MARKED}",
    "Thunderbird in English": f"On 30/11/2026 08:00, Sari Contoh via GitHub wrote:\n{MARKED}",
    "Thunderbird, the name only": f"Sari Contoh menulis:\n{MARKED}",
    "Thunderbird on Android": f"Dikirim dari perangkat Android saya dengan K-9 Mail. Mohon maaf jika singkat.\n\n{MARKED}",
    "Thunderbird, forwarded": f"-------- Pesan yang Diteruskan --------\nPerihal: Re: a\nTanggal: Mon, 30 Nov 2026 08:00:00 +0700\nDari: Sari Contoh <{US}>\n\n{SAID}",
    "Samsung": f"Dikirim dari ponsel cerdas Samsung Galaxy saya.\n-------- Pesan asli --------\nDari: Sari Contoh <{US}>\nTanggal: 30/11/26 08.00 (GMT+07:00)\nKe: kantor/berita\nSubjek: Re: a\n\n{SAID}",
    "Samsung in English": f"Sent from my Galaxy\n\n-------- Original message --------\nFrom: Sari Contoh <{US}>\nDate: 11/30/26 8:00 AM (GMT+07:00)\nTo: a\nSubject: b\n\n{SAID}",
    "Samsung, nothing quoted": "Sent from my Samsung Galaxy smartphone.",
    "Xiaomi": f"Dikirim dari perangkat seluler Xiaomi saya\nPada Sari Contoh <{US}>, 30 Nov 2026 08.00 menulis:\n\n{MARKED}",
    "Zimbra": f"Dari: \"Sari Contoh\" <{US}>\nKepada: \"kantor/berita\" <{REPLY}>\nTerkirim: Senin, 30 November 2026 8:00:00\nSubjek: Re: a\n\n{SAID}",
    "Zimbra in English": f"From: \"Sari Contoh\" <{US}>\nTo: \"kantor/berita\" <{REPLY}>\nSent: Monday, November 30, 2026 8:00:00 AM\nSubject: Re: a\n\n{SAID}",
    "Zimbra of long ago": f"----- Pesan Asli -----\nDari: Sari Contoh <{US}>\n\n{SAID}",
    "Zimbra with its line": f"----- On 30 Nov, 2026, at 8:00 AM, Sari Contoh {US} wrote:\n\n{MARKED}",
    "Roundcube": f"Pada 2026-11-30 08:00, Sari Contoh menulis:\n{MARKED}",
    "Roundcube, tanggal": f"Pada tanggal 2026-11-30 08:00, Sari Contoh menulis:\n\n{MARKED}",
    "Roundcube, forwarded": f"-------- Pesan Asli --------\nPerihal: Re: a\nTanggal: 2026-11-30 08:00\nDari: Sari Contoh <{US}>\nKepada: kantor/berita <{REPLY}>\n\n{SAID}",
    "Roundcube in English": f"On 2026-11-30 08:00, Sari Contoh wrote:\n\n{MARKED}",
    "Proton": f"------- Original Message -------\nOn Monday, November 30th, 2026 at 8:00 AM, Sari Contoh <{US}> wrote:\n\n{MARKED}",
    "Proton's signature": f"Sent with Proton Mail secure email.\n\nOn Monday, 30 November 2026 at 08:00, Sari Contoh <{US}> wrote:\n\n{MARKED}",
    "a language nobody foresaw": f"Ing dina Senen, 30 Nov 2026 jam 08.00 Sari Contoh <{US}> nyerat:\n\n{MARKED}",
    "a language nobody foresaw, unmarked": f"30 Nov 2026 08.00, Sari Contoh <{US}>:\n\n{SAID}",
    "a header nobody foresaw": f"Menyang: {REPLY}\nBab: Re: a\n\n{SAID}",
    "GitHub's foot": f"—\n{FOOT}",
    "GitHub's foot alone": FOOT,
    "a signature": "-- \nBudi Contoh\nKepala Bidang",
    "a signature without its space": "--\nBudi Contoh",
    "a signature in dashes": f"—\nBudi Contoh, Kepala Bidang\n\nPada Sen, 30 Nov 2026 pukul 08.00 Sari Contoh <{US}> menulis:\n{MARKED}",
    "a quotation": MARKED,
}  # fmt: skip

HONEST: dict[str, str] = {
    "who wrote": "Pak Kabid menulis: ganti judulnya.",
    "a day": "Pada Senin 30 November 2026 rapat ditunda.",
    "a day and a colon": "Pada 30 November 2026 camat menulis surat: mohon dimuat.",
    "whence": "Dari: Dinas Kesehatan, bukan Dinas Pendidikan.",
    "whence and to whom": "Perbaiki alamatnya.\nDari: Dinas Kesehatan\nyang lain tetap.",
    "a dash": "Judul terlalu panjang - ringkas.",
    "an item": "Perbaiki ini.\n- jam\n- tempat",
    "a ruler": "Kurang lengkap.\n\n-----\nJamnya juga.",
    "how it was sent": "Foto dikirim dari iPhone saya tadi pagi, pakai yang itu.",
    "how it was sent, at the beginning": "Dikirim dari Bappeda tadi pagi, belum dipakai.",
    "wishes": "Salam hormat untuk Bu Sari, tolong jamnya.",
    "thanks": "Terima kasih, jamnya belum ada.",
    "an address of GitHub": "Surat pemberitahuan dari notifications@github.com jangan dikutip.",
    "Outlook": "Dapatkan foto dari Outlook, lalu pasang.",
}
"""What looks like it and is the writer's own, to be kept whole."""
