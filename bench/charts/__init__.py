"""What a chart costs: time in the worker, and what the loop feels of it."""
