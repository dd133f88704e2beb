"""The floors of the package: which room may import from which."""

FLOORS = [
    {"i18n", "extras"},
    {"infra"},
    {"text", "images", "pdf"},
    {"sop", "calendar", "git", "forge"},
    {"records"},
    {"config"},
    {"evidence", "input"},
    {"rules"},
    {"queries"},
    {"engine"},
    {"audit", "handbook", "importing", "metrics", "services"},
    {"site", "reporters", "documents", "delivery", "site_audit", "deploy", "editor", "chatops"},
    {"trial_build", "preview", "scaffold"},
    {"cli"},
]
"""From the lowest to the highest. A room imports from itself and from lower floors only."""
WITHIN = {
    "chatops": ["parsing", "event", "actions"],
    "cli": ["shared", "checking", "editorial", "publishing", "messages", "github_events", "setup"],
    "site": ["content", "flowchart", "models", "images", "search", "feeds", "output", "mkdocs"],
}
"""The order of a room's own folders; what lies beside them is above all of them."""
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
