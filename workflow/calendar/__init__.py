"""Working time: office hours, holidays and exact arithmetic over them."""
