"""A better name for the number of books"""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.alter_column("authors", "books", new_column_name="book_count")


def downgrade():
    op.alter_column("authors", "book_count", new_column_name="books")
