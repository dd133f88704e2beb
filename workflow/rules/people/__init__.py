"""Was it somebody who may do it?"""
