"""Redaksi: an Indonesian public office's editorial SOP, run and enforced on plain Git."""

__version__ = "0.1.0"
