"""An event and what surrounds it: which command it is, on which branch, who is answered, what the commit says of it."""
