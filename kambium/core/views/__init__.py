"""Pages that belong to no domain: search, saved views, pins, notices, components, health."""
