"""Tests of `workflow/cli/checking/`."""
