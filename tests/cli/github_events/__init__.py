"""Tests of `workflow/cli/github_events/`."""
