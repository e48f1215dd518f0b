CREATE ROLE app_reader NOLOGIN;
CREATE ROLE app_owner CREATEROLE;
GRANT app_reader TO app_owner;
CREATE EXTENSION file_fdw;
CREATE SCHEMA reports AUTHORIZATION app_owner;
