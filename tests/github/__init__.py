"""A stand-in of GitHub, and the workflows run on it by nektos/act; README.md says what is real and what is not."""
