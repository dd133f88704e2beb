"""GitHub (the forge): webhooks, REST and GraphQL API, settings. Nothing of an office is known here."""
