# psql stopped in the middle of a file that no transaction holds together.
psql -q "$DATABASE_URL" -f chain/001_users.sql
sql "INSERT INTO users VALUES (1, 'a'), (2, 'a')"
fails psql -q -v ON_ERROR_STOP=1 "$DATABASE_URL" -f chain/002_unique_email.sql
