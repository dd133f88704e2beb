"""Does everything that is named exist, and do request and article name each other?"""
