"""Tests of `workflow/rules/privacy/`."""
