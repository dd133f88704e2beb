<<<<<<< HEAD
"""People's own spelling, read."""
=======
"""Reading people's own spelling."""
>>>>>>> counter
