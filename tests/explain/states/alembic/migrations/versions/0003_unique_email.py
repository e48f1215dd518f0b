import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade():
    op.add_column("users", sa.Column("name", sa.Text))
    with op.get_context().autocommit_block():
        op.create_index(
            "users_email_key", "users", ["email"], unique=True, postgresql_concurrently=True
        )
    op.add_column("users", sa.Column("label", sa.String(20)))


def downgrade():
    op.drop_column("users", "label")
    with op.get_context().autocommit_block():
        op.drop_index("users_email_key", "users", postgresql_concurrently=True)
    op.drop_column("users", "name")
