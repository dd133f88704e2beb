"""`redaksi github` against a stand-in that keeps settings as GitHub would."""
