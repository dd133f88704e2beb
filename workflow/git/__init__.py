"""What Git says. The one place where Git is asked, with fixed arguments and a clean environment."""

import os

os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
"""Without Git, GitPython says so when it is used, not when it is imported: whoever is in need of it can be told."""
