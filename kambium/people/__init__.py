"""Who works here: people, teams, reporting lines, roles, sign-in, leave and delegation."""
