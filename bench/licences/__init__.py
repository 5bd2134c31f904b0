"""Under which licences what Dateline needs is published."""
