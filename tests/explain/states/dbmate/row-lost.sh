# The statement was over, and the connection was lost before dbmate could write its row.
up_to 0003
sql "DELETE FROM schema_migrations WHERE version = '0003'"
