"""Values and team spirit."""
