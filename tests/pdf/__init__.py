"""Tests of what PDF files hold."""
