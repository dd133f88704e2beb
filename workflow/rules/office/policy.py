"""office/policy: the policy of evidence names roles and steps that there are."""

from workflow.i18n.message import mark
from workflow.rules.rule import Rule, Subject

RULE = Rule(
    slug="office/policy",
    subject=Subject.OFFICE,
    purpose=mark("The policy decides what may enter; a role or step that it misspells would never be asked for."),
    decisions=("evidence-from-git",),
    bad="reviewers: [kepala]",
    good="reviewers: [kepala-dinas, redaktur]",
)
