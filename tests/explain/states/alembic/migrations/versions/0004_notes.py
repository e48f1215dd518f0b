import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade():
    op.add_column("orders", sa.Column("note", sa.Text))
    with op.get_context().autocommit_block():
        op.create_index("orders_note_idx", "orders", ["note"], postgresql_concurrently=True)
    op.alter_column("orders", "note", nullable=False)


def downgrade():
    op.drop_index("orders_note_idx", "orders")
    op.drop_column("orders", "note")
