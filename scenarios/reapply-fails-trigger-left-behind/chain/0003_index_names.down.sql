DROP INDEX packages_name;
