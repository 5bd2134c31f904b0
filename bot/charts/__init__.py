"""Charts: figures of the news → a picture, drawn by matplotlib in a worker process."""
