"""Doing the SOP's steps: what somebody wants, what is still missing, the smallest change, one commit."""
