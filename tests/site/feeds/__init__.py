"""Tests of `workflow/site/feeds/`."""
