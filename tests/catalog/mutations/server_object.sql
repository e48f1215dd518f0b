-- Privileges on what the server itself brings.
--= J01 function that nobody may execute, granted
--= expect added function pg_catalog.pg_read_file(text)
--= to
GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_file(text) TO alice;
--= J01 function that everybody may execute, revoked
--= expect added function pg_catalog.lower(text)
--= to
REVOKE EXECUTE ON FUNCTION pg_catalog.lower(text) FROM PUBLIC;
--= J01 function granted to somebody else
--= expect changed function pg_catalog.pg_read_file(text): privileges
--= from
GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_file(text) TO alice;
--= to
GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_file(text) TO bob;
--= J01 function granted with the option to grant it on
--= expect changed function pg_catalog.pg_read_file(text): privileges
--= from
GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_file(text) TO alice;
--= to
GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_file(text) TO alice WITH GRANT OPTION;
--= J01 function revoked from its owner too
--= expect changed function pg_catalog.lower(text): revoked_privileges
--= from
REVOKE EXECUTE ON FUNCTION pg_catalog.lower(text) FROM PUBLIC;
--= to
REVOKE EXECUTE ON FUNCTION pg_catalog.lower(text) FROM PUBLIC, postgres;
--= J02 aggregate
--= expect added aggregate pg_catalog.max(integer)
--= to
REVOKE EXECUTE ON FUNCTION pg_catalog.max(integer) FROM PUBLIC;
--= J03 table
--= expect added table pg_catalog.pg_authid
--= to
GRANT SELECT ON pg_catalog.pg_authid TO alice;
--= J03 table that everybody may read
--= expect added table pg_catalog.pg_description
--= to
REVOKE SELECT ON pg_catalog.pg_description FROM PUBLIC;
--= J04 view
--= expect added view pg_catalog.pg_roles
--= to
REVOKE SELECT ON pg_catalog.pg_roles FROM PUBLIC;
--= J05 column
--= expect added column pg_catalog.pg_authid.rolname
--= to
GRANT SELECT (rolname) ON pg_catalog.pg_authid TO alice;
--= J05 column that everybody may read
--= expect added column pg_catalog.pg_subscription.subname
--= to
REVOKE SELECT (subname) ON pg_catalog.pg_subscription FROM PUBLIC;
--= J05 column beside one that everybody may read
--= expect added column pg_catalog.pg_subscription.subconninfo
--= to
GRANT SELECT (subconninfo) ON pg_catalog.pg_subscription TO alice;
--= J06 type
--= expect added base type pg_catalog.int4
--= to
REVOKE USAGE ON TYPE pg_catalog.int4 FROM PUBLIC;
--= J07 schema pg_catalog
--= expect added schema pg_catalog
--= to
GRANT CREATE ON SCHEMA pg_catalog TO alice;
--= J08 language
--= expect added language sql
--= beyond pg_dump
--= to
REVOKE USAGE ON LANGUAGE sql FROM PUBLIC;
--= J09 granted to one who had it as everybody
--= expect changed view pg_catalog.pg_roles: privileges
--= both
REVOKE SELECT ON pg_catalog.pg_roles FROM PUBLIC;
--= to
GRANT SELECT ON pg_catalog.pg_roles TO alice;
