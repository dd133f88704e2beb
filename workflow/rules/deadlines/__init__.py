"""Was each step done in the working time the SOP allows?"""
