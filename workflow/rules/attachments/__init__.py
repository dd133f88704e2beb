"""Rules about the PDF files that articles offer to readers."""
