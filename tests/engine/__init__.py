"""Tests of `workflow/engine/`."""
