"""How pages look: the template environment, formatters in both languages, icons and charts drawn on the server."""
