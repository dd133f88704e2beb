"""Text of comments, forms and e-mail replies -> commands and answers. Nothing here acts."""
