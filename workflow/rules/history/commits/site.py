"""history/site: the site that main would have with a change can be published. Found by trying it, in trial/."""

from workflow.i18n.message import mark
from workflow.rules.rule import Rule, Subject

RULE = Rule(
    slug="history/site",
    subject=Subject.CHANGE_WHOLE,
    purpose=mark(
        "A change of a template, a setting, an announcement or a hand-written page leaves a site that passes the "
        "inspection, now and at every later moment at which something opens or closes."
    ),
    decisions=("foreseen-publication", "base-judges"),
    bad='<button onclick="cetak()">',
    good="<button data-cetak>",
)
