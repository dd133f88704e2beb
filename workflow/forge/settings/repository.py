"""The repository itself: issues, merge commits, labels, code owners, Pages, secret scanning."""

from functools import partial

from workflow.forge.settings.row import ApiRequest, GitHubPlan, Observation, SettingRow
from workflow.forge.settings.snapshot import SettingsSnapshot
from workflow.i18n.message import Message, say

LABEL_COLOUR = "0e8a16"
SAMPLE_BOT = "redaksi-contoh[bot]"
"""What `bots:` names in the sample office."""
SCANNING_SETTINGS = ("secret_scanning", "secret_scanning_push_protection")


def observe_switch(seen: SettingsSnapshot, name: str, gap: Message) -> Observation:
    """A switch of the repository that must be on; GitHub does not show all of them to everybody."""
    if seen.repository.get(name, True):
        return Observation()
    return Observation((gap,), (ApiRequest("PATCH", "", {name: True}),))


def observe_labels(seen: SettingsSnapshot) -> Observation:
    """GitHub gives an issue only those labels of its form that are there."""
    known = {str(one["name"]).lower() for one in seen.items("labels")}
    missing = [name for name in seen.facts.labels if name.lower() not in known]
    return Observation(
        tuple(say("“{name}” is not there", name=name) for name in missing),
        tuple(ApiRequest("POST", "labels", {"name": name, "color": LABEL_COLOUR}) for name in missing),
    )


def observe_code_owners(seen: SettingsSnapshot) -> Observation:
    """GitHub passes over what it does not understand in CODEOWNERS, and over people who may not write."""
    found = seen.find("codeowners/errors")
    if found is None:
        return Observation((say("the default branch has no CODEOWNERS: redaksi codeowners, then commit and send it"),))
    return Observation(
        tuple(
            say(
                "line {line}: {kind}: {source}", line=one["line"], kind=one["kind"], source=str(one.get("source") or "")
            )
            for one in found["errors"]
        )
    )


def observe_pages(seen: SettingsSnapshot) -> Observation:
    """The site comes from a workflow, not from a branch."""
    found = seen.find("pages")
    data = {"build_type": "workflow"}
    if found is None:
        return Observation((say("it is off"),), (ApiRequest("POST", "pages", data),))
    if found.get("build_type") != "workflow":
        return Observation((say("the site is taken from a branch"),), (ApiRequest("PUT", "pages", data),))
    return Observation()


def observe_secret_scanning(seen: SettingsSnapshot) -> Observation:
    """Passwords that get into a commit are found. On a private repository that costs money, so it is left to people."""
    found = seen.repository.get("security_and_analysis") or {}
    off = [name for name in SCANNING_SETTINGS if (found.get(name) or {}).get("status") != "enabled"]
    if not off:
        return Observation()
    if seen.repository["private"]:
        return Observation(notes=(say("it is off; a private repository pays for it (GitHub Secret Protection)"),))
    data = {"security_and_analysis": {name: {"status": "enabled"} for name in off}}
    words = {
        "secret_scanning": say("nobody looks for passwords in what is sent"),
        "secret_scanning_push_protection": say("passwords are not held back when they are sent"),
    }
    return Observation(tuple(words[name] for name in off), (ApiRequest("PATCH", "", data),))


def observe_bots(seen: SettingsSnapshot) -> Observation:
    """What the App pushes for people counts for them only where the policy names it."""
    client = seen.variables().get("APP_CLIENT_ID")
    if client is None:
        return Observation(notes=(say("there is no App yet"),))
    known = [seen.app(name.removesuffix("[bot]")) for name in seen.facts.bots]
    if any(app and app.get("client_id") == client for app in known):
        return Observation()
    hidden = [name for name, app in zip(seen.facts.bots, known, strict=True) if app is None and name != SAMPLE_BOT]
    if hidden:  # a private App may not show itself to this token
        names = ", ".join(hidden)
        return Observation(
            notes=(
                say("`bots:` names {names}: compare it with the App's address, …/apps/NAME, and [bot]", names=names),
            )
        )
    return Observation(
        (say("`bots:` in site_config/policy.yml does not name the App: NAME[bot], as in its address, …/apps/NAME"),)
    )


ADMINISTRATION = "administration=write"
ISSUES = SettingRow(
    "issues",
    say("issues"),
    say("letters come in by the form, and are answered there"),
    say("Settings > General > Features > Issues"),
    ADMINISTRATION,
    partial(observe_switch, name="has_issues", gap=say("they are switched off")),
    ("act.yml",),
)
LABELS = SettingRow(
    "labels",
    say("labels of the forms"),
    say("GitHub leaves out a label that is not there"),
    say("Issues > Labels > New label"),
    "issues=write",
    observe_labels,
)
MERGING = SettingRow(
    "merging",
    say("merge commits"),
    say("a merge commit keeps who made each commit; it is the only way to merge that the rules allow"),
    say("Settings > General > Pull Requests > Allow merge commits"),
    ADMINISTRATION,
    partial(observe_switch, name="allow_merge_commit", gap=say("they are switched off")),
)
OWNERS = SettingRow(
    "owners",
    say("CODEOWNERS as GitHub reads it"),
    say("whoever answers for the rules must be asked; GitHub asks only people who may write here"),
    say(
        "Settings > Collaborators (of an organization: Collaborators and teams, with Write): "
        "invite those named; each must accept"
    ),
    "contents=read",
    observe_code_owners,
    plan=GitHubPlan.PAID,
)
PAGES = SettingRow(
    "pages",
    say("GitHub Pages"),
    say("there the public site is shown"),
    say("Settings > Pages > Build and deployment > Source: GitHub Actions"),
    "administration=write,pages=write",
    observe_pages,
    ("deploy.yml",),
    GitHubPlan.PAID,
)
SECRET_SCANNING = SettingRow(
    "scanning",
    say("looking for passwords"),
    say("a password that was sent is read by others within minutes"),
    say("Settings > Advanced Security > Secret Protection and Push protection"),
    ADMINISTRATION,
    observe_secret_scanning,
    plan=GitHubPlan.PROTECTION,
)
BOTS = SettingRow(
    "bots",
    say("the App in the policy"),
    say("what the App records for people counts as pushed by them"),
    say("site_config/policy.yml, `bots:`"),
    "variables=read",
    observe_bots,
    ("act.yml",),
)
