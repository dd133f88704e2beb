"""What Redaksi promises, tried out. The folders mirror those of workflow/; cases/ holds the rules' examples."""
