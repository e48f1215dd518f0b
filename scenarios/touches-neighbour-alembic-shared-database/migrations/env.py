import os

from alembic import context
from sqlalchemy import create_engine, pool
from sqlalchemy.engine import URL

OURS = {"project", "alembic_version"}

url = URL.create(
    "postgresql+psycopg2",
    username=os.environ["APP_DB_USER"],
    database=os.environ["APP_DB_NAME"],
    query={"host": os.environ["APP_DB_HOST"], "port": os.environ["APP_DB_PORT"]},
)


def include_object(object, name, type_, reflected, compare_to):
    return type_ != "table" or name in OURS


with create_engine(url, poolclass=pool.NullPool).connect() as connection:
    context.configure(connection=connection, include_object=include_object)
    with context.begin_transaction():
        context.run_migrations()
