# A CREATE INDEX CONCURRENTLY fails of rows, and leaves an index that is not valid.
up_to 0002
sql "INSERT INTO users VALUES (1, 'a@x'), (2, 'a@x')"
fails dbmate_here migrate
