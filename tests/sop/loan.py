"""A procedure as small as one can be that branches, returns and ends: a library lends a room."""

import datetime as dt

from workflow.sop.edition import Edition, Need, Norm, Performer, Result, Step

REGISTERED, GRANTED, AGAIN, REFUSED, LENT = (
    Result("Tercatat", "recorded", 2),
    Result("Diizinkan", "granted", 3),
    Result("Kurang lengkap", "incomplete", 1),
    Result("Ditolak", "refused", None, (Need.NOTE,)),
    Result("Dipinjam", "lent"),
)
ONE = Step(1, "Mencatat", "clerk", Norm(0, 5), {"recorded": REGISTERED})
TWO = Step(2, "Memeriksa", "head", Norm(0, 5), {"yes": GRANTED, "again": AGAIN, "no": REFUSED}, alternates=("clerk",))
THREE = Step(3, "Meminjamkan", "clerk", Norm(0, 5), {"lent": LENT}, not_by=(2,))
EDITION = Edition(
    "loan",
    "1/2026",
    "Peminjaman",
    dt.date(2026, 1, 1),
    "Perpustakaan",
    "Kepala",
    *((),) * 6,
    head="head",
    total=15,
    performers={"clerk": Performer("Petugas"), "head": Performer("Kepala")},
    statuses={key: key for key in ("recorded", "granted", "incomplete", "refused", "lent", "taken-back")},
    withdrawn="taken-back",
    steps=(ONE, TWO, THREE),
)
