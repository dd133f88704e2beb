"""What comes in by forms and comments, hostile until judged: read here, done by the desk."""
