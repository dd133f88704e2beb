"""office/commands: the commands of comments fit the SOP. Found while the configuration is loaded, in records/."""

from workflow.i18n.message import mark
from workflow.rules.rule import Rule, Subject

RULE = Rule(
    slug="office/commands",
    subject=Subject.OFFICE,
    purpose=mark("Each word stands for one command only, and a command's steps and results are the SOP's."),
    source=mark("SOP 418/2024, steps 1 to 8"),
    bad="  koreksi: {does: step, steps: [5], results: {setuju: publish}}",
    good="  koreksi: {does: step, steps: [5], results: {setuju: approved}}",
)
