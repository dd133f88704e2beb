"""Tests of `workflow/rules/links/`."""
