"""Writing in the browser: Decap CMS from our own files, fields made from the record types, saves judged here."""
