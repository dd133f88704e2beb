"""Tests of `workflow/cli/publishing/`."""
