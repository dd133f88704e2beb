"""Limits of PDF files. What exceeds them is refused, or left unread, before it costs anything."""

LARGEST_PDF_BYTES = 8 * 1024 * 1024
"""Of the file; no file that enters Git may be larger (`history/files`)."""
MOST_PAGES = 1000
MOST_OBJECTS = 100_000
"""Parts of a file; a regulation with its appendices has some thousands."""
DEEPEST_NESTING = 100
"""Levels of arrays and dictionaries within one part."""
MOST_TEXT_PAGES = 100
"""Pages whose text is read for the search; what follows are appendices."""
LONGEST_TEXT = 300_000
"""Characters of text that are kept."""
LARGEST_PAGE_BYTES = 2_000_000
"""Bytes of what draws one page, unpacked; a map is larger, and its words are not read."""
MOST_TRAILING_BYTES = 1024
"""Bytes behind the end mark: Acrobat looks for the mark in the last 1024."""
CPU_SECONDS = 20
"""Of processor, for one file; one of a hundred pages takes about three."""
LARGEST_STREAM_BYTES = 32 * 1024 * 1024
"""Bytes of one packed part, unpacked: a page scanned in colour at 300 dots an inch has 25 million."""
