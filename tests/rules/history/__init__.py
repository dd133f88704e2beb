"""Tests of `workflow/rules/history/`."""
