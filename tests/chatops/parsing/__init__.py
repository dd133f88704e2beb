"""Tests of `workflow/chatops/parsing/`."""
