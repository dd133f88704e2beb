"""Pictures of every kind of page in every combination, kept small, and what a change makes of them (README.md)."""
