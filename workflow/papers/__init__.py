"""Records -> papers: the disposition sheet, the press release, reports; as PDF, XLSX and Markdown."""
