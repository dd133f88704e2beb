"""Tests of `workflow/evidence/`."""
