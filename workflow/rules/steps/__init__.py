"""Does the request follow the SOP's order, and did each step leave behind what it must?"""
