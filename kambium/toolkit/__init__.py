"""Equipment, licences and support."""
