"""The one adapter to MkDocs and its Material theme."""
