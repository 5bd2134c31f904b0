"""From the web to the store: fetching, pages, intake."""
