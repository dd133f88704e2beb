"""What several commands share: options, prompts, errors, the workspace, GitHub's job."""
