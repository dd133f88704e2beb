"""office/moved: an address of the former site leads to a page. Found while the configuration is loaded, in records/."""

from workflow.i18n.message import mark
from workflow.rules.rule import Rule, Subject

RULE = Rule(
    slug="office/moved",
    subject=Subject.OFFICE,
    purpose=mark("A moved address leads straight to a page that is there, and takes no page's place."),
    decisions=("lasting-addresses",),
    bad="/profil.html: /tidak-ada/",
    good="/profil.html: /tentang/",
)
