from alembic import op
import sqlalchemy as sa

revision = "0001"
down_revision = None


def upgrade():
    op.create_table(
        "users",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("phone", sa.Text),
        sa.Column("town", sa.Text),
        sa.Column("nick", sa.Text),
        sa.Column("name", sa.Text),
        sa.Column("fax", sa.Text),
    )


def downgrade():
    op.drop_table("users")
