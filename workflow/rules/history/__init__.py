"""Does a change only add to what stood before, by those who may, and openly?"""
