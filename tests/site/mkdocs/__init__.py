"""Tests of `workflow/site/mkdocs/`."""
