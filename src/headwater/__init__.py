"""Follow a story upstream."""
