"""The public site, built and read byte for byte."""
