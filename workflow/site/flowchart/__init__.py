"""The flow chart of a procedure: nodes, edges, their routing and the layout."""
