"""Tests of `workflow/site/output/`."""
