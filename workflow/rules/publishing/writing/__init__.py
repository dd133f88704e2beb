"""Publishing rules on how a draft is written; helpers begin with an underscore."""
