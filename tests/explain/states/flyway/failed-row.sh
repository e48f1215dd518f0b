# executeInTransaction=false: the second statement failed of rows, and the history says so.
mv chain/V3__* chain/V4__* .
flyway_here migrate
mv V3__* V4__* chain
sql "INSERT INTO users VALUES (1, 'a'), (2, 'a')"
fails flyway_here migrate
