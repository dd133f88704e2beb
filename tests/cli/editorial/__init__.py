"""Tests of `workflow/cli/editorial/`."""
