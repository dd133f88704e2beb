"""What the actions' stand-ins do: each is run by its action.yml, with the inputs as JSON in `INPUTS`."""
