"""The repository itself: issues, merge commits, labels, code owners, Pages, secret scanning."""

from functools import partial

from workflow.forge.settings.row import Look, Plan, Request, Row
from workflow.forge.settings.snapshot import Seen
from workflow.i18n.message import Message, say

COLOUR = "0e8a16"
SAMPLE = "redaksi-contoh[bot]"
"""What `bots:` names in the sample office."""
SCANNING = ("secret_scanning", "secret_scanning_push_protection")


def switch(seen: Seen, name: str, gap: Message) -> Look:
    """A switch of the repository that must be on; GitHub does not show all of them to everybody."""
    if seen.repository.get(name, True):
        return Look()
    return Look((gap,), (Request("PATCH", "", {name: True}),))


def labels(seen: Seen) -> Look:
    """GitHub gives an issue only those labels of its form that are there."""
    known = {str(one["name"]).lower() for one in seen.items("labels")}
    missing = [name for name in seen.facts.labels if name.lower() not in known]
    return Look(
        tuple(say("“{name}” is not there", name=name) for name in missing),
        tuple(Request("POST", "labels", {"name": name, "color": COLOUR}) for name in missing),
    )


def owners(seen: Seen) -> Look:
    """GitHub passes over what it does not understand in CODEOWNERS, and over people who may not write."""
    found = seen.find("codeowners/errors")
    if found is None:
        return Look((say("the default branch has no CODEOWNERS: redaksi codeowners, then commit and send it"),))
    return Look(
        tuple(
            say(
                "line {line}: {kind}: {source}", line=one["line"], kind=one["kind"], source=str(one.get("source") or "")
            )
            for one in found["errors"]
        )
    )


def pages(seen: Seen) -> Look:
    """The site comes from a workflow, not from a branch."""
    found = seen.find("pages")
    data = {"build_type": "workflow"}
    if found is None:
        return Look((say("it is off"),), (Request("POST", "pages", data),))
    if found.get("build_type") != "workflow":
        return Look((say("the site is taken from a branch"),), (Request("PUT", "pages", data),))
    return Look()


def scanning(seen: Seen) -> Look:
    """Passwords that get into a commit are found. On a private repository that costs money, so it is left to people."""
    found = seen.repository.get("security_and_analysis") or {}
    off = [name for name in SCANNING if (found.get(name) or {}).get("status") != "enabled"]
    if not off:
        return Look()
    if seen.repository["private"]:
        return Look(notes=(say("it is off; a private repository pays for it (GitHub Secret Protection)"),))
    data = {"security_and_analysis": {name: {"status": "enabled"} for name in off}}
    words = {
        "secret_scanning": say("nobody looks for passwords in what is sent"),
        "secret_scanning_push_protection": say("passwords are not held back when they are sent"),
    }
    return Look(tuple(words[name] for name in off), (Request("PATCH", "", data),))


def bots(seen: Seen) -> Look:
    """What the App pushes for people counts for them only where the policy names it."""
    client = seen.variables().get("APP_CLIENT_ID")
    if client is None:
        return Look(notes=(say("there is no App yet"),))
    known = [seen.app(name.removesuffix("[bot]")) for name in seen.facts.bots]
    if any(app and app.get("client_id") == client for app in known):
        return Look()
    hidden = [name for name, app in zip(seen.facts.bots, known, strict=True) if app is None and name != SAMPLE]
    if hidden:  # a private App may not show itself to this token
        names = ", ".join(hidden)
        return Look(
            notes=(
                say("`bots:` names {names}: compare it with the App's address, …/apps/NAME, and [bot]", names=names),
            )
        )
    return Look(
        (say("`bots:` in site_config/policy.yml does not name the App: NAME[bot], as in its address, …/apps/NAME"),)
    )


ADMINISTRATION = "administration=write"
ISSUES = Row(
    "issues",
    say("issues"),
    say("letters come in by the form, and are answered there"),
    say("Settings > General > Features > Issues"),
    ADMINISTRATION,
    partial(switch, name="has_issues", gap=say("they are switched off")),
    ("act.yml",),
)
LABELS = Row(
    "labels",
    say("labels of the forms"),
    say("GitHub leaves out a label that is not there"),
    say("Issues > Labels > New label"),
    "issues=write",
    labels,
)
MERGING = Row(
    "merging",
    say("merge commits"),
    say("a merge commit keeps who made each commit; it is the only way to merge that the rules allow"),
    say("Settings > General > Pull Requests > Allow merge commits"),
    ADMINISTRATION,
    partial(switch, name="allow_merge_commit", gap=say("they are switched off")),
)
OWNERS = Row(
    "owners",
    say("CODEOWNERS as GitHub reads it"),
    say("whoever answers for the rules must be asked; GitHub asks only people who may write here"),
    say(
        "Settings > Collaborators (of an organization: Collaborators and teams, with Write): "
        "invite those named; each must accept"
    ),
    "contents=read",
    owners,
    plan=Plan.PAID,
)
PAGES = Row(
    "pages",
    say("GitHub Pages"),
    say("there the public site is shown"),
    say("Settings > Pages > Build and deployment > Source: GitHub Actions"),
    "administration=write,pages=write",
    pages,
    ("deploy.yml",),
    Plan.PAID,
)
SECRETS = Row(
    "scanning",
    say("looking for passwords"),
    say("a password that was sent is read by others within minutes"),
    say("Settings > Advanced Security > Secret Protection and Push protection"),
    ADMINISTRATION,
    scanning,
    plan=Plan.PROTECTION,
)
BOTS = Row(
    "bots",
    say("the App in the policy"),
    say("what the App records for people counts as pushed by them"),
    say("site_config/policy.yml, `bots:`"),
    "variables=read",
    bots,
    ("act.yml",),
)
