"""Records -> documents: the disposition sheet, the press release, reports; as PDF, XLSX and Markdown."""
