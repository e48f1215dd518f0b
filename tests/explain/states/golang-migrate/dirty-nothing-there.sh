# The file failed as a whole, and the version stays dirty.
migrate_here force 1
sql "$(cat chain/1_users.up.sql) INSERT INTO users VALUES (1, '')"
fails migrate_here up
