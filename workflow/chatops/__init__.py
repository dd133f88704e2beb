"""Forms, comments and reviews on GitHub, untrusted until checked: event -> command -> a commit on the right branch."""
