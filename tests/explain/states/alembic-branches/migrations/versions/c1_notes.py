import sqlalchemy as sa
from alembic import op

revision = "c1"
down_revision = "a1"


def upgrade():
    op.create_table("notes", sa.Column("id", sa.BigInteger, primary_key=True))
    with op.get_context().autocommit_block():
        op.execute("ALTER TABLE notes ADD COLUMN body text")
    op.create_index("notes_body_idx", "notes", ["body"])


def downgrade():
    op.drop_table("notes")
