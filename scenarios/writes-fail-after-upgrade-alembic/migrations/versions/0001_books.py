"""Books, counted by author"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade():
    op.create_table(
        "authors",
        sa.Column("id", sa.BigInteger, primary_key=True),
        sa.Column("books", sa.Integer, nullable=False, server_default="0"),
    )
    op.create_table(
        "books",
        sa.Column("id", sa.BigInteger, primary_key=True),
        sa.Column("author_id", sa.BigInteger, sa.ForeignKey("authors.id"), nullable=False),
    )
    op.execute(
        """
        CREATE FUNCTION count_book() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          UPDATE authors SET books = books + 1 WHERE id = NEW.author_id;
          RETURN NULL;
        END $$
        """
    )
    op.execute(
        "CREATE TRIGGER books_count AFTER INSERT ON books "
        "FOR EACH ROW EXECUTE FUNCTION count_book()"
    )


def downgrade():
    op.drop_table("books")
    op.drop_table("authors")
    op.execute("DROP FUNCTION count_book()")
