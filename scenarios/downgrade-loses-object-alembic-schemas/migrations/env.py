import os

from alembic import context
from sqlalchemy import create_engine, text

engine = create_engine(os.environ["DATABASE_URL"])

with engine.connect() as connection:
    with connection.begin():
        connection.execute(text("CREATE SCHEMA IF NOT EXISTS ops"))
    context.configure(
        connection=connection,
        include_schemas=True,
        version_table="applied_revisions",
        version_table_schema="ops",
    )
    with context.begin_transaction():
        context.run_migrations()
