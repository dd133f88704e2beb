"""Page models: what each page may print. Pure functions of records."""
