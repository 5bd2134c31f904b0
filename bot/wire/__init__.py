"""From the web to the store: fetching, pages, feeds, intake, polling."""
