"""The check: rules run over files, an office, a change, a push, the index; what it found, and verdicts kept."""
