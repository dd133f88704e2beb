"""Tests of `workflow/chatops/event/`."""
