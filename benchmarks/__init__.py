"""How fast Kambium is on this machine, beside what the database alone can do on it."""
