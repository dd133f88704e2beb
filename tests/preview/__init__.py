"""Tests of `workflow/preview/`."""
