"""The rules. One file a rule in its family's folder, a registry a person can read, and what rules look at."""
