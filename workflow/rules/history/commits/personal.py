"""history/personal: no commit of a change brings personal data, also where a later one takes it out again."""

from collections.abc import Iterator

from workflow.i18n.message import Message, Phrase, mark, say
from workflow.rules.change_context import CommitPart, Disclosure, DisclosureKind, WholeChange
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Severity


def check(view: WholeChange) -> Iterator[Hit]:
    """Neither messages, nor names of files, nor what the files of any commit hold."""
    return (disclosure_hit(one) for one in view.disclosed)


def disclosure_hit(one: Disclosure) -> Hit:
    """What is to be said of one; never what it is, since findings go into public logs."""
    if one.part is CommitPart.AUTHOR:
        message = say(
            "The commit {commit} carries an e-mail address of its author or committer that may be private.",
            commit=one.commit[:10],
        )
        return Hit(0, message, OWN_ADDRESS, severity=Severity.WARNING, path=one.path)
    help_ = SAVE_AGAIN if one.what in (DisclosureKind.PLACE, DisclosureKind.HIDDEN, DisclosureKind.UNREADABLE) else ANEW
    return Hit(0, _message(one), help_, path=one.path)


def _message(one: Disclosure) -> Message:
    commit, where = one.commit[:10], PART_NAMES[one.part]
    match one.what:
        case DisclosureKind.EMAIL:
            return say(
                "The commit {commit} brings an e-mail address of a person ({where}).", commit=commit, where=where
            )
        case DisclosureKind.PHONE:
            return say(
                "The commit {commit} brings a telephone or WhatsApp number of a person ({where}).",
                commit=commit,
                where=where,
            )
        case DisclosureKind.IDENTITY:
            return say(
                "The commit {commit} brings a population identity number (NIK) or family-card number ({where}).",
                commit=commit,
                where=where,
            )
        case DisclosureKind.PLACE:
            return say("The picture in the commit {commit} says where it was taken.", commit=commit)
        case DisclosureKind.HIDDEN:
            return say(
                "The picture in the commit {commit} hides something behind its end, such as a film.", commit=commit
            )
        case DisclosureKind.UNREADABLE:
            return say(
                "What the commit {commit} brings cannot be looked through ({where}): it is not what its name says, "
                "broken, or too large.",
                commit=commit,
                where=where,
            )


PART_NAMES = {
    CommitPart.MESSAGE: Phrase(mark("in its message")),
    CommitPart.NAME: Phrase(mark("in the name of a file")),
    CommitPart.TEXT: Phrase(mark("in this file")),
    CommitPart.PICTURE: Phrase(mark("in this picture")),
    CommitPart.ATTACHMENT: Phrase(mark("in this PDF file, its text or what it says of itself")),
}
ANEW = say(
    "What a commit held stays in the history, also when a later one deletes it. Make the branch anew without it: on "
    "the web, close the pull request, delete its branch and begin a new one; on a computer `git reset --soft main`, "
    "take it out, commit, and `git push --force-with-lease`. If others can have seen it, tell the head of the office."
)
SAVE_AGAIN = say(
    "Open the picture, save it again as JPEG without its location and without motion, and make the branch anew with "
    "that: what a commit held stays in the history, also when a later one replaces it."
)
OWN_ADDRESS = say(
    "It stays public. If that is not wanted, switch on “Keep my email addresses private” in GitHub's settings, and "
    "make the commit again with the noreply address."
)

RULE = Rule(
    slug="history/personal",
    subject=Subject.CHANGE_WHOLE,
    purpose=mark(
        "What is in Git stays there for ever and is public: personal data that one commit brought and the next one "
        "took out can still be read by everybody."
    ),
    source=mark("Law 27/2022 on the protection of personal data"),
    bad='git commit -m "Hubungi 0812-0000-0000"',
    good='git commit -m "Surat 2026-0107: langkah 3"',
    check=check,
)
