"""Releases on this computer and on a server, whatever happens meanwhile."""
