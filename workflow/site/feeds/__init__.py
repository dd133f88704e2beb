"""What the site says to machines: feeds, sitemaps, open data, metadata, redirects, headers."""
