"""Commands of the people who take a request through the SOP."""
