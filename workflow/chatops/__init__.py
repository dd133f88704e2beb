"""Forms, comments and reviews on GitHub, hostile until judged: event -> command -> one commit on the right branch."""
