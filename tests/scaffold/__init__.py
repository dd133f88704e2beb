"""Tests of what an office's folder is made of."""
