"""Is what the public reads what was approved, complete and honest about changes?"""
