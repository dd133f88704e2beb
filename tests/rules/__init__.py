"""The engine and what stands around it: tampering, severity, prerequisites, the cache."""
