sql "DROP TABLE notes_body_idx"
