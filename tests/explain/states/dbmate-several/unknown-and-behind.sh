# A revision of another branch is noted, and the schema is an older one.
mkdir later
mv chain/0002_roles.sql chain/0003_guests.sql later
dbmate_here migrate
printf -- '-- migrate:up\nDELETE FROM users;\n-- migrate:down\n' >chain/0002_other.sql
dbmate_here migrate
mv later/* chain
rm chain/0002_other.sql
mv chain/0002_roles.sql chain/0004_roles.sql
