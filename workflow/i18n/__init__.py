"""Words for people. English in the code, Indonesian in the catalogue; dates as Indonesians write them."""
