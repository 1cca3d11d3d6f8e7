"""Settings, addresses and processes: with `demo`, the only place that knows every domain."""
