"""What an event or a command has done: one file an action, each through the services."""
