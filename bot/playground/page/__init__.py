"""The playground as a page in the browser."""
