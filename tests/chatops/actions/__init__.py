"""Tests of `workflow/chatops/actions/`."""
