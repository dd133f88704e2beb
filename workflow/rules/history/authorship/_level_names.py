"""What people call the levels of evidence."""

from workflow.config.policy import Level
from workflow.i18n.message import mark

LEVEL_NAMES = {
    Level.CLAIMED: mark("claimed"),
    Level.COMMITTED: mark("committed by the person named"),
    Level.PUSHED: mark("pushed by the person named"),
    Level.SIGNED: mark("signed by the person named"),
    Level.REVIEWED: mark("reviewed by somebody else"),
}
