# The first revision failed: a table of somebody else's was there, and is gone by now.
sql "CREATE TABLE users ()"
fails migrate_here up
sql "DROP TABLE users"
