"""Tests of `workflow/site/flowchart/`."""
