"""Tests of `workflow/site/models/`."""
