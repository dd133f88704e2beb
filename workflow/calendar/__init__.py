"""Floor 2: working time. Office hours, holidays, and exact arithmetic over them."""
