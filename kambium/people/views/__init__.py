"""Pages of people, teams, roles, leave and settings."""
