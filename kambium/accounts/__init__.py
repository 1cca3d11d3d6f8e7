"""The customer record: accounts, contacts, activities, files, and the 360° page."""
