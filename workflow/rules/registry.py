"""The registry: every rule, in the order in which they are asked. A new rule is one file and one line here."""

from workflow.rules.attachments import file as attached_file
from workflow.rules.attachments import personal as attached_personal
from workflow.rules.attachments import readable, safe
from workflow.rules.deadlines import norm, outside_hours, total
from workflow.rules.deadlines import open as open_step
from workflow.rules.fields import duplicate, missing, normal_form, path, unknown, unreadable, unseen, value
from workflow.rules.fields import type as type_rule
from workflow.rules.history import acts as act_history
from workflow.rules.history import calendar as calendar_history
from workflow.rules.history import (
    conflict,
    consequences,
    entries,
    former_site,
    late,
    number,
    removed,
    seal,
    taken_back,
    zone,
)
from workflow.rules.history import edition as edition_in_use
from workflow.rules.history import holds as hold_history
from workflow.rules.history import reports as report_history
from workflow.rules.history.authorship import author, authority, evidence, owners, signature, vouched
from workflow.rules.history.commits import dates, files, form, mixed, site
from workflow.rules.history.commits import personal as personal_history
from workflow.rules.history.commits import picture as picture_history
from workflow.rules.links import addressee, agency, article, category, host, image, page, partner, reason, request, tag
from workflow.rules.office import (
    calendar,
    commands,
    contacts,
    face,
    holidays,
    identity,
    mkdocs,
    moved,
    notices,
    pages,
    people,
    policy,
    ready,
    sop,
    topics,
)
from workflow.rules.people import acts as acting
from workflow.rules.people import answers, byline, four_eyes, known, role, turn
from workflow.rules.privacy import email, identity_number, phone
from workflow.rules.publishing import (
    acts,
    alt_text,
    approval,
    body,
    changed,
    complete,
    confidential,
    correction,
    event,
    fact_check,
    image_text,
    imported,
    letter,
    picture,
    release,
    reports,
    unapproved,
    unshown,
    validity,
    withdrawn,
)
from workflow.rules.publishing.writing import (
    acronym,
    figure,
    lead,
    paragraph,
    placeholder,
    preposition,
    quotation,
    sentence,
    shouting,
    spacing,
    spelling,
    summary,
    title,
    unwritten,
)
from workflow.rules.rule import Rule, Subject
from workflow.rules.steps import (
    after_end,
    before_letter,
    corrects,
    edition,
    future,
    hold,
    note,
    order,
    output,
    result,
    status,
    time,
)

RULES: tuple[Rule, ...] = (
    unreadable.RULE,
    duplicate.RULE,
    missing.RULE,
    unknown.RULE,
    type_rule.RULE,
    value.RULE,
    path.RULE,
    normal_form.RULE,
    unseen.RULE,
    edition.RULE,
    order.RULE,
    after_end.RULE,
    result.RULE,
    corrects.RULE,
    note.RULE,
    output.RULE,
    time.RULE,
    before_letter.RULE,
    future.RULE,
    hold.RULE,
    status.RULE,
    norm.RULE,
    total.RULE,
    open_step.RULE,
    outside_hours.RULE,
    known.RULE,
    role.RULE,
    four_eyes.RULE,
    turn.RULE,
    byline.RULE,
    acting.RULE,
    answers.RULE,
    agency.RULE,
    addressee.RULE,
    partner.RULE,
    reason.RULE,
    category.RULE,
    image.RULE,
    host.RULE,
    page.RULE,
    tag.RULE,
    article.RULE,
    request.RULE,
    email.RULE,
    phone.RULE,
    identity_number.RULE,
    body.RULE,
    complete.RULE,
    title.RULE,
    shouting.RULE,
    summary.RULE,
    image_text.RULE,
    picture.RULE,
    attached_file.RULE,
    safe.RULE,
    readable.RULE,
    attached_personal.RULE,
    event.RULE,
    correction.RULE,
    withdrawn.RULE,
    unshown.RULE,
    imported.RULE,
    acts.RULE,
    reports.RULE,
    validity.RULE,
    fact_check.RULE,
    release.RULE,
    unapproved.RULE,
    approval.RULE,
    unwritten.RULE,
    confidential.RULE,
    changed.RULE,
    removed.RULE,
    form.RULE,
    authority.RULE,
    site.RULE,
    entries.RULE,
    act_history.RULE,
    seal.RULE,
    vouched.RULE,
    taken_back.RULE,
    hold_history.RULE,
    report_history.RULE,
    author.RULE,
    signature.RULE,
    evidence.RULE,
    late.RULE,
    conflict.RULE,
    dates.RULE,
    mixed.RULE,
    owners.RULE,
    consequences.RULE,
    calendar_history.RULE,
    edition_in_use.RULE,
    former_site.RULE,
    files.RULE,
    number.RULE,
    zone.RULE,
    personal_history.RULE,
    picture_history.RULE,
    placeholder.RULE,
    letter.RULE,
    lead.RULE,
    sentence.RULE,
    paragraph.RULE,
    quotation.RULE,
    figure.RULE,
    acronym.RULE,
    spelling.RULE,
    preposition.RULE,
    spacing.RULE,
    alt_text.RULE,
    sop.RULE,
    calendar.RULE,
    people.RULE,
    holidays.RULE,
    ready.RULE,
    policy.RULE,
    commands.RULE,
    identity.RULE,
    contacts.RULE,
    face.RULE,
    moved.RULE,
    notices.RULE,
    topics.RULE,
    mkdocs.RULE,
    pages.RULE,
)

BY_SLUG: dict[str, Rule] = {rule.slug: rule for rule in RULES}


def rules_about(subject: Subject) -> tuple[Rule, ...]:
    """The rules that look at one kind of thing, in order."""
    return tuple(rule for rule in RULES if rule.subject is subject and rule.check)


NOT_OF_IMPORTED = frozenset(
    rule.slug
    for rule in (
        *(byline.RULE, complete.RULE, image_text.RULE),  # the office has neither their authors nor their papers
        *(placeholder.RULE, title.RULE, shouting.RULE, summary.RULE, lead.RULE, sentence.RULE, paragraph.RULE),
        *(quotation.RULE, figure.RULE, acronym.RULE, spelling.RULE, preposition.RULE, spacing.RULE, alt_text.RULE),
    )
)
"""Rules that are not asked of stories of the former site: how an office writes, and who of it wrote. All others are."""
