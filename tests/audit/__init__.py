"""Tests of `workflow/audit/`."""
