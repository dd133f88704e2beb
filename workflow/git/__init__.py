"""What Git says. The one place where Git is asked, with fixed arguments and a clean environment."""
