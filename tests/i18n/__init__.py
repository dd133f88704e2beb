"""Tests of `workflow/i18n/`."""
