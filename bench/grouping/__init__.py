"""What grouping is measured on: stories of our own, their copies, retellings and look-alikes."""
