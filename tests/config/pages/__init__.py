"""Tests of hand-written pages."""
