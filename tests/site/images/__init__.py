"""Tests of `workflow/site/images/`."""
