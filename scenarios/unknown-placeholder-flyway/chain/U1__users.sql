DROP TABLE ${users_table};
