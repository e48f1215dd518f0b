# The same, deployed again: IF NOT EXISTS takes the invalid index for what is wanted.
up_to 0002
sql "INSERT INTO users VALUES (1, 'a@x'), (2, 'a@x')"
fails dbmate_here migrate
dbmate_here migrate
