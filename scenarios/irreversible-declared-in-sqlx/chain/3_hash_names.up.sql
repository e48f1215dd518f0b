-- pgstair: irreversible a hash cannot be turned back into its name
UPDATE users SET name = md5(name);
