"""How a change's pages will look: a small site of what it touches, and pictures of it."""
