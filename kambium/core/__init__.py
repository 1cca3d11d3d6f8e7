"""What every domain stands on, and no business noun: registry, access, events, jobs, web, ui, files, search, i18n."""
