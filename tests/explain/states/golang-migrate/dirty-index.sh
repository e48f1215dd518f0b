# The index failed of rows: dirty, and an index that is not valid.
sql "$(cat chain/1_users.up.sql) INSERT INTO users VALUES (1, 'a'), (2, 'a')"
migrate_here force 1
fails migrate_here up
