"""office/sop: an edition of the SOP contradicts nothing. Found while the configuration is loaded, in records/."""

from workflow.i18n.message import mark
from workflow.rules.rule import Rule, Subject

RULE = Rule(
    slug="office/sop",
    subject=Subject.OFFICE,
    purpose=mark(
        "Each edition of the SOP is consistent: numbering, performers, results, "
        "reachability, and norms that add up to the stated total."
    ),
    source=mark("SOP 418/2024, row Jumlah"),
    bad=mark("total: 380   # the norms add up to 375"),
    good="total: 375",
)
