"""Tests of `workflow/cli/shared/`."""
