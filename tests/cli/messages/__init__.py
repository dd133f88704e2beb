"""Tests of `workflow/cli/messages/`."""
