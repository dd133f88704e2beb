"""What somebody wants to do, as plain values: a prompt, a flag, a form or a comment ends up here."""

import datetime as dt

from msgspec import Struct

from workflow.records.request import Channel, Nature


class StepInput(Struct, frozen=True, kw_only=True):
    """One step to be entered. Everything is optional: what is missing is asked for."""

    result: str | None = None
    """A result of the step; at a deciding step the decision."""
    to: str | None = None
    """The role that the disposition is addressed to."""
    instruction: str | None = None
    public_reason: str | None = None
    """Why the office does not publish, in words for the sender."""
    news: str | None = None
    """The article, as its year and file name without `.md`."""
    note: str | None = None
    outlets: tuple[str, ...] = ()
    channel: Channel | None = None
    report: str | None = None
    delay: str | None = None
    """The coded reason for an overrun of the norm."""
    acknowledged_by: str | None = None
    late: str | None = None
    """Why the entry is made well after the step was done (susulan)."""
    finished: int | None = None
    """When the step was done, in seconds since the epoch; None for now."""


class LetterInput(Struct, frozen=True, kw_only=True):
    """A letter to be registered."""

    number: str
    """The sender's own number on the letter."""
    date: dt.date
    received: int
    """Seconds since the epoch."""
    sender: str
    """A key of agencies.yml."""
    subject: str
    nature: Nature
    body: str
    """The data to be published, as the sender gave it."""
    scan: str | None = None
    """The fingerprint of the scanned letter."""
    delay: str | None = None
    """The coded reason, where the letter is registered after the norm."""
    acknowledged_by: str | None = None
