"""What lies in the jobs' Python beside the tests' packages: a clock that GitHub and the jobs share, and pip's stand-in."""
