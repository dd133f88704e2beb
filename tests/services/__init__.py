"""The desk: steps done by commands, in real clones."""
