"""What people type, in their own spelling: days and times, words for keys, agenda numbers. Never a guess."""
