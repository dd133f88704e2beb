"""Floor 4: the rules. One file a rule, a registry a person can read, and an engine."""
