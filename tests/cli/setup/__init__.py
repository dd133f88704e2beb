"""Tests of `workflow/cli/setup/`."""
