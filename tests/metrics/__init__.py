"""Figures of the service, against oracles of their own."""
