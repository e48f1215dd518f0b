# The file commits in its middle, and what comes after that failed of rows.
mkdir later
mv chain/0002_roles.sql chain/0003_guests.sql later
dbmate_here migrate
mv later/* chain
sql "INSERT INTO users VALUES (1, 'owner')"
fails dbmate_here migrate
