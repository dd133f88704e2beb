"""Tests of `workflow/config/`."""
