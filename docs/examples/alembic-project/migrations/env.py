import os

from alembic import context
from sqlalchemy import create_engine, pool

from shop.models import Base

# pgstair sets DATABASE_URL to a database of its own.
engine = create_engine(os.environ["DATABASE_URL"], poolclass=pool.NullPool)

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata)
    with context.begin_transaction():
        context.run_migrations()
