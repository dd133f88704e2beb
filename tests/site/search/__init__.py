"""Tests of `workflow/site/search/`."""
