"""The site's search: documents, index partitions, Indonesian stemming, Pagefind."""
