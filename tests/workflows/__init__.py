"""The workflow files themselves: what they promise by how they are written."""
