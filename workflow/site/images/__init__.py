"""The public articles' images and social cards: made once, cached, attached."""
