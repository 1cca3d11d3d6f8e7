"""Search everywhere: Chinese, Latin, pinyin in full and by initials, with a slip of the finger forgiven."""
