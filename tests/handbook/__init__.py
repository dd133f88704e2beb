"""Tests of the handbook: what it says fits the office whose it is."""
