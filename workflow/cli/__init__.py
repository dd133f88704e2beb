"""The commands. Each is one small file: parse, call, print, exit code."""
