import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "kinds",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
    )
    op.bulk_insert(
        sa.table("kinds", sa.column("name", sa.Text)), [{"name": "book"}, {"name": "film"}]
    )


def downgrade():
    op.drop_table("kinds")
