"""Speed and memory of Redaksi beside its peers, measured in one run: `python -m bench`."""
