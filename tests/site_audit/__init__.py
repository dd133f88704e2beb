"""Tests of `workflow/site_audit/`."""
